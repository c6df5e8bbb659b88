// HPKE (RFC 9180) as far as wrapping one key needs it: base mode, single shot,
// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-GCM.
import '../old-browsers.ts'
import { x25519 } from '@noble/curves/ed25519.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, concat, randomBytes, utf8 } from '../bytes.ts'
import { expand, extract } from '../hkdf.ts'
import { aesGcm } from './aes-gcm.ts'
import type { Cipher } from './suite.ts'

const hmacSha256 = (key: Uint8Array, message: Uint8Array): Bytes => new Uint8Array(hmac(sha256, key, message))

const u16 = (value: number) => Uint8Array.of(value >> 8, value & 0xff)
const none = new Uint8Array(0)
const KEM = concat(utf8('KEM'), u16(0x0020))

const labeledExtract = (suite: Bytes, salt: Uint8Array, label: string, secret: Uint8Array) =>
  extract(hmacSha256, salt, concat(utf8('HPKE-v1'), suite, utf8(label), secret))
const labeledExpand = (suite: Bytes, key: Uint8Array, label: string, info: Uint8Array, size: number) =>
  expand(hmacSha256, key, concat(u16(size), utf8('HPKE-v1'), suite, utf8(label), info), size)

/** X25519, however it is done. */
export interface Curve {
  getPublicKey(privateKey: Uint8Array): Uint8Array
  /** Throws where the result would be no secret. */
  getSharedSecret(privateKey: Uint8Array, publicKey: Uint8Array): Uint8Array
}

interface Choices {
  readonly curve?: Curve
  readonly makeCipher?: (key: Bytes) => Cipher | Promise<Cipher>
  /** 16 is for the RFC's own test vector. */
  readonly keyBytes?: 16 | 32
  readonly drawEphemeral?: () => Uint8Array
}

/** `seal` gives the encapsulated key (32 bytes), then the sealed text. */
export function hpke({
  curve = x25519,
  makeCipher = aesGcm,
  keyBytes = 32,
  drawEphemeral = () => randomBytes(32),
}: Choices = {}) {
  /** The AEAD with its nonce for the first and only message. */
  async function schedule(shared: Uint8Array, enc: Uint8Array, recipient: Uint8Array, info: Bytes) {
    const prk = labeledExtract(KEM, none, 'eae_prk', shared)
    const secret = labeledExpand(KEM, prk, 'shared_secret', concat(enc, recipient), 32)
    const suite = concat(utf8('HPKE'), u16(0x0020), u16(0x0001), u16(keyBytes === 32 ? 0x0002 : 0x0001))
    const context = concat(
      Uint8Array.of(0),
      labeledExtract(suite, none, 'psk_id_hash', none),
      labeledExtract(suite, none, 'info_hash', info),
    )
    const base = labeledExtract(suite, secret, 'secret', none)
    return {
      cipher: await makeCipher(labeledExpand(suite, base, 'key', context, keyBytes)),
      nonce: labeledExpand(suite, base, 'base_nonce', context, 12),
    }
  }

  return {
    async seal(plain: Bytes, recipient: Uint8Array, info: Bytes): Promise<Bytes> {
      const ephemeral = drawEphemeral()
      const enc = curve.getPublicKey(ephemeral)
      const shared = curve.getSharedSecret(ephemeral, recipient)
      const { cipher, nonce } = await schedule(shared, enc, recipient, info)
      return concat(enc, await cipher.seal(nonce, plain))
    },
    async open(sealed: Bytes, privateKey: Uint8Array, info: Bytes): Promise<Bytes | undefined> {
      const enc = sealed.subarray(0, 32)
      let shared: Uint8Array
      try {
        shared = curve.getSharedSecret(privateKey, enc)
      } catch {
        // A point of small order, which no honest sender makes.
        return undefined
      }
      const { cipher, nonce } = await schedule(shared, enc, curve.getPublicKey(privateKey), info)
      return cipher.open(nonce, sealed.subarray(32))
    },
  }
}
