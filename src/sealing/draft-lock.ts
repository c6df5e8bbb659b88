// A passphrase on what an offline tool keeps in a browser, where any other local page could read it.
import { type Bytes, base64url, concat, fromBase64url, randomBytes, utf8 } from './bytes.ts'
import { expand } from './hkdf.ts'
import { passphraseBytes } from './keys.ts'
import { wrongPassphrase } from './problems.ts'
import { international } from './suites/international.ts'
import { type Cipher, NONCE_BYTES } from './suites/suite.ts'

/** Kept in clear beside what is locked. */
export interface DraftLock {
  readonly salt: string
  readonly cost: unknown
  /** A known text under the key: tells a wrong passphrase from a damaged draft. */
  readonly proof: string
}

export interface DraftKey {
  seal(plain: Bytes): Promise<Bytes>
  /** Throws `sealing.wrong-passphrase` where the proof fails. */
  open(sealed: Bytes): Promise<Bytes>
}

const proofText = utf8('zicha draft')

export async function makeDraftLock(passphrase: string): Promise<{ lock: DraftLock; key: DraftKey }> {
  const salt = randomBytes(16)
  const key = await keyFor(passphrase, salt, international.cost)
  const proof = base64url(await key.seal(proofText))
  return { lock: { salt: base64url(salt), cost: international.cost, proof }, key }
}

export async function openDraftLock(lock: DraftLock, passphrase: string): Promise<DraftKey> {
  const salt = fromBase64url(lock.salt, 16)
  const proof = fromBase64url(lock.proof)
  if (!salt || !proof || !international.isBearable(lock.cost)) throw wrongPassphrase()
  const key = await keyFor(passphrase, salt, lock.cost)
  await key.open(proof)
  return key
}

async function keyFor(passphrase: string, salt: Bytes, cost: typeof international.cost): Promise<DraftKey> {
  const stretched = await international.stretch(passphraseBytes(passphrase), salt, cost)
  const secret = expand(international.hmac, stretched, utf8('SEZ1 draft'), international.cipherKeyBytes)
  const cipher: Cipher = await international.cipher(secret)
  return {
    async seal(plain) {
      const nonce = randomBytes(NONCE_BYTES)
      return concat(nonce, await cipher.seal(nonce, plain))
    },
    async open(sealed) {
      const plain = await cipher.open(sealed.slice(0, NONCE_BYTES), sealed.slice(NONCE_BYTES))
      if (!plain) throw wrongPassphrase()
      return plain
    },
  }
}
