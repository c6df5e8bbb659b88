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

/** WebAssembly; JavaScript (about three times slower) where the page's policy or the browser forbids it. */
export async function stretchByArgon2(passphrase: Bytes, salt: Bytes, cost: Argon2Cost): Promise<Bytes> {
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

export const stretchInJavaScript = async (passphrase: Bytes, salt: Bytes, cost: Argon2Cost): Promise<Bytes> =>
  new Uint8Array(await argon2idAsync(passphrase, salt, { ...cost, dkLen: 32, asyncTick: 50 }))
