import '../old-browsers.ts'
import { hmac } from '@noble/hashes/hmac.js'
import { pbkdf2Async } from '@noble/hashes/pbkdf2.js'
import { type Bytes, concat, same } from '../bytes.ts'
import { inflateInSips } from './inflate.ts'
import { sm2Decrypt, sm2Encrypt, sm2PrivateKey, sm2PublicKey, sm2Sign, sm2Verify } from './sm2.ts'
import { sm3 } from './sm3.ts'
import { sm4Ctr, sm4RoundKeys } from './sm4.ts'
import type { Cipher, Suite } from './suite.ts'

export interface Pbkdf2Cost {
  readonly iterations: number
}

type KeyStream = (nonce: Bytes, bytes: Bytes) => Uint8Array
type Hmac = (key: Uint8Array, message: Uint8Array) => Bytes

const hmacSm3: Hmac = (key, message) => new Uint8Array(hmac(sm3, key, message))

/** Encrypt, then prove: SM4-CTR under the first 16 bytes of the key, HMAC-SM3 over nonce and text under the rest. */
export function sm4WithHmac(key: Bytes, makeStream: (key: Bytes) => KeyStream, prove: Hmac): Cipher {
  const stream = makeStream(key.slice(0, 16))
  const proofKey = key.slice(16, 48)
  return {
    seal: async (nonce, plain) => {
      const text = stream(nonce, plain)
      return concat(text, prove(proofKey, concat(nonce, text)))
    },
    open: async (nonce, sealed) => {
      const text = sealed.slice(0, -32)
      const proof = prove(proofKey, concat(nonce, text))
      return same(proof, sealed.subarray(-32)) ? new Uint8Array(stream(nonce, text)) : undefined
    },
  }
}

function sm4Stream(key: Bytes): KeyStream {
  const keys = sm4RoundKeys(key)
  return (nonce, bytes) => sm4Ctr(keys, nonce, bytes)
}

/** Suite 2, 国密: SM2, SM4-CTR with HMAC-SM3, SM3, PBKDF2-HMAC-SM3. Right by the standards, not certified. */
export const chinese: Suite<Pbkdf2Cost> = {
  id: 2,
  name: 'SM2 · SM4-CTR + HMAC-SM3 · SM3 · PBKDF2-HMAC-SM3',
  cipherKeyBytes: 48,
  tagBytes: 32,
  publicKeyBytes: { seal: 65, sign: 65 },
  wrappedBytes: 65 + 32 + 32,
  hasher: () => sm3.create(),
  hmac: hmacSm3,
  inflate: inflateInSips,
  cipher: async (key) => sm4WithHmac(key, sm4Stream, hmacSm3),
  privateKey: sm2PrivateKey,
  publicKey: (_use, privateKey) => sm2PublicKey(privateKey),
  // SM2 has no room for a binding text; the header's MAC binds the key to the package.
  wrap: async (contentKey, recipient) => sm2Encrypt(contentKey, recipient),
  unwrap: async (wrapped, privateKey) => sm2Decrypt(wrapped, privateKey),
  sign: (message, privateKey) => sm2Sign(message, privateKey),
  verify: sm2Verify,
  cost: { iterations: 600_000 },
  isBearable: (cost): cost is Pbkdf2Cost => {
    const { iterations, ...rest } = (cost ?? {}) as Record<string, unknown>
    const count = Number.isInteger(iterations) ? (iterations as number) : 0
    return count >= 10_000 && count <= 5_000_000 && Object.keys(rest).length === 0
  },
  stretch: async (passphrase, salt, { iterations }) =>
    new Uint8Array(await pbkdf2Async(sm3, passphrase, salt, { c: iterations, dkLen: 32, asyncTick: 50 })),
}
