import { questionnaire } from '../catalog/all.ts'
import type { Actor } from '../domain/account.ts'
import { demand, type Verb } from '../domain/permission.ts'
import {
  type Comment,
  demandReason,
  demandUnread,
  isShown,
  refuseBegun,
  refuseOpenComments,
} from '../domain/review.ts'
import { type MoveName, move } from '../domain/submission.ts'
import {
  countOpen,
  deleteComment,
  getComment,
  insertComment,
  listComments,
  resolveComment,
} from '../store/comments.ts'
import type { Db } from '../store/database.ts'
import { getContent, lastPackage } from '../store/packages.ts'
import { keepPieces, listPieces } from '../store/pieces.ts'
import { getSubmission, type SubmissionRow, saveSubmission, takeSubmission } from '../store/submissions.ts'
import { record } from '../store/trail.ts'
import { uuidv7 } from '../store/uuid.ts'
import type { Deps } from './deps.ts'

interface Place {
  readonly campaignId: string
  readonly unitCode: string
}

export const returnSubmission = (deps: Deps, actor: Actor, place: Place, reason: string) =>
  decide(deps, actor, place, 'return', reason, async (tx) =>
    demandReason(reason, await countOpen(tx, place.campaignId, place.unitCode)),
  )

export const acceptSubmission = (deps: Deps, actor: Actor, place: Place, note: string) =>
  decide(deps, actor, place, 'accept', note, async (tx) =>
    refuseOpenComments(await countOpen(tx, place.campaignId, place.unitCode)),
  )

export const reopenSubmission = (deps: Deps, actor: Actor, place: Place, reason: string) =>
  decide(deps, actor, place, 'reopen', reason, async () => {})

/** Back to waiting, as if nothing had been decided. An acceptance is only the administrator's to take back. */
export async function recallDecision(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  note: string,
): Promise<void> {
  demand(actor, 'submission.review', { unitCode })
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const submission = await takeSubmission(tx, campaignId, unitCode)
    const moved = move(submission, 'recall')
    if (submission.state === 'accepted') demand(actor, 'submission.reopen', { unitCode })
    else refuseBegun(submission)
    await saveSubmission(tx, moved, { decidedAt: null, decidedBy: null, reason: '' })
    const details = { revision: submission.revision, was: submission.state, reason: note }
    await record(tx, actor, 'submission.recalled', { campaignId, unitCode }, details, now)
  })
}

const leave: Readonly<Record<'return' | 'accept' | 'reopen', Verb>> = {
  return: 'submission.review',
  accept: 'submission.review',
  reopen: 'submission.reopen',
}
const past = {
  return: 'submission.returned',
  accept: 'submission.accepted',
  reopen: 'submission.reopened',
} as const

async function decide(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  name: keyof typeof past & MoveName,
  reason: string,
  weigh: (tx: Db) => Promise<void>,
): Promise<void> {
  demand(actor, leave[name], { unitCode })
  const now = deps.now()
  await deps.db.transaction().execute(async (tx) => {
    const submission = await takeSubmission(tx, campaignId, unitCode)
    const moved = move(submission, name)
    await weigh(tx)
    await saveSubmission(tx, moved, { decidedAt: now, decidedBy: actor.name, reason })
    if (moved.state === 'returned') await carryOver(tx, submission)
    const details = { revision: submission.revision, reason }
    await record(tx, actor, past[name], { campaignId, unitCode }, details, now)
  })
}

/** Summary and letter stay good for the next revision until the unit replaces them; the form belongs to its package. */
async function carryOver(tx: Db, { campaignId, unitCode, revision }: SubmissionRow): Promise<void> {
  const kept = await listPieces(tx, campaignId, unitCode, revision)
  await keepPieces(
    tx,
    kept.filter(({ piece }) => piece !== 'form').map((piece) => ({ ...piece, revision: revision + 1 })),
  )
}

export async function seeComments(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
): Promise<Comment[]> {
  demand(actor, 'submission.see', { unitCode })
  const submission = await getSubmission(deps.db, campaignId, unitCode)
  const comments = await listComments(deps.db, campaignId, unitCode)
  const told = actor.unitCode === null ? comments : comments.filter((comment) => isShown(comment, submission))
  return told.some(({ at }) => at.includes('/')) ? nameRows(deps.db, { campaignId, unitCode }, told) : told
}

/** A row has no name outside its filing. */
async function nameRows(
  db: Db,
  { campaignId, unitCode }: Place,
  comments: readonly Comment[],
): Promise<Comment[]> {
  const last = await lastPackage(db, campaignId, unitCode)
  if (!last) return [...comments]
  const { filing } = await getContent(db, campaignId, unitCode, last.number)
  const { tables } = questionnaire(filing.questionnaireId)
  return comments.map((comment) => {
    const [at, rowId] = comment.at.split('/')
    const table = tables.find(({ id }) => id === at)
    const row = table && filing.tables[table.id]?.find(({ id }) => id === rowId)
    const name = row?.cells[table?.nameColumn ?? '']
    return typeof name === 'string' ? { ...comment, row: name } : comment
  })
}

export async function commentOn(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  at: string,
  says: string,
): Promise<Comment> {
  demand(actor, 'submission.review', { unitCode })
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const { revision } = await takeSubmission(tx, campaignId, unitCode)
    const comment = await insertComment(tx, campaignId, unitCode, {
      id: uuidv7(now),
      at,
      says,
      revision,
      by: actor.name,
      madeAt: now.toISOString(),
    })
    await record(tx, actor, 'comment.made', { campaignId, unitCode, about: comment.id }, { at, says }, now)
    return comment
  })
}

export async function removeComment(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  id: string,
): Promise<void> {
  demand(actor, 'submission.review', { unitCode })
  await deps.db.transaction().execute(async (tx) => {
    const submission = await takeSubmission(tx, campaignId, unitCode)
    const comment = await getComment(tx, campaignId, unitCode, id)
    demandUnread(comment, submission)
    await deleteComment(tx, campaignId, unitCode, id)
    const { at, says } = comment
    await record(tx, actor, 'comment.removed', { campaignId, unitCode, about: id }, { at, says }, deps.now())
  })
}

export async function settleComment(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  id: string,
  resolved: boolean,
): Promise<Comment> {
  demand(actor, 'submission.review', { unitCode })
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    await takeSubmission(tx, campaignId, unitCode)
    const comment = await resolveComment(
      tx,
      campaignId,
      unitCode,
      id,
      resolved ? { by: actor.name, at: now } : null,
    )
    const verb = resolved ? 'comment.resolved' : 'comment.reopened'
    await record(tx, actor, verb, { campaignId, unitCode, about: id }, { at: comment.at }, now)
    return comment
  })
}
