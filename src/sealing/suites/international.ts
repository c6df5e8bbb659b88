import '../old-browsers.ts'
import { ed25519, x25519 } from '@noble/curves/ed25519.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { aesGcm } from './aes-gcm.ts'
import { type Argon2Cost, stretchByArgon2 } from './argon2id.ts'
import { hpke } from './hpke.ts'
import { inflateInSips } from './inflate.ts'
import type { Suite } from './suite.ts'

const { seal: wrap, open: unwrap } = hpke()

/** Suite 1: X25519 (HPKE), AES-256-GCM, Ed25519, SHA-256, Argon2id. */
export const international: Suite<Argon2Cost> = {
  id: 1,
  name: 'X25519 · AES-256-GCM · Ed25519 · SHA-256 · Argon2id',
  cipherKeyBytes: 32,
  tagBytes: 16,
  publicKeyBytes: { seal: 32, sign: 32 },
  wrappedBytes: 32 + 32 + 16,
  hasher: () => sha256.create(),
  hmac: (key, message) => new Uint8Array(hmac(sha256, key, message)),
  inflate: inflateInSips,
  cipher: aesGcm,
  privateKey: (seed) => new Uint8Array(seed.slice(0, 32)),
  publicKey: (use, privateKey) =>
    new Uint8Array((use === 'seal' ? x25519 : ed25519).getPublicKey(privateKey)),
  wrap,
  unwrap,
  sign: (message, privateKey) => new Uint8Array(ed25519.sign(message, privateKey)),
  // The strict rules of FIPS 186-5, so that one signature has one spelling.
  verify: (signature, message, publicKey) => {
    try {
      return ed25519.verify(signature, message, publicKey, { zip215: false })
    } catch {
      return false
    }
  },
  cost: { m: 65_536, t: 3, p: 1 },
  isBearable: (cost): cost is Argon2Cost => {
    const { m, t, p, ...rest } = (cost ?? {}) as Record<string, unknown>
    const within = (value: unknown, least: number, most: number) =>
      Number.isInteger(value) && (value as number) >= least && (value as number) <= most
    return within(m, 8_192, 262_144) && within(t, 1, 10) && within(p, 1, 4) && Object.keys(rest).length === 0
  },
  stretch: stretchByArgon2,
}
