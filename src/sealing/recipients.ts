// The content key on its way to the recipients and back.
import { type Bytes, concat, randomBytes, same, utf8 } from './bytes.ts'
import { type Envelope, MAX_RECIPIENTS, type Recipient } from './header.ts'
import { expand, extract } from './hkdf.ts'
import {
  isWhole,
  type KeyPair,
  keyId,
  ownSealingKey,
  type PublicKey,
  passphraseBytes,
  privateBytes,
  publicBytes,
} from './keys.ts'
import { altered, noPassphrase, notForUs, oversized, wrongKey, wrongPassphrase } from './problems.ts'
import { NONCE_BYTES, type Suite, type Suites } from './suites/suite.ts'

const zeroNonce = () => new Uint8Array(NONCE_BYTES)

export async function wrapForAll(
  contentKey: Bytes,
  suite: Suite,
  salt: Bytes,
  keys: readonly PublicKey[],
  passphrase: string | undefined,
): Promise<Recipient[]> {
  const recipients: Recipient[] = []
  const byId = new Map(keys.map((key) => [keyId(key), key]))
  for (const [to, key] of byId) {
    if (key.suite !== suite.id || key.use !== 'seal') throw wrongKey('接收方的密钥不是本套件的加密密钥')
    recipients.push({ kind: 'key', to, key: await suite.wrap(contentKey, publicBytes(key), wrapInfo(salt)) })
  }
  if (passphrase !== undefined) {
    const own = randomBytes(16)
    const cipher = await passphraseCipher(suite, passphrase, own, suite.cost)
    const key = await cipher.seal(zeroNonce(), contentKey)
    recipients.push({ kind: 'passphrase', salt: own, cost: suite.cost, key })
  }
  if (recipients.length > MAX_RECIPIENTS) throw oversized('接收方数量', recipients.length, MAX_RECIPIENTS)
  return recipients
}

export async function unwrapForUs(
  { suite, salt, recipients }: Envelope,
  keys: readonly KeyPair[],
  passphrase: string | undefined,
  suites: Suites,
): Promise<Bytes> {
  const ours = new Map(keys.map((key) => openingKeyOf(key, suites)))
  for (const recipient of recipients) {
    const privateKey = recipient.kind === 'key' ? ours.get(recipient.to) : undefined
    if (!privateKey) continue
    const contentKey = await suite.unwrap(recipient.key, privateKey, wrapInfo(salt))
    if (!contentKey) throw altered('接收方')
    return contentKey
  }
  if (passphrase !== undefined) {
    const recipient = recipients.find(({ kind }) => kind === 'passphrase')
    if (recipient?.kind !== 'passphrase') throw noPassphrase()
    const cipher = await passphraseCipher(suite, passphrase, recipient.salt, recipient.cost)
    const contentKey = await cipher.open(zeroNonce(), recipient.key)
    if (!contentKey) throw wrongPassphrase()
    return contentKey
  }
  const sealedFor = recipients.flatMap((recipient) => (recipient.kind === 'key' ? [recipient.to] : []))
  throw notForUs(sealedFor, [...ours.keys()])
}

// Proving a pair costs as much as opening a small package, and a server opens thousands with the same few.
const proven = new WeakMap<KeyPair, readonly [id: string, privateKey: Bytes]>()

/** A unit opens its own package with its signing key. */
function openingKeyOf(pair: KeyPair, suites: Suites): readonly [id: string, privateKey: Bytes] {
  const known = proven.get(pair)
  if (known) return known
  if (!isWhole(pair, suites)) throw wrongKey('私钥与公钥不是一对')
  const sealing = pair.publicKey.use === 'sign' ? ownSealingKey(pair, suites) : pair
  const made = [keyId(sealing.publicKey), privateBytes(sealing)] as const
  proven.set(pair, made)
  return made
}

const wrapInfo = (salt: Bytes): Bytes => concat(utf8('SEZ1 recipient\0'), salt)

async function passphraseCipher(suite: Suite, passphrase: string, salt: Bytes, cost: unknown) {
  const stretched = await suite.stretch(passphraseBytes(passphrase), salt, cost)
  return suite.cipher(expand(suite.hmac, stretched, utf8('SEZ1 passphrase'), suite.cipherKeyBytes))
}

export interface ContentKeys {
  /** Proves the header, and that this content key and no other belongs to it. */
  readonly mac: Bytes
  /** Bound to the header: any change in it makes every chunk unreadable. */
  readonly cipherKey: Bytes
}

export function deriveKeys(suite: Suite, contentKey: Bytes, salt: Bytes, envelope: Bytes): ContentKeys {
  const secret = extract(suite.hmac, salt, contentKey)
  const hasher = suite.hasher()
  hasher.update(envelope)
  return {
    mac: suite.hmac(expand(suite.hmac, secret, utf8('SEZ1 header'), 32), envelope),
    cipherKey: expand(
      suite.hmac,
      secret,
      concat(utf8('SEZ1 payload'), hasher.digest()),
      suite.cipherKeyBytes,
    ),
  }
}

export function proveKeys({ suite, salt, bytes }: Envelope, contentKey: Bytes, mac: Bytes): ContentKeys {
  const keys = deriveKeys(suite, contentKey, salt, bytes)
  if (!same(keys.mac, mac)) throw altered('包头')
  return keys
}
