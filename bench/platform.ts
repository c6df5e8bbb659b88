import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { KeyPair, PublicKey } from '../src/sealing/keys.ts'
import type { SuiteId } from '../src/sealing/suites/suite.ts'

/** Stores any bytes as one row and does nothing else. */
export const rowPath = '/bench/row'
/** A page with one heading. */
export const barePath = '/bench/bare.html'

/** How much processor time the server itself has used. */
export const workPath = '/bench/work'

export interface Sender {
  readonly unitCode: string
  readonly cookie: string
  readonly signers: Readonly<Record<SuiteId, KeyPair>>
}

export interface Ready {
  readonly url: string
  readonly senders: readonly Sender[]
  readonly recipients: readonly PublicKey[]
}

export interface Platform extends Ready {
  stop(): Promise<void>
}

/** Our server with its database, in a process of its own; so many units are ready to send. */
export async function startPlatform(senders: number): Promise<Platform> {
  const child = fork(join(import.meta.dirname, 'platform-process.ts'), [String(senders)])
  const ended = once(child, 'exit')
  const ready = await Promise.race([once(child, 'message'), ended.then(() => undefined)])
  if (!ready) throw new Error('The platform did not start.')
  return {
    ...(ready[0] as Ready),
    async stop() {
      child.send('stop')
      await ended
    },
  }
}
