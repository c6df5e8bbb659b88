// The plain contents of a package: manifest length, manifest, and the parts in its order. No padding, no gaps.
import { deflateSync } from 'fflate'
import type { Filing } from '../domain/filing.ts'
import {
  type ByteReader,
  type ByteSource,
  type Bytes,
  concat,
  hex,
  pieces,
  readU32,
  u32,
  utf8,
} from './bytes.ts'
import { canonical } from './canonical.ts'
import type { PackageHeader } from './header.ts'
import {
  ATTACHMENTS,
  attachmentsOf,
  countsOf,
  decode,
  FILING,
  MAX_FILING_BYTES,
  MAX_MANIFEST_BYTES,
  MAX_RATIO,
  type Manifest,
  type Part,
  readFiling,
  readManifest,
} from './manifest.ts'
import { changedAttachment, malformed, missingAttachment, oversized, zipBomb } from './problems.ts'
import type { Hasher, Suite } from './suites/suite.ts'

export interface PackageContents {
  readonly filing: Filing
  /** By SHA-256, lowercase hex; at least those that the filing names. */
  readonly attachments: ReadonlyMap<string, ByteSource>
  /** Digest of the unit's last package in this campaign, hex. */
  readonly previous: string | null
  /** Version of the platform's draft that the answers have grown from. */
  readonly draftVersion?: number
  /** Words of the sender to the authority. */
  readonly note?: string
  /** Which program makes the package, with version. */
  readonly generator: string
}

/** Takes attachments as they come. What it got is worth nothing until the whole package has proved sound. */
export interface Sink {
  begin(sha256: string, size: number): unknown
  write(bytes: Bytes): unknown
  end(): unknown
}

export type MakeHasher = () => Hasher

export interface Plan {
  readonly manifest: Manifest
  /** Bytes of the whole. */
  readonly size: number
  readonly bytes: (sha256: MakeHasher) => AsyncGenerator<Bytes>
}

/** Knows every size before the first byte is written. */
export function planContents(
  contents: PackageContents,
  header: Omit<PackageHeader, 'size' | 'version'>,
  sha256: MakeHasher,
): Plan {
  const { filing, attachments, previous, draftVersion, note, generator } = contents
  const named = attachmentsOf(filing)
  for (const { name, sha256 } of named) if (!attachments.has(sha256)) throw missingAttachment(name, sha256)
  const plain = utf8(canonical(filing))
  if (plain.length > MAX_FILING_BYTES) throw oversized('填报内容', plain.length, MAX_FILING_BYTES)
  const deflated = deflateSync(plain)
  const encoding =
    deflated.length < plain.length && plain.length <= deflated.length * MAX_RATIO ? 'deflate' : 'stored'
  const stored = encoding === 'deflate' ? deflated : plain
  const digest = digestOf(plain, sha256)
  const parts: Part[] = [
    { name: FILING, size: plain.length, stored: stored.length, encoding, sha256: digest },
    ...named.map(({ size, sha256 }) => ({
      name: ATTACHMENTS + sha256,
      size,
      stored: size,
      encoding: 'stored' as const,
      sha256,
    })),
  ]
  const manifest: Manifest = {
    ...header,
    questionnaireId: filing.questionnaireId,
    filingVersion: filing.version,
    generator,
    previous,
    ...(draftVersion === undefined ? {} : { draftVersion }),
    ...(note === undefined ? {} : { note }),
    contentDigest: digest,
    counts: countsOf(filing, named.length),
    parts,
  }
  const list = utf8(canonical(manifest))
  if (list.length > MAX_MANIFEST_BYTES) throw oversized('清单', list.length, MAX_MANIFEST_BYTES)
  // Whatever a reader would refuse is refused here, where it can still be put right.
  readFiling(plain, readManifest(canonical(manifest), header))
  return {
    manifest,
    size: parts.reduce((size, part) => size + part.stored, 4 + list.length),
    async *bytes(sha256) {
      yield concat(u32(list.length), list)
      yield stored
      for (const attachment of named)
        yield* checked(attachment, attachments.get(attachment.sha256)!, sha256())
    },
  }
}

/** An attachment's bytes, proved to be still what the filing says. */
async function* checked(
  { name, size, sha256 }: { name: string; size: number; sha256: string },
  source: ByteSource,
  hasher: Hasher,
): AsyncGenerator<Bytes> {
  let seen = 0
  for await (const piece of pieces(source)) {
    seen += piece.length
    if (seen > size) throw changedAttachment(name, sha256)
    hasher.update(piece)
    yield piece
  }
  if (seen !== size || hex(hasher.digest()) !== sha256) throw changedAttachment(name, sha256)
}

export async function readContents(
  reader: ByteReader,
  header: PackageHeader,
  sink: Sink,
  { hasher: sha256, inflate }: Pick<Suite, 'hasher' | 'inflate'>,
): Promise<{ manifest: Manifest; filing: Filing }> {
  const start = await reader.read(4)
  const length = start.length === 4 ? readU32(start) : Number.POSITIVE_INFINITY
  if (length > header.size - 4) throw malformed('清单')
  if (length > MAX_MANIFEST_BYTES) throw oversized('清单', length, MAX_MANIFEST_BYTES)
  const manifest = readManifest(decode(await reader.read(length), '清单'), header)
  const [filingPart, ...attachments] = manifest.parts
  if (manifest.parts.reduce((size, part) => size + part.stored, 4 + length) !== header.size)
    throw malformed('长度')
  const plain = unpack(filingPart!, await reader.read(filingPart!.stored), inflate)
  if (digestOf(plain, sha256) !== filingPart!.sha256) throw malformed(FILING)
  const filing = readFiling(plain, manifest)
  for (const part of attachments) {
    await sink.begin(part.sha256, part.size)
    const hasher = sha256()
    for (let left = part.size; left > 0; ) {
      const piece = await reader.some(left)
      // The sizes add up to the header's, so only a broken package ends here, and it has said so already.
      if (piece.length === 0) throw malformed(part.name)
      left -= piece.length
      hasher.update(piece)
      await sink.write(piece)
    }
    await sink.end()
    if (hex(hasher.digest()) !== part.sha256) throw malformed(part.name)
  }
  return { manifest, filing }
}

function unpack(part: Part, stored: Bytes, inflate: Suite['inflate']): Bytes {
  if (part.encoding === 'stored') return stored
  const plain = inflate(stored, part.size)
  if (plain === 'longer') throw zipBomb(part.name)
  if (plain === 'broken' || plain.length !== part.size) throw malformed(part.name)
  return plain
}

function digestOf(bytes: Bytes, sha256: MakeHasher): string {
  const hasher = sha256()
  hasher.update(bytes)
  return hex(hasher.digest())
}
