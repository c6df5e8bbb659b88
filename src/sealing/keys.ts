import { asBytes, type Bytes, base64url, concat, fromBase64url, hex, randomBytes, utf8 } from './bytes.ts'
import { canonical } from './canonical.ts'
import { expand, extract } from './hkdf.ts'
import { notAKey, wrongPassphrase } from './problems.ts'
import { isSuiteId, suites } from './suites/all.ts'
import { type KeyUse, NONCE_BYTES, type Suite, type SuiteId, type Suites } from './suites/suite.ts'

export interface PublicKey {
  readonly suite: SuiteId
  readonly use: KeyUse
  /** Raw bytes, base64url. */
  readonly key: string
}

export interface KeyPair {
  readonly publicKey: PublicKey
  /** Raw bytes, base64url. */
  readonly privateKey: string
}

/** A key pair at rest: plain JSON, opened by a passphrase. */
export interface LockedKey {
  readonly version: 1
  readonly publicKey: PublicKey
  readonly salt: string
  /** Of the suite's passphrase stretching. */
  readonly cost: unknown
  readonly locked: string
}

export async function makeKeyPair(suite: SuiteId, use: KeyUse): Promise<KeyPair> {
  return pairFrom(suites[suite], use, randomBytes(48))
}

function pairFrom(suite: Suite, use: KeyUse, seed: Bytes): KeyPair {
  const privateKey = suite.privateKey(seed)
  return {
    publicKey: { suite: suite.id, use, key: base64url(suite.publicKey(use, privateKey)) },
    privateKey: base64url(privateKey),
  }
}

/**
 * The sealing key that belongs to a signing key, so that a unit has one key and one passphrase, and can open what it
 * has sealed.
 */
export function ownSealingKey(signer: KeyPair, by: Suites = suites): KeyPair {
  const suite = by[signer.publicKey.suite]
  const secret = extract(suite.hmac, new Uint8Array(0), privateBytes(signer))
  return pairFrom(suite, 'seal', expand(suite.hmac, secret, utf8('SEZ1 own sealing key'), 48))
}

/** Full digest of a public key with its suite and use, lowercase hex. */
export function fingerprint({ suite, use, key }: PublicKey): string {
  const hasher = suites[suite].hasher()
  hasher.update(concat(utf8(`SEZ1 key ${suite} ${use}\0`), publicBytes({ suite, use, key })))
  return hex(hasher.digest())
}

/** For paper: the first 32 of the fingerprint's digits in groups of four. */
export const shortFingerprint = (key: PublicKey): string =>
  fingerprint(key)
    .slice(0, 32)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1 ')

/** How a package names a key: enough to find it, too little to vouch for it. */
export const keyId = (key: PublicKey): string => fingerprint(key).slice(0, 16)

/** What a person types is one text, whichever keyboard or system spelled it. */
export const passphraseBytes = (passphrase: string): Bytes => utf8(passphrase.normalize('NFKC'))

export async function lockKey(pair: KeyPair, passphrase: string, by: Suites = suites): Promise<LockedKey> {
  const suite = by[pair.publicKey.suite]
  const salt = randomBytes(16)
  const cipher = await lockCipher(suite, pair.publicKey, passphrase, salt, suite.cost)
  const locked = await cipher.seal(new Uint8Array(NONCE_BYTES), privateBytes(pair))
  return {
    version: 1,
    publicKey: pair.publicKey,
    salt: base64url(salt),
    cost: suite.cost,
    locked: base64url(locked),
  }
}

export async function unlockKey(
  lockedKey: LockedKey,
  passphrase: string,
  by: Suites = suites,
): Promise<KeyPair> {
  const publicKey = readPublicKey(lockedKey.publicKey)
  const suite = by[publicKey.suite]
  const salt = fromBase64url(lockedKey.salt, 16)
  const locked = fromBase64url(lockedKey.locked, 32 + suite.tagBytes)
  if (lockedKey.version !== 1 || !salt || !locked || !suite.isBearable(lockedKey.cost)) throw notAKey()
  const cipher = await lockCipher(suite, publicKey, passphrase, salt, lockedKey.cost)
  const privateKey = await cipher.open(new Uint8Array(NONCE_BYTES), locked)
  if (!privateKey) throw wrongPassphrase()
  return readKeyPair({ publicKey, privateKey: base64url(privateKey) })
}

/** The public key is part of the lock, so that it cannot be exchanged while the key rests. */
async function lockCipher(suite: Suite, key: PublicKey, passphrase: string, salt: Bytes, cost: unknown) {
  const stretched = await suite.stretch(passphraseBytes(passphrase), salt, cost)
  return suite.cipher(
    expand(suite.hmac, stretched, utf8(`SEZ1 locked key ${canonical(key)}`), suite.cipherKeyBytes),
  )
}

/** Proves what came from outside to be a public key. */
export function readPublicKey(value: unknown): PublicKey {
  const { suite, use, key } = (value ?? {}) as Record<string, unknown>
  if (!isSuiteId(suite) || (use !== 'seal' && use !== 'sign')) throw notAKey()
  const bytes = fromBase64url(key, suites[suite].publicKeyBytes[use])
  if (!bytes) throw notAKey()
  return { suite, use, key: base64url(bytes) }
}

/** Proves what came from outside to be a key pair whose halves belong together. */
export function readKeyPair(value: unknown): KeyPair {
  const { publicKey, privateKey } = (value ?? {}) as Record<string, unknown>
  const pair = { publicKey: readPublicKey(publicKey), privateKey: String(privateKey) }
  if (!isWhole(pair)) throw notAKey()
  return pair
}

/** Whether the private half is the public half's. */
export function isWhole(pair: KeyPair, by: Suites = suites): boolean {
  const { suite, use, key } = pair.publicKey
  try {
    return base64url(by[suite].publicKey(use, privateBytes(pair))) === key
  } catch {
    return false
  }
}

export const sameKey = (one: PublicKey, other: PublicKey): boolean =>
  one.suite === other.suite && one.use === other.use && one.key === other.key

export function publicBytes({ suite, use, key }: PublicKey): Bytes {
  const bytes = fromBase64url(key, suites[suite].publicKeyBytes[use])
  if (!bytes) throw notAKey()
  return bytes
}

export function privateBytes({ privateKey }: KeyPair): Bytes {
  const bytes = fromBase64url(privateKey, 32)
  if (!bytes) throw notAKey()
  return asBytes(bytes)
}
