import type { ReviewedFiling, SubmissionView } from '../../contract/submissions.ts'
import type { Comment } from '../../domain/review.ts'
import type { Form } from '../../form/form.ts'

/** What every side of the review page looks at. */
export interface Reviewing {
  readonly form: Form
  readonly submission: SubmissionView
  readonly filing: ReviewedFiling
  readonly mayComment: boolean
  /** Shows a place among the answers. */
  goTo(path: string): void
}

export const openAt = ({ filing }: Reviewing, path: string): readonly Comment[] =>
  filing.comments.filter(({ at, resolvedAt }) => at === path && resolvedAt === null)
