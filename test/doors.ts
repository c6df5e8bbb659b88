// The real server without a network: requests go in by `inject`, as the people of the cast.
import { tmpdir } from 'node:os'
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify'
import { afterAll } from 'vitest'
import { openSession } from '../src/actions/sign-in.ts'
import { type Endpoint, requestHeader } from '../src/contract/endpoint.ts'
import { type AppOptions, buildApp } from '../src/http/app.ts'
import type { Person, Platform } from './platform.ts'

export interface Ask {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  /** JSON, or bytes. */
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Doors {
  readonly app: FastifyInstance
  /** As one of the cast, or as nobody, by our own page. */
  ask(
    who: Person | null,
    endpoint: Pick<Endpoint, 'method' | 'path'>,
    ask?: Ask,
  ): Promise<LightMyRequestResponse>
}

export async function openDoors(platform: Platform, options: Partial<AppOptions> = {}): Promise<Doors> {
  const { deps, people } = platform
  const app = await buildApp(deps, {
    logLevel: 'silent',
    behindProxy: false,
    secure: false,
    temporaryFolder: tmpdir(),
    mostUploadBytes: 100 * 1024 * 1024,
    isReady: async () => true,
    ...options,
  })
  afterAll(() => app.close())
  return {
    app,
    async ask(who, { method, path }, { params = {}, query = {}, body, headers = {} } = {}) {
      const session =
        who &&
        (await openSession(deps.db, people[who].id, { address: '127.0.0.1', browser: 'test' }, deps.now()))
      const bytes = body instanceof Uint8Array
      const request: InjectOptions = {
        method,
        url: path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? '')),
        query,
        headers: {
          [requestHeader]: '1',
          ...(session ? { cookie: `zicha=${session.token}` } : {}),
          ...(body === undefined
            ? {}
            : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { payload: bytes ? Buffer.from(body) : JSON.stringify(body) }),
      }
      return app.inject(request)
    },
  }
}
