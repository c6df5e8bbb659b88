import type { ReviewedFiling, SubmissionView } from '../../contract/submissions.ts'
import type { Comment } from '../../domain/review.ts'
import type { Difference } from '../../filler/differences.ts'
import type { Form } from '../../form/form.ts'

/** What every side of the review page looks at. */
export interface Reviewing {
  readonly form: Form
  readonly submission: SubmissionView
  readonly filing: ReviewedFiling
  /** Since the submission before. */
  readonly changes: readonly Difference[]
  readonly mayComment: boolean
  /** Shows a place among the answers. */
  goTo(path: string): void
}

export const openAt = ({ filing }: Reviewing, path: string): readonly Comment[] =>
  filing.comments.filter(({ at, resolvedAt }) => at === path && resolvedAt === null)

/** The form shows the answers as they are now, so of a place that changed only the former words are told. */
export const changedAt = ({ changes }: Reviewing, path: string): Difference | undefined =>
  changes.find(({ at, what }) => at === path && what === '修改')
