// The reviewer's words about a submission, each tied to a place in the filing.
import type { Path } from './filing.ts'
import { Problem } from './problem.ts'

export interface Comment {
  readonly id: string
  /** Empty when it is about the whole submission. */
  readonly at: Path
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

const noReason = () =>
  new Problem('invalid', 'review.no-reason', '退回须写明原因：请填写退回说明，或至少对一处内容提出意见')
const stillOpen = (open: number) =>
  new Problem(
    'conflict',
    'review.comments-open',
    `还有 ${open} 条意见未处理，请逐条标为已解决，或退回该单位`,
    { open },
  )
