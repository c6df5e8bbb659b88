// HPKE (RFC 9180) as far as wrapping one key needs it: base mode, single shot,
// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-GCM.
import { x25519 } from '@noble/curves/ed25519.js'
import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { type Bytes, concat, randomBytes, utf8 } from '../bytes.ts'
import { expand, extract } from '../hkdf.ts'
import { aesGcm } from './aes-gcm.ts'

const hmacSha256 = (key: Uint8Array, message: Uint8Array): Bytes => new Uint8Array(hmac(sha256, key, message))

const u16 = (value: number) => Uint8Array.of(value >> 8, value & 0xff)
const none = new Uint8Array(0)
const KEM = concat(utf8('KEM'), u16(0x0020))

const labeledExtract = (suite: Bytes, salt: Uint8Array, label: string, secret: Uint8Array) =>
  extract(hmacSha256, salt, concat(utf8('HPKE-v1'), suite, utf8(label), secret))
const labeledExpand = (suite: Bytes, key: Uint8Array, label: string, info: Uint8Array, size: number) =>
  expand(hmacSha256, key, concat(u16(size), utf8('HPKE-v1'), suite, utf8(label), info), size)

/** The AEAD's key and nonce for the first and only message. */
async function schedule(
  shared: Uint8Array,
  enc: Uint8Array,
  recipient: Uint8Array,
  info: Bytes,
  keyBytes: 16 | 32,
) {
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
    cipher: await aesGcm(labeledExpand(suite, base, 'key', context, keyBytes)),
    nonce: labeledExpand(suite, base, 'base_nonce', context, 12),
  }
}

/** The encapsulated key (32 bytes), then the sealed text. */
export async function hpkeSeal(
  plain: Bytes,
  recipient: Uint8Array,
  info: Bytes,
  { ephemeral = randomBytes(32), keyBytes = 32 }: { ephemeral?: Uint8Array; keyBytes?: 16 | 32 } = {},
): Promise<Bytes> {
  const enc = x25519.getPublicKey(ephemeral)
  const shared = x25519.getSharedSecret(ephemeral, recipient)
  const { cipher, nonce } = await schedule(shared, enc, recipient, info, keyBytes)
  return concat(enc, await cipher.seal(nonce, plain))
}

export async function hpkeOpen(
  sealed: Bytes,
  privateKey: Uint8Array,
  info: Bytes,
): Promise<Bytes | undefined> {
  const enc = sealed.subarray(0, 32)
  const recipient = x25519.getPublicKey(privateKey)
  let shared: Uint8Array
  try {
    shared = x25519.getSharedSecret(privateKey, enc)
  } catch {
    // A point of small order, which no honest sender makes.
    return undefined
  }
  const { cipher, nonce } = await schedule(shared, enc, recipient, info, 32)
  return cipher.open(nonce, sealed.subarray(32))
}
