import type { Actor } from '../domain/account.ts'
import { dayOf } from '../domain/calendar.ts'
import { type Campaign, type Piece, pieces } from '../domain/campaign.ts'
import { mediaTypes } from '../domain/file-kind.ts'
import { demand } from '../domain/permission.ts'
import { Problem } from '../domain/problem.ts'
import { handIn, pieceNames, receiptNumber, type Submission } from '../domain/submission.ts'
import type { Unit } from '../domain/unit.ts'
import { shortCode } from '../sealing/canonical.ts'
import { getCampaign } from '../store/campaigns.ts'
import type { Db } from '../store/database.ts'
import { lastPackage, markSubmitted, type PackageMark } from '../store/packages.ts'
import { keepPieces, listPieces, type PieceRow } from '../store/pieces.ts'
import { insertReceipt } from '../store/receipts.ts'
import { getSubmission, saveSubmission, takeSubmission } from '../store/submissions.ts'
import { record } from '../store/trail.ts'
import { getUnit } from '../store/units.ts'
import type { Deps } from './deps.ts'
import { makeForm } from './make-form.ts'
import { tellPackage } from './tell-package.ts'

/** As it was given, for ever. */
export interface Receipt {
  readonly number: string
  readonly campaignTitle: string
  readonly unitName: string
  readonly revision: number
  /** UTC ISO */
  readonly at: string
  readonly by: string
  readonly late: boolean
  readonly packageDigest: string
  readonly shortCode: string
  readonly pieces: readonly { piece: Piece; name: string; sha256: string; size: number }[]
}

interface Place {
  readonly campaignId: string
  readonly unitCode: string
}

/** Hands in the four pieces that lie ready, as one revision. */
export async function handInSubmission(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
): Promise<Receipt> {
  demand(actor, 'submission.submit', { unitCode })
  const [campaign, unit] = await Promise.all([getCampaign(deps.db, campaignId), getUnit(deps.db, unitCode)])
  const madeFor = await prepareForm(deps, campaign, unit)
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const submission = await takeSubmission(tx, campaignId, unitCode)
    const last = await pendingPackage(tx, campaignId, unitCode)
    const revision = submission.revision + 1
    const brought = await listPieces(tx, campaignId, unitCode, revision)
    const made =
      madeFor?.revision === revision && madeFor.number === last?.number && !brought.some(isForm)
        ? [{ ...madeFor.piece, keptAt: now, keptBy: actor.name }]
        : []
    await keepPieces(tx, made)
    const kept = [...brought, ...made]
    const has: Piece[] = [...(last ? (['package'] as const) : []), ...kept.map(({ piece }) => piece)]
    const next = handIn(submission, campaign, has, dayOf(now))
    // Nothing is missing but the form that was made: a newer package came while it was being made.
    if (!last) throw changedMeanwhile()
    await saveSubmission(tx, next, {
      submittedAt: now,
      lastWorkedAt: now,
      decidedAt: null,
      decidedBy: null,
      reason: '',
    })
    await markSubmitted(tx, last, revision)
    const receipt = writeReceipt(next, campaign, unit, last, kept, actor, now)
    await insertReceipt(tx, {
      campaignId,
      unitCode,
      revision,
      number: receipt.number,
      packageNumber: last.number,
      content: receipt,
      issuedAt: now,
    })
    const details = { revision, late: next.late, receipt: receipt.number, digest: last.digest }
    await record(tx, actor, 'submission.submitted', { campaignId, unitCode }, details, now)
    return receipt
  })
}

const pendingPackage = async (
  db: Db,
  campaignId: string,
  unitCode: string,
): Promise<PackageMark | undefined> => {
  const last = await lastPackage(db, campaignId, unitCode)
  return last?.submittedAs === null ? last : undefined
}

const isForm = ({ piece }: PieceRow): boolean => piece === 'form'

/** Before the transaction, since a large form takes its time. Nothing where the unit brought its own. */
async function prepareForm(deps: Deps, campaign: Campaign, unit: Unit) {
  const { id: campaignId } = campaign
  const [{ revision: before }, last] = await Promise.all([
    getSubmission(deps.db, campaignId, unit.code),
    pendingPackage(deps.db, campaignId, unit.code),
  ])
  const revision = before + 1
  const kept = await listPieces(deps.db, campaignId, unit.code, revision)
  if (!last || kept.some(isForm)) return undefined
  const { name, bytes } = await makeForm(deps.db, campaign, unit, last)
  const { sha256, size } = await deps.blobs.put(bytes)
  const place = { campaignId, unitCode: unit.code, revision }
  const piece = {
    ...place,
    piece: 'form' as const,
    name,
    mediaType: mediaTypes.docx,
    sha256,
    size,
    source: 'generated' as const,
  }
  return { number: last.number, revision, piece }
}

function writeReceipt(
  submission: Submission,
  campaign: Campaign,
  unit: Unit,
  mark: PackageMark,
  kept: readonly PieceRow[],
  actor: Actor,
  now: Date,
): Receipt {
  const files = new Map<Piece, { name: string; sha256: string; size: number }>(
    kept.map((row) => [row.piece, row]),
  )
  files.set('package', { name: tellPackage(mark).fileName, sha256: mark.blob, size: mark.size })
  return {
    number: receiptNumber(submission, mark.digest),
    campaignTitle: campaign.title,
    unitName: unit.name,
    revision: submission.revision,
    at: now.toISOString(),
    by: actor.name,
    late: submission.late,
    packageDigest: mark.digest,
    shortCode: shortCode(mark.contentDigest),
    pieces: pieces.map((piece) => {
      const { name, sha256, size } = files.get(piece) ?? { name: pieceNames[piece], sha256: '', size: 0 }
      return { piece, name, sha256, size }
    }),
  }
}

const changedMeanwhile = () =>
  new Problem('conflict', 'submission.changed', '刚刚又收到了新的材料，请核对材料清单后再次报送')
