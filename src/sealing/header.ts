// What anybody may read of a package: which reply it is, when and how large, and the envelope for its recipients.
// Nothing here is to be believed before the package is opened or verified.
import { type Bytes, base64url, concat, fromBase64url, readU32, u32, utf8 } from './bytes.ts'
import { canonical } from './canonical.ts'
import type { PublicKey } from './keys.ts'
import { altered, notAPackage, oversized, unknownSuite, unknownVersion } from './problems.ts'
import { isSuiteId } from './suites/all.ts'
import { SIGNATURE_BYTES, type Suite, type Suites } from './suites/suite.ts'

export interface PackageHeader {
  readonly version: 1
  readonly campaignId: string
  readonly unitCode: string
  /** Counts a unit's packages in a campaign, from 1. */
  readonly revision: number
  /** UTC to the second: `2019-06-10T09:30:00Z` */
  readonly sealedAt: string
  /** Bytes of the plain contents. */
  readonly size: number
}

export interface KeyRecipient {
  readonly kind: 'key'
  readonly to: string
  readonly key: Bytes
}
export interface PassphraseRecipient {
  readonly kind: 'passphrase'
  readonly salt: Bytes
  readonly cost: unknown
  readonly key: Bytes
}
export type Recipient = KeyRecipient | PassphraseRecipient

/** The clear header with the envelope around its contents. */
export interface Envelope {
  readonly header: PackageHeader
  readonly suite: Suite
  readonly signer: PublicKey
  readonly salt: Bytes
  readonly recipients: readonly Recipient[]
  /** Magic, length and header, as they stand in the file. */
  readonly bytes: Bytes
}

export const CHUNK_BYTES = 65_536
export const MAC_BYTES = 32
export const PRELUDE_BYTES = 8
const MAX_HEADER_BYTES = 16_384
export const MAX_RECIPIENTS = 16
const MAX_REVISION = 1_000_000

export const chunkCount = (size: number): number => Math.ceil(size / CHUNK_BYTES)

/** Bytes of the whole file. */
export const packageSize = ({ header, suite, bytes }: Envelope): number =>
  bytes.length + MAC_BYTES + header.size + chunkCount(header.size) * suite.tagBytes + SIGNATURE_BYTES

/** The length of the header that follows. */
export function readPrelude(prelude: Bytes): number {
  const magic = Array.from(prelude.subarray(0, 4), (byte) => String.fromCharCode(byte)).join('')
  if (!magic.startsWith('SEZ') || prelude.length < PRELUDE_BYTES) throw notAPackage()
  if (magic !== 'SEZ1') throw unknownVersion(magic)
  const length = readU32(prelude.subarray(4))
  if (length > MAX_HEADER_BYTES) throw oversized('包头', length, MAX_HEADER_BYTES)
  return length
}

export function writeEnvelope(envelope: Omit<Envelope, 'bytes'>): Envelope {
  const json = utf8(
    canonical({
      ...envelope.header,
      suite: envelope.suite.id,
      signer: envelope.signer.key,
      salt: base64url(envelope.salt),
      recipients: envelope.recipients.map((recipient) =>
        recipient.kind === 'key'
          ? { ...recipient, key: base64url(recipient.key) }
          : { ...recipient, key: base64url(recipient.key), salt: base64url(recipient.salt) },
      ),
    }),
  )
  return { ...envelope, bytes: concat(utf8('SEZ1'), u32(json.length), json) }
}

export function readEnvelope(prelude: Bytes, json: Bytes, suites: Suites): Envelope {
  let value: Record<string, unknown>
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(json)
    value = JSON.parse(text)
    // One spelling only: no member twice, none hidden, nothing between.
    if (canonical(value) !== text) throw altered('包头')
  } catch {
    throw altered('包头')
  }
  if (value?.version !== 1) throw unknownVersion(value?.version)
  if (!isSuiteId(value.suite)) throw unknownSuite(value.suite)
  const suite = suites[value.suite]
  const { recipients, signer, salt, suite: _, ...header } = value
  const signerKey = fromBase64url(signer, suite.publicKeyBytes.sign)
  const saltBytes = fromBase64url(salt, 32)
  if (!isHeader(header) || !signerKey || !saltBytes || !Array.isArray(recipients)) throw altered('包头')
  if (recipients.length === 0) throw altered('接收方')
  if (recipients.length > MAX_RECIPIENTS) throw oversized('接收方数量', recipients.length, MAX_RECIPIENTS)
  // Each passphrase is hard work for the reader, so there is at most one.
  if (recipients.filter((recipient) => recipient?.kind === 'passphrase').length > 1) throw altered('接收方')
  return {
    header,
    suite,
    signer: { suite: suite.id, use: 'sign', key: base64url(signerKey) },
    salt: saltBytes,
    recipients: recipients.map((recipient) => readRecipient(recipient, suite)),
    bytes: concat(prelude, json),
  }
}

const fields: Readonly<Record<keyof PackageHeader, (value: unknown) => boolean>> = {
  version: (value) => value === 1,
  campaignId: (value) => typeof value === 'string' && /^[\w.-]{1,64}$/.test(value),
  unitCode: (value) => typeof value === 'string' && /^[A-Z0-9-]{1,20}$/.test(value),
  revision: (value) => isCount(value) && value >= 1 && value <= MAX_REVISION,
  sealedAt: (value) =>
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  size: (value) => isCount(value) && value >= 1,
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0

export function isHeader(value: object): value is PackageHeader {
  const names = Object.keys(fields)
  return (
    Object.keys(value).length === names.length &&
    names.every((name) => fields[name as keyof PackageHeader]((value as Record<string, unknown>)[name]))
  )
}

function readRecipient(value: unknown, suite: Suite): Recipient {
  const { kind, key, ...rest } = (value ?? {}) as Record<string, unknown>
  const members = Object.keys(rest).join(' ')
  if (kind === 'key' && members === 'to') {
    const wrapped = fromBase64url(key, suite.wrappedBytes)
    if (wrapped && typeof rest.to === 'string' && /^[0-9a-f]{16}$/.test(rest.to))
      return { kind, to: rest.to, key: wrapped }
  }
  if (kind === 'passphrase' && members === 'cost salt') {
    const wrapped = fromBase64url(key, 32 + suite.tagBytes)
    const salt = fromBase64url(rest.salt, 16)
    if (wrapped && salt && suite.isBearable(rest.cost)) return { kind, salt, cost: rest.cost, key: wrapped }
  }
  throw altered('接收方')
}
