// The reviewer's words about a submission, each tied to a place in the filing.
import type { Path } from './filing.ts'
import { Problem } from './problem.ts'
import type { Submission } from './submission.ts'

export interface Comment {
  readonly id: string
  /** Empty when it is about the whole submission. */
  readonly at: Path
  /** What the row of that place is called in the newest package; only where it is told to people. */
  readonly row?: string
  readonly says: string
  /** Of the submission it was made on. */
  readonly revision: number
  readonly by: string
  /** UTC ISO instant, as every `…At` here. */
  readonly madeAt: string
  readonly resolvedAt: string | null
  readonly resolvedBy: string | null
}

/** A unit must be told why: at least one open comment, or a reason. */
export function demandReason(reason: string, openComments: number): void {
  if (reason.trim() === '' && openComments === 0) throw noReason()
}

/** Accepting over an open comment would leave the unit with an unanswered reproach. */
export function refuseOpenComments(openComments: number): void {
  if (openComments > 0) throw stillOpen(openComments)
}

interface Decided {
  readonly decidedAt: Date | null
  readonly lastWorkedAt: Date | null
}

/** Since it was returned the unit has changed something, which would be shut in with a decision taken back. */
export const hasBegun = ({ decidedAt, lastWorkedAt }: Decided): boolean =>
  decidedAt !== null && lastWorkedAt !== null && lastWorkedAt > decidedAt

export function refuseBegun(submission: Decided): void {
  if (hasBegun(submission)) throw begun()
}

/** Words of a review that is still going on are the commission's own until it decides. */
export const isShown = (comment: Comment, { state, revision }: Submission): boolean =>
  state !== 'submitted' || comment.revision < revision

/** What the unit has read cannot be unsaid, only settled. */
export function demandUnread(comment: Comment, submission: Submission): void {
  if (isShown(comment, submission)) throw alreadyRead()
}

const begun = () =>
  new Problem('conflict', 'review.unit-began', '单位在退回以后已经开始修改，不能收回退回；请等它重新报送')
const alreadyRead = () =>
  new Problem('conflict', 'comment.already-read', '单位已经看到这条意见，不能删除；可以标为已解决')
const noReason = () =>
  new Problem('invalid', 'review.no-reason', '退回须写明原因：请填写退回说明，或至少对一处内容提出意见')
const stillOpen = (open: number) =>
  new Problem(
    'conflict',
    'review.comments-open',
    `还有 ${open} 条意见未处理，请逐条标为已解决，或退回该单位`,
    { open },
  )
