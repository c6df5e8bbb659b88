import { type Bytes, concat } from './bytes.ts'

type Hmac = (key: Uint8Array, message: Uint8Array) => Bytes

/** RFC 5869, over the HMAC of a suite. */
export const extract = (hmac: Hmac, salt: Uint8Array, secret: Uint8Array): Bytes =>
  hmac(salt.length === 0 ? new Uint8Array(32) : salt, secret)

export function expand(hmac: Hmac, key: Uint8Array, info: Uint8Array, size: number): Bytes {
  let block: Bytes = new Uint8Array(0)
  let whole: Bytes = block
  for (let turn = 1; whole.length < size; turn += 1) {
    block = hmac(key, concat(block, info, Uint8Array.of(turn)))
    whole = concat(whole, block)
  }
  return whole.slice(0, size)
}
