import * as z from 'zod/mini'
import type { Account } from '../domain/account.ts'
import type { Unit } from '../domain/unit.ts'
import { answering } from './endpoint.ts'
import { words } from './shapes.ts'

export interface Me {
  readonly account: Account
  /** Null for the commission's own people. */
  readonly unit: Unit | null
  readonly authority: string
  /** The installation holds invented data. */
  readonly demonstration: { readonly clockOffsetMs: number } | null
}

export interface OpenSession {
  readonly id: string
  readonly current: boolean
  readonly address: string
  readonly browser: string
  readonly signedInAt: string
  readonly lastSeenAt: string
}

export interface Setup {
  readonly needed: boolean
}

const password = z.string().check(z.minLength(1), z.maxLength(200))

export const session = {
  signIn: answering<Me>().post('/api/session', { body: z.object({ username: words(64), password }) }),
  signOut: answering<null>().delete('/api/session'),
  me: answering<Me>().get('/api/session'),
  sessions: answering<readonly OpenSession[]>().get('/api/sessions'),
  revoke: answering<null>().delete('/api/sessions/:sessionId'),
  changePassword: answering<Me>().put('/api/password', {
    body: z.object({ current: password, next: password }),
  }),
  setup: answering<Setup>().get('/api/setup'),
  /** `token` comes from the one-time link that the server prints on its first start. */
  setUp: answering<Me>().post('/api/setup', {
    body: z.object({
      token: words(100),
      authority: words(100),
      username: words(64),
      name: words(50),
      password,
    }),
  }),
} as const
