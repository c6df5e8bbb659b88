import { questionnaire } from '../catalog/all.ts'
import type { Actor } from '../domain/account.ts'
import { dayOf } from '../domain/calendar.ts'
import type { Filing } from '../domain/filing.ts'
import { difference } from '../domain/patch.ts'
import { demand, may } from '../domain/permission.ts'
import { Problem } from '../domain/problem.ts'
import { hasBegun, isShown } from '../domain/review.ts'
import {
  canMove,
  demandOpen,
  type MoveName,
  missingPieces,
  type Submission,
  statusOf,
} from '../domain/submission.ts'
import { prune } from '../form/prune.ts'
import { getCampaign } from '../store/campaigns.ts'
import { countOpen, listComments } from '../store/comments.ts'
import { getDraftMark } from '../store/drafts.ts'
import {
  findSubmitted,
  getContent,
  getPackage,
  lastPackage,
  listPackages,
  type PackageMark,
} from '../store/packages.ts'
import { listPieces } from '../store/pieces.ts'
import { listReceipts } from '../store/receipts.ts'
import { getSubmission } from '../store/submissions.ts'
import { getUnit } from '../store/units.ts'
import type { Deps } from './deps.ts'
import type { Receipt } from './hand-in.ts'
import { tellPackage } from './tell-package.ts'

interface Place {
  readonly campaignId: string
  readonly unitCode: string
}

/** One submission with all that belongs to it, but for the answers. */
export async function seeSubmission(deps: Deps, actor: Actor, { campaignId, unitCode }: Place) {
  demand(actor, 'submission.see', { unitCode })
  const { db } = deps
  const [submission, campaign, unit, packages, receipts, openComments, draft] = await Promise.all([
    getSubmission(db, campaignId, unitCode),
    getCampaign(db, campaignId),
    getUnit(db, unitCode),
    listPackages(db, campaignId, unitCode).then((marks) => marks.map(tellPackage)),
    listReceipts(db, campaignId, unitCode),
    countOpen(db, campaignId, unitCode),
    getDraftMark(db, campaignId, unitCode),
  ])
  const today = dayOf(deps.now())
  const isIn = submission.state === 'submitted' || submission.state === 'accepted'
  const pieces = await listPieces(
    db,
    campaignId,
    unitCode,
    isIn ? submission.revision : submission.revision + 1,
  )
  const current = packages.find(({ submittedAs }) => submittedAs === (isIn ? submission.revision : null))
  // Replaced ones lie unsubmitted too; only the newest of all is ready.
  const ready = current && (isIn || current === packages[0]) ? current : undefined
  const closedBecause = whyClosed(() => demandOpen(submission, campaign, today))
  const has = [...(ready ? (['package', 'form'] as const) : []), ...pieces.map(({ piece }) => piece)]
  return {
    submission,
    unit,
    status: statusOf(submission, campaign, today),
    packages,
    current: ready,
    pieces,
    missing: missingPieces(has),
    receipts: receipts.map(({ content }) => content as Receipt),
    // Words of a review that goes on are not told to the unit, nor how many there are.
    openComments: actor.unitCode !== null && submission.state === 'submitted' ? 0 : openComments,
    draft,
    moves: movesFor(
      actor,
      unitCode,
      submission,
      (name) =>
        canMove(submission, name) &&
        (name !== 'submit' || closedBecause === null) &&
        (name !== 'recall' || submission.state === 'accepted' || !hasBegun(submission)),
    ),
    closedBecause,
    next: { revision: (packages[0]?.revision ?? 0) + 1, previous: packages[0]?.digest ?? null },
  }
}

export type SeenSubmission = Awaited<ReturnType<typeof seeSubmission>>

function movesFor(
  actor: Actor,
  unitCode: string,
  { state }: Submission,
  can: (name: MoveName) => boolean,
): MoveName[] {
  const leave = {
    submit: 'submission.submit',
    return: 'submission.review',
    accept: 'submission.review',
    reopen: 'submission.reopen',
    recall: state === 'accepted' ? 'submission.reopen' : 'submission.review',
  } as const
  return (Object.keys(leave) as (keyof typeof leave)[]).filter(
    (name) => can(name) && may(actor, leave[name], { unitCode }),
  )
}

function whyClosed(demandIt: () => void): string | null {
  try {
    demandIt()
    return null
  } catch (error) {
    if (error instanceof Problem) return error.message
    throw error
  }
}

/** One package's answers, and what changed in them since the submission before. */
export async function seeFiling(deps: Deps, actor: Actor, { campaignId, unitCode }: Place, which: string) {
  demand(actor, 'submission.see', { unitCode })
  const { db } = deps
  const mark = await choosePackage(deps, campaignId, unitCode, which)
  const [submission, { filing, remarks }, comments, earlier] = await Promise.all([
    getSubmission(db, campaignId, unitCode),
    getContent(db, campaignId, unitCode, mark.number),
    listComments(db, campaignId, unitCode),
    findEarlier(deps, mark),
  ])
  return {
    mark: tellPackage(mark),
    filing,
    remarks,
    comments: comments.filter((comment) => actor.unitCode === null || isShown(comment, submission)),
    difference: earlier ? difference(asked(earlier, mark), asked(filing, mark)) : null,
  }
}

/** Answers that no question asked for are no difference. */
const asked = (filing: Filing, { receivedAt }: PackageMark): Filing =>
  prune(questionnaire(filing.questionnaireId), filing, dayOf(receivedAt))

/** `last`, or a number. */
export async function choosePackage(
  { db }: Deps,
  campaignId: string,
  unitCode: string,
  which: string,
): Promise<PackageMark> {
  await getSubmission(db, campaignId, unitCode)
  if (which !== 'last')
    return getPackage(db, campaignId, unitCode, /^\d{1,6}$/.test(which) ? Number(which) : 0)
  const last = await lastPackage(db, campaignId, unitCode)
  if (!last) throw noneYet()
  return last
}

/** What was handed in before this package was. */
async function findEarlier({ db }: Deps, mark: PackageMark): Promise<Filing | undefined> {
  const { revision } = await getSubmission(db, mark.campaignId, mark.unitCode)
  const before = await findSubmitted(
    db,
    mark.campaignId,
    mark.unitCode,
    (mark.submittedAs ?? revision + 1) - 1,
  )
  return before && (await getContent(db, mark.campaignId, mark.unitCode, before.number)).filing
}

const noneYet = () => new Problem('missing', 'package.none-yet', '该单位还没有上传过数据包')
