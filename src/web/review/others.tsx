import type { SubmissionView } from '../../contract/submissions.ts'
import type { Comment } from '../../domain/review.ts'
import { Banner } from '../../ui/notice.tsx'
import { useMe } from '../session.tsx'

/** Who else is at it, so that two do not judge the same submission without knowing. */
export function Others({
  submission: { state, revision, alsoReading },
  comments,
}: {
  submission: SubmissionView
  comments: readonly Comment[]
}) {
  const { account } = useMe()
  if (state !== 'submitted') return null
  const written = new Map<string, number>()
  for (const { by, resolvedAt, revision: of } of comments)
    if (by !== account.name && resolvedAt === null && of === revision)
      written.set(by, (written.get(by) ?? 0) + 1)
  const told = [
    ...alsoReading.map((name) => `${name}正在看这一份`),
    ...[...written].map(([name, count]) => `${name}已写 ${count} 条意见`),
  ]
  if (told.length === 0) return null
  return <Banner tone="info" title={`${told.join('，')}，作决定前请先商量`} />
}
