// Runs in a thread of its own: one passphrase in, one stretched secret out.
import type { Bytes } from '../sealing/bytes.ts'
import { type Argon2Cost, stretchHere } from '../sealing/suites/argon2id.ts'

export interface Stretching {
  readonly passphrase: Bytes
  readonly salt: Bytes
  readonly cost: Argon2Cost
}

/** `begun` at once, so that whoever asked knows that somebody is there. */
export type Said = 'begun' | 'failed' | Bytes

const say = (said: Said) => self.postMessage(said)

self.onmessage = ({ data: { passphrase, salt, cost } }: MessageEvent<Stretching>) => {
  say('begun')
  void stretchHere(passphrase, salt, cost).then(say, () => say('failed'))
}
