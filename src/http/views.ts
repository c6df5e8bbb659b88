// What deeds give, as the contract says it: instants as text, and nothing that only the server may know.
import type { currentDraft } from '../actions/edit-draft.ts'
import type { seeAccounts } from '../actions/manage-accounts.ts'
import type { seeKeys } from '../actions/manage-keys.ts'
import type { seeProgress } from '../actions/see-progress.ts'
import type { SeenSubmission } from '../actions/see-submission.ts'
import type { DraftView, SigningKeyView } from '../contract/drafts.ts'
import type { ProgressRow } from '../contract/progress.ts'
import type { LockedKey } from '../contract/shapes.ts'
import type { PackageView, PieceView, SubmissionView } from '../contract/submissions.ts'
import type { AccountView } from '../contract/units.ts'
import type { Actor } from '../domain/account.ts'
import { pieces } from '../domain/campaign.ts'
import { mediaTypes } from '../domain/file-kind.ts'
import { may } from '../domain/permission.ts'
import { pieceNames } from '../domain/submission.ts'

type Made<Deed extends (...words: never[]) => unknown> = Awaited<ReturnType<Deed>>

export const pageOf = ({ page, size }: { page?: number | undefined; size?: number | undefined }) => ({
  page: page ?? 1,
  size: size ?? 50,
})

const instant = (at: Date | null): string | null => at?.toISOString() ?? null

export function accountView(row: Made<typeof seeAccounts>['rows'][number]): AccountView {
  const { id, username, name, role, unitCode, mustChangePassword, disabled } = row
  return {
    account: { id, username, name, role, unitCode, mustChangePassword, disabled },
    unitName: row.unitName,
    lastSignedInAt: instant(row.lastSignedInAt),
    lockedUntil: instant(row.lockedUntil),
  }
}

export function progressRow(line: Made<typeof seeProgress>['rows'][number]): ProgressRow {
  const { unit, state, status, late, revision, missing, openComments, warnings, systems } = line
  return {
    unit,
    state,
    status,
    late,
    revision,
    submittedAt: instant(line.submittedAt),
    decidedAt: instant(line.decidedAt),
    lastWorkedAt: instant(line.lastWorkedAt),
    missing,
    openComments,
    warnings,
    systems,
  }
}

export const packageView = (mark: SeenSubmission['packages'][number]): PackageView => ({
  number: mark.number,
  revision: mark.revision,
  digest: mark.digest,
  shortCode: mark.shortCode,
  size: mark.size,
  sealedAt: mark.sealedAt.toISOString(),
  receivedAt: mark.receivedAt.toISOString(),
  receivedBy: mark.receivedBy,
  signer: mark.signer,
  warnings: mark.warnings,
  hints: mark.hints,
  submittedAs: mark.submittedAs,
})

export function submissionView(
  actor: Actor,
  seen: SeenSubmission,
  alsoReading: readonly string[],
): SubmissionView {
  const { submission, unit, status, packages, missing, receipts, openComments, draft, moves, next } = seen
  const { campaignId, state, late, revision, reason, decidedAt, decidedBy } = submission
  return {
    campaignId,
    unit,
    state,
    status,
    late,
    revision,
    pieces: pieces.map((piece) => ({ piece, name: pieceNames[piece], file: pieceFile(piece, seen) })),
    missing,
    moves,
    closedBecause:
      seen.closedBecause ??
      (may(actor, 'piece.upload', { unitCode: unit.code }) ? null : '本账号不能修改报送材料'),
    packages: packages.map(packageView),
    receipts,
    returned:
      state === 'returned' && decidedAt ? { reason, at: decidedAt.toISOString(), by: decidedBy ?? '' } : null,
    openComments,
    alsoReading,
    draft: draft
      ? {
          version: draft.version,
          ahead: draft.edited,
          at: draft.changedAt.toISOString(),
          by: draft.changedBy,
        }
      : null,
    next,
  }
}

function pieceFile(piece: PieceView['piece'], { pieces, current, unit }: SeenSubmission): PieceView['file'] {
  const kept = pieces.find((row) => row.piece === piece)
  if (kept) {
    const { name, mediaType, size, sha256, source, keptAt, keptBy } = kept
    return { name, mediaType, size, sha256, from: source, at: keptAt.toISOString(), by: keptBy }
  }
  if (!current) return null
  const received = { at: current.receivedAt.toISOString(), by: current.receivedBy }
  if (piece === 'package') {
    const { fileName, size, blob } = current
    return { name: fileName, mediaType: mediaTypes.sez, size, sha256: blob, from: 'upload', ...received }
  }
  if (piece !== 'form') return null
  const name = `${unit.name}自查表_${current.shortCode}.docx`
  return { name, mediaType: mediaTypes.docx, size: null, sha256: null, from: 'generated', ...received }
}

export const draftView = ({
  version,
  filing,
  changedAt,
  changedBy,
}: Omit<Made<typeof currentDraft>, 'edited'>): DraftView => ({
  version,
  filing,
  at: changedAt.toISOString(),
  by: changedBy,
})

export const keyView = (key: Made<typeof seeKeys>[number]): SigningKeyView => ({
  fingerprint: key.fingerprint,
  locked: key.locked as LockedKey,
  madeAt: key.createdAt.toISOString(),
  by: key.createdBy,
  revokedAt: instant(key.revokedAt),
})
