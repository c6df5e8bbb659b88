// The list of what is in a package. Canonical JSON, first in the plain contents, so that a reader knows every size
// and digest before it meets the bytes.
import type { Filing } from '../domain/filing.ts'
import { refuseNewer } from '../domain/read-filing.ts'
import type { Bytes } from './bytes.ts'
import { canonical } from './canonical.ts'
import type { PackageHeader } from './header.ts'
import { badPath, malformed, oversized, zipBomb } from './problems.ts'

export interface Part {
  /** `filing.json` or `attachments/<sha256>`; nothing else. */
  readonly name: string
  /** Bytes of the part itself. */
  readonly size: number
  /** Bytes it takes in the package. */
  readonly stored: number
  readonly encoding: 'stored' | 'deflate'
  /** Of the part itself, lowercase hex. */
  readonly sha256: string
}

export interface Counts {
  readonly answers: number
  readonly rows: Readonly<Record<string, number>>
  readonly attachments: number
}

export interface Manifest {
  readonly campaignId: string
  readonly unitCode: string
  readonly revision: number
  readonly sealedAt: string
  readonly questionnaireId: string
  readonly filingVersion: number
  /** Which program made it, with version. */
  readonly generator: string
  /** Digest of the unit's last package in this campaign, hex. */
  readonly previous: string | null
  /** Version of the platform's draft that the answers have grown from. */
  readonly draftVersion?: number
  readonly note?: string
  readonly contentDigest: string
  readonly counts: Counts
  readonly parts: readonly Part[]
}

export const FILING = 'filing.json'
export const ATTACHMENTS = 'attachments/'
export const MAX_MANIFEST_BYTES = 4 << 20
export const MAX_FILING_BYTES = 64 << 20
/** A filing that deflates better than this is stored as it is, and refused when deflated. */
export const MAX_RATIO = 200
const MAX_PARTS = 5_001

export const countsOf = (filing: Filing, attachments: number): Counts => ({
  answers: Object.keys(filing.answers).length,
  rows: Object.fromEntries(Object.entries(filing.tables).map(([table, rows]) => [table, rows.length])),
  attachments,
})

/** The attachments of a filing, each digest once, in the order of their digests. */
export function attachmentsOf(filing: Filing): { name: string; size: number; sha256: string }[] {
  const byDigest = new Map(
    Object.values(filing.attachments).map((attachment) => [attachment.sha256, attachment]),
  )
  return [...byDigest.values()].sort((one, other) => (one.sha256 < other.sha256 ? -1 : 1))
}

export function readManifest(text: string, header: Omit<PackageHeader, 'version' | 'size'>): Manifest {
  const manifest = parse(text, '清单') as Manifest
  const isText = (value: unknown) => typeof value === 'string'
  const { campaignId, unitCode, revision, sealedAt } = manifest
  if (
    campaignId !== header.campaignId ||
    unitCode !== header.unitCode ||
    revision !== header.revision ||
    sealedAt !== header.sealedAt
  )
    throw malformed('清单与包头')
  if (!isText(manifest.generator) || !isText(manifest.questionnaireId) || !isText(manifest.contentDigest))
    throw malformed('清单')
  if (manifest.previous !== null && !isDigest(manifest.previous)) throw malformed('清单')
  if (manifest.draftVersion !== undefined && !isCount(manifest.draftVersion)) throw malformed('清单')
  if (manifest.note !== undefined && !isText(manifest.note)) throw malformed('清单')
  if (!Array.isArray(manifest.parts)) throw malformed('清单')
  if (manifest.parts.length > MAX_PARTS) throw oversized('文件数量', manifest.parts.length, MAX_PARTS)
  for (const part of manifest.parts) checkPart(part)
  const names = manifest.parts.map(({ name }) => name)
  if (names[0] !== FILING || new Set(names).size !== names.length) throw malformed('文件清单')
  return manifest
}

const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0
const isDigest = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)
const isRecord = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value)

function checkPart(part: Part): void {
  if (typeof part?.name !== 'string') throw malformed('文件清单')
  const { name, size, stored, encoding, sha256 } = part
  const isAttachment = /^attachments\/[0-9a-f]{64}$/.test(name)
  if (name !== FILING && !isAttachment) throw badPath(name)
  if (!isCount(size) || !isCount(stored) || !isDigest(sha256)) throw malformed(name)
  if (isAttachment && name !== ATTACHMENTS + sha256) throw malformed(name)
  if (name === FILING && size > MAX_FILING_BYTES) throw oversized('填报内容', size, MAX_FILING_BYTES)
  if (encoding === 'deflate' && name === FILING) {
    if (size > stored * MAX_RATIO) throw zipBomb(name)
  } else if (encoding !== 'stored' || size !== stored) throw malformed(name)
}

/** Proves the filing, whose bytes have the digest of the manifest's first part, to be the one that was counted. */
export function readFiling(bytes: Bytes, manifest: Manifest): Filing {
  const text = decode(bytes, FILING)
  const filing = parse(text, FILING) as unknown as Filing
  // First, since a later one may look different in every way.
  refuseNewer(filing)
  const records = [
    filing.answers,
    filing.tables,
    filing.nils,
    filing.explanations,
    filing.marks,
    filing.finished,
  ]
  if (filing.version !== 1 || ![...records, filing.attachments].every(isRecord)) throw malformed(FILING)
  const isTable = (rows: unknown) => Array.isArray(rows) && rows.every((row) => isRecord(row?.cells))
  if (!Object.values(filing.tables).every(isTable) || !Object.values(filing.attachments).every(isRecord))
    throw malformed(FILING)
  if (
    filing.campaignId !== manifest.campaignId ||
    filing.unitCode !== manifest.unitCode ||
    filing.questionnaireId !== manifest.questionnaireId ||
    filing.version !== manifest.filingVersion
  )
    throw malformed('填报内容与清单')
  // The bytes are canonical and have this digest, or the reader would not have come here.
  if (manifest.parts[0]?.sha256 !== manifest.contentDigest) throw malformed(FILING)
  const attachments = attachmentsOf(filing)
  const listed = manifest.parts.slice(1)
  if (
    attachments.length !== listed.length ||
    attachments.some(({ sha256, size }, at) => sha256 !== listed[at]?.sha256 || size !== listed[at]?.size)
  )
    throw malformed('附件清单')
  if (canonical(countsOf(filing, attachments.length)) !== canonical(manifest.counts)) throw malformed('数量')
  return filing
}

export function decode(bytes: Bytes, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    throw malformed(name)
  }
}

/** One object in its one spelling, so that no two readers can see different things in it. */
function parse(text: string, name: string): object {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && canonical(value) === text)
      return value
  } catch {
    // No JSON, or nested so deeply that nothing could work with it: told below.
  }
  throw malformed(name)
}
