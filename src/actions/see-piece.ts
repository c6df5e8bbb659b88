import type { Actor } from '../domain/account.ts'
import { mediaTypes } from '../domain/file-kind.ts'
import { demand } from '../domain/permission.ts'
import { Problem } from '../domain/problem.ts'
import { pieceNames } from '../domain/submission.ts'
import { getCampaign } from '../store/campaigns.ts'
import { findSubmitted, lastPackage } from '../store/packages.ts'
import { listPieces, type PieceRow } from '../store/pieces.ts'
import { getSubmission } from '../store/submissions.ts'
import { getUnit } from '../store/units.ts'
import type { Deps } from './deps.ts'
import { makeForm } from './make-form.ts'

interface Place {
  readonly campaignId: string
  readonly unitCode: string
}

/** A form, summary or letter of one revision; without one, of what is being prepared or was last handed in. */
export async function seePiece(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  piece: PieceRow['piece'],
  wanted?: number,
): Promise<{ name: string; mediaType: string; bytes: Uint8Array | AsyncIterable<Uint8Array> }> {
  demand(actor, 'submission.see', { unitCode })
  const submission = await getSubmission(deps.db, campaignId, unitCode)
  const isIn = submission.state === 'submitted' || submission.state === 'accepted'
  const revision = wanted ?? (isIn ? submission.revision : submission.revision + 1)
  const kept = (await listPieces(deps.db, campaignId, unitCode, revision)).find((row) => row.piece === piece)
  if (kept) return { name: kept.name, mediaType: kept.mediaType, bytes: deps.blobs.read(kept.sha256) }
  if (piece !== 'form') throw notThere(piece)
  const mark =
    revision <= submission.revision
      ? await findSubmitted(deps.db, campaignId, unitCode, revision)
      : await lastPackage(deps.db, campaignId, unitCode)
  if (!mark || (revision > submission.revision && mark.submittedAs !== null)) throw notThere(piece)
  const [campaign, unit] = await Promise.all([getCampaign(deps.db, campaignId), getUnit(deps.db, unitCode)])
  return { ...(await makeForm(deps.db, campaign, unit, mark)), mediaType: mediaTypes.docx }
}

const notThere = (piece: PieceRow['piece']) =>
  new Problem('missing', 'piece.missing', `还没有${pieceNames[piece]}`, { piece })
