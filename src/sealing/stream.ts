// The package format, version 1: docs/sez-format.md says the same in words. Sealing and opening read their source
// once and keep one chunk at a time.
import type { Filing } from '../domain/filing.ts'
import { ByteReader, type ByteSource, type Bytes, concat, hex, randomBytes, utf8 } from './bytes.ts'
import { chunkLength, makePause, nonceOf, sealChunks, whereItBelongs } from './chunks.ts'
import { type PackageContents, planContents, readContents, type Sink } from './contents.ts'
import {
  chunkCount,
  type Envelope,
  isHeader,
  MAC_BYTES,
  type PackageHeader,
  PRELUDE_BYTES,
  packageSize,
  readEnvelope,
  readPrelude,
  writeEnvelope,
} from './header.ts'
import {
  type KeyPair,
  keyId,
  ownSealingKey,
  type PublicKey,
  privateBytes,
  publicBytes,
  sameKey,
} from './keys.ts'
import type { Manifest } from './manifest.ts'
import * as refuse from './problems.ts'
import { deriveKeys, proveKeys, unwrapForUs, wrapForAll } from './recipients.ts'
import { suites as anywhere } from './suites/all.ts'
import {
  type Cipher,
  CONTENT_KEY_BYTES,
  type Hasher,
  SIGNATURE_BYTES,
  type Suite,
  type Suites,
} from './suites/suite.ts'

export interface SealOptions {
  /** Who may open the package, besides the signer itself. */
  readonly recipients: readonly PublicKey[]
  /** Its suite is the package's. */
  readonly signer: KeyPair
  /** Opens the package too. */
  readonly passphrase?: string
  readonly header: Pick<PackageHeader, 'campaignId' | 'unitCode' | 'revision' | 'sealedAt'>
  /** Faster ones where the place has them. */
  readonly suites?: Suites
}

export interface Sealed {
  readonly header: PackageHeader
  readonly manifest: Manifest
  /** Of the whole file by the suite's hash, hex. */
  readonly digest: string
  readonly contentDigest: string
}

export interface VerifyOptions {
  readonly signers: readonly PublicKey[] | 'any'
  readonly expect?: { readonly campaignId?: string; readonly unitCode?: string; readonly newerThan?: number }
  readonly maxBytes?: number
  readonly suites?: Suites
}

export interface OpenOptions extends VerifyOptions {
  /** A unit's signing key opens what it signed. */
  readonly keys: readonly KeyPair[]
  readonly passphrase?: string
}

export interface Verified {
  readonly header: PackageHeader
  readonly signer: PublicKey
  readonly digest: string
}

export interface Opened extends Verified {
  readonly manifest: Manifest
  readonly filing: Filing
  readonly contentDigest: string
}

const MAX_PACKAGE_BYTES = 2 ** 31

export async function* sealStream(
  contents: PackageContents,
  options: SealOptions,
): AsyncGenerator<Bytes, Sealed> {
  const sha256 = (options.suites ?? anywhere)[1].hasher
  const { manifest, size, bytes } = planContents(contents, options.header, sha256)
  const sealed = yield* sealPlain(bytes(sha256), size, options)
  return { ...sealed, manifest, contentDigest: manifest.contentDigest }
}

/** Seals exactly `size` bytes, whatever they mean. */
export async function* sealPlain(
  plain: ByteSource,
  size: number,
  { recipients, signer, passphrase, header: about, suites = anywhere }: SealOptions,
): AsyncGenerator<Bytes, { header: PackageHeader; digest: string }> {
  const suite = suites[signer.publicKey.suite]
  const header: PackageHeader = { ...about, version: 1, size }
  if (!isHeader(header)) throw new TypeError(`Not a package header: ${JSON.stringify(header)}`)
  const contentKey = randomBytes(CONTENT_KEY_BYTES)
  const salt = randomBytes(32)
  const keys = [...recipients, ownSealingKey(signer, suites).publicKey]
  const envelope = writeEnvelope({
    header,
    suite,
    signer: signer.publicKey,
    salt,
    recipients: await wrapForAll(contentKey, suite, salt, keys, passphrase),
  })
  const { mac, cipherKey } = deriveKeys(suite, contentKey, salt, envelope.bytes)
  const seen = suite.hasher()
  const pass = (bytes: Bytes) => {
    seen.update(bytes)
    return bytes
  }
  yield pass(concat(envelope.bytes, mac))
  const cipher = await suite.cipher(cipherKey)
  for await (const chunk of sealChunks(plain, size, cipher)) yield pass(chunk)
  yield pass(suite.sign(signedMessage(suite, seen.clone().digest()), privateBytes(signer)))
  return { header, digest: hex(seen.digest()) }
}

/**
 * Opens a package. The sink is given attachments on the way; they and everything else are to be used only when the
 * promise is kept.
 */
export async function openStream(source: ByteSource, options: OpenOptions, sink: Sink): Promise<Opened> {
  const file = new SealedFile(source, options)
  try {
    const { envelope, mac } = await file.start()
    const contentKey = await unwrapForUs(envelope, options.keys, options.passphrase, file.suites)
    const { cipherKey } = proveKeys(envelope, contentKey, mac)
    const cipher = await envelope.suite.cipher(cipherKey)
    const plain = new ByteReader(file.plainChunks(cipher))
    const { manifest, filing } = await readContents(plain, envelope.header, sink, file.suites[1])
    const verified = await file.finish()
    return { ...verified, manifest, filing, contentDigest: manifest.contentDigest }
  } finally {
    await file.close()
  }
}

/** Proves who signed a package and that it is whole, without being able to read it. */
export async function verifyStream(source: ByteSource, options: VerifyOptions): Promise<Verified> {
  const file = new SealedFile(source, options)
  try {
    await file.start()
    await file.passChunks()
    return await file.finish()
  } finally {
    await file.close()
  }
}

