import '../old-browsers.ts'
import { argon2idAsync } from '@noble/hashes/argon2.js'
import { argon2id } from 'hash-wasm'
import type { Bytes } from '../bytes.ts'

/** m in KiB, t passes, p lanes, as RFC 9106 names them. */
export interface Argon2Cost {
  readonly m: number
  readonly t: number
  readonly p: number
}

type Stretch = (passphrase: Bytes, salt: Bytes, cost: Argon2Cost) => Promise<Bytes>

let elsewhere: Stretch | undefined

/** From now on another thread does it where it can, so that a page goes on drawing. */
export function stretchElsewhere(stretch: Stretch): void {
  elsewhere = stretch
}

export const stretchByArgon2: Stretch = (passphrase, salt, cost) =>
  elsewhere
    ? elsewhere(passphrase, salt, cost).catch(() => stretchHere(passphrase, salt, cost))
    : stretchHere(passphrase, salt, cost)

/** WebAssembly; JavaScript (about three times slower) where the page's policy or the browser forbids it. */
export const stretchHere: Stretch = async (passphrase, salt, cost) => {
  try {
    return new Uint8Array(
      await argon2id({
        password: passphrase,
        salt,
        memorySize: cost.m,
        iterations: cost.t,
        parallelism: cost.p,
        hashLength: 32,
        outputType: 'binary',
      }),
    )
  } catch {
    return stretchInJavaScript(passphrase, salt, cost)
  }
}

export const stretchInJavaScript: Stretch = async (passphrase, salt, cost) =>
  new Uint8Array(await argon2idAsync(passphrase, salt, { ...cost, dkLen: 32, asyncTick: 50 }))
