// The submissions that wait, the longest waiting first: turned over like a pile of paper.
import { useQuery } from '@tanstack/react-query'
import { contract } from '../../contract/all.ts'
import type { ProgressRow } from '../../contract/progress.ts'
import type { SubmissionView } from '../../contract/submissions.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { useRouter } from '../../ui/link.tsx'
import { call, everyRow } from '../api.ts'
import { useAltKeys } from './parts.tsx'

export const reviewPath = (campaignId: string, unitCode: string): string =>
  `/campaigns/${campaignId}/units/${unitCode}/review`

/** All that wait for a decision, in time or late. */
export const useWaiting = (campaignId: string) =>
  useQuery({
    queryKey: ['waiting', campaignId],
    queryFn: async (): Promise<readonly ProgressRow[]> => {
      const lists = await Promise.all(
        (['已报送', '迟报'] as const).map((status) =>
          everyRow((paging) =>
            call(contract.progress.list, { params: { campaignId }, query: { status, ...paging } }),
          ),
        ),
      )
      return lists.flat().sort(bySubmission)
    },
  })

type Placed = Pick<ProgressRow, 'submittedAt' | 'unit'>

function bySubmission(one: Placed, other: Placed): number {
  const [a = '', b = ''] = [one, other].map(({ submittedAt, unit }) => `${submittedAt} ${unit.code}`)
  return a < b ? -1 : a > b ? 1 : 0
}

/** Neighbours of one that waits, or of the place where it stood until it was decided. */
export function neighbours(waiting: readonly Placed[], own: Placed) {
  const others = waiting.filter(({ unit }) => unit.code !== own.unit.code)
  const at = others.findIndex((other) => bySubmission(other, own) > 0)
  const after = at < 0 ? others.length : at
  return { before: others[after - 1], after: others[after] ?? others[0], at: after + 1 }
}

export function Queue({ submission }: { submission: SubmissionView }) {
  const { campaignId, unit, receipts, state } = submission
  const waiting = useWaiting(campaignId).data ?? []
  const { go } = useRouter()
  const submittedAt = receipts.reduce<string | null>((last, { at }) => (last && last > at ? last : at), null)
  const { before, after, at } = neighbours(waiting, { submittedAt, unit })
  const open = (next: Placed | undefined) => next && (() => go(reviewPath(campaignId, next.unit.code)))
  useAltKeys({ n: open(after), p: open(before) })
  if (waiting.length === 0) return <span className="soft queue">没有待审核的报送了</span>
  const waits = state === 'submitted'
  return (
    <span className="row queue">
      <span className="soft">
        待审核{waits ? `第 ${at} 份，` : ''}共 {waiting.length} 份
      </span>
      {before && (
        <ButtonLink look="quiet" small icon="left" href={reviewPath(campaignId, before.unit.code)}>
          上一份<span className="sr">：{before.unit.name}，Alt+P</span>
        </ButtonLink>
      )}
      {after && (
        <ButtonLink
          look={waits ? 'quiet' : 'primary'}
          small={waits}
          href={reviewPath(campaignId, after.unit.code)}
        >
          下一份：{after.unit.name}
          <span className="sr">，Alt+N</span>
        </ButtonLink>
      )}
    </span>
  )
}