/** What a package says of itself in the clear. Claims, until `open` or `verify` proves them. */
export interface Inspection {
  readonly header: PackageHeader
  readonly suite: string
  readonly signer: PublicKey
  /** Short ids of the keys that open it. */
  readonly recipients: readonly string[]
  readonly opensByPassphrase: boolean
  /** Bytes that the whole file must have. */
  readonly fileSize: number
}

export async function inspectStream(source: ByteSource): Promise<Inspection> {
  const file = new SealedFile(source, { signers: 'any' })
  try {
    const { envelope } = await file.start()
    const { header, suite, signer, recipients } = envelope
    return {
      header,
      suite: suite.name,
      signer,
      recipients: recipients.flatMap((recipient) => (recipient.kind === 'key' ? [recipient.to] : [])),
      opensByPassphrase: recipients.some(({ kind }) => kind === 'passphrase'),
      fileSize: packageSize(envelope),
    }
  } finally {
    await file.close()
  }
}

/** A package on its way in: envelope, chunks and signature, in this order and each once. */
class SealedFile {
  readonly suites: Suites
  readonly #reader: ByteReader
  readonly #options: VerifyOptions
  #envelope!: Envelope
  #seen!: Hasher
  #taken = 0
  readonly #pause = makePause()

  constructor(source: ByteSource, options: VerifyOptions) {
    this.suites = options.suites ?? anywhere
    this.#reader = new ByteReader(source)
    this.#options = options
  }

  async start(): Promise<{ envelope: Envelope; mac: Bytes }> {
    const prelude = await this.#reader.read(PRELUDE_BYTES)
    const length = readPrelude(prelude)
    const json = await this.#reader.read(length)
    const mac = await this.#reader.read(MAC_BYTES)
    if (mac.length < MAC_BYTES) throw refuse.truncated()
    const envelope = readEnvelope(prelude, json, this.suites)
    this.#envelope = envelope
    this.#seen = envelope.suite.hasher()
    this.#count(concat(envelope.bytes, mac))
    this.#meetExpectations()
    return { envelope, mac }
  }

  /** Before any decryption: refusing needs no proof. */
  #meetExpectations(): void {
    const { header, signer } = this.#envelope
    const { signers, expect = {}, maxBytes = MAX_PACKAGE_BYTES } = this.#options
    const size = packageSize(this.#envelope)
    if (size > maxBytes) throw refuse.oversized('总大小', size, maxBytes)
    if (expect.campaignId !== undefined && header.campaignId !== expect.campaignId)
      throw refuse.otherCampaign(expect.campaignId, header.campaignId)
    if (expect.unitCode !== undefined && header.unitCode !== expect.unitCode)
      throw refuse.otherUnit(expect.unitCode, header.unitCode)
    if (expect.newerThan !== undefined && header.revision <= expect.newerThan)
      throw refuse.replayed(header.revision, expect.newerThan)
    if (signers !== 'any' && !signers.some((key) => sameKey(key, signer)))
      throw refuse.untrustedSigner(keyId(signer))
  }

  async *plainChunks(cipher: Cipher): AsyncGenerator<Bytes> {
    const { size } = this.#envelope.header
    const chunks = chunkCount(size)
    for (let chunk = 0; chunk < chunks; chunk += 1) {
      const sealed = await this.#chunk(chunk)
      const plain = await cipher.open(nonceOf(chunk, chunk === chunks - 1), sealed)
      if (!plain) throw await this.#diagnose(chunk, sealed, cipher)
      yield plain
    }
  }

  async passChunks(): Promise<void> {
    const chunks = chunkCount(this.#envelope.header.size)
    for (let chunk = 0; chunk < chunks; chunk += 1) await this.#chunk(chunk)
  }

  async #chunk(chunk: number): Promise<Bytes> {
    await this.#pause()
    const { header, suite } = this.#envelope
    const length = chunkLength(header.size, chunk) + suite.tagBytes
    const sealed = await this.#reader.read(length)
    if (sealed.length < length) throw refuse.truncated()
    this.#count(sealed)
    return sealed
  }

  /** A chunk that cannot be opened: the file's length and the chunk's neighbours tell why. */
  async #diagnose(chunk: number, sealed: Bytes, cipher: Cipher) {
    const expected = packageSize(this.#envelope) - this.#taken
    const left = await this.#reader.count(expected + 1)
    if (left < expected) return refuse.truncated()
    if (left > expected) return refuse.extended()
    const belongs = await whereItBelongs(sealed, this.#envelope.header.size, cipher)
    return belongs === undefined ? refuse.altered(`第 ${chunk + 1} 块`) : refuse.reordered(chunk, belongs)
  }

  /** Nothing after the signature, and the signature the signer's over everything before it. */
  async finish(): Promise<Verified> {
    const { header, suite, signer } = this.#envelope
    const signature = await this.#reader.read(SIGNATURE_BYTES)
    if (signature.length < SIGNATURE_BYTES) throw refuse.truncated()
    if ((await this.#reader.count(1)) > 0) throw refuse.extended()
    const message = signedMessage(suite, this.#seen.clone().digest())
    if (!suite.verify(signature, message, publicBytes(signer))) throw refuse.altered('签名')
    this.#seen.update(signature)
    return { header, signer, digest: hex(this.#seen.digest()) }
  }

  #count(bytes: Bytes): void {
    this.#taken += bytes.length
    this.#seen.update(bytes)
  }

  close(): Promise<void> {
    return this.#reader.close()
  }
}

const signedMessage = (suite: Suite, seen: Uint8Array): Bytes =>
  concat(utf8('SEZ1 signature\0'), Uint8Array.of(suite.id), seen)
