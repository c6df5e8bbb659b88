import { useQueries, useQuery } from '@tanstack/react-query'
import { contract } from '../../contract/all.ts'
import type { CampaignView } from '../../contract/campaigns.ts'
import { chineseDay, dayOf, daysBetween } from '../../domain/calendar.ts'
import type { Status } from '../../domain/submission.ts'
import { unitKinds } from '../../domain/unit.ts'
import { Button } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Link } from '../../ui/link.tsx'
import { EmptyState } from '../../ui/notice.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import { call } from '../api.ts'
import { FailedPage, Loading, statusTone } from '../parts.tsx'
import { useNow } from '../session.tsx'
import { clock, timeLeft } from '../words.ts'
import { MatrixTotals, useTotals } from './totals.tsx'

/** One page, on the screen and on paper: who has handed in, who has not, what waits, what it adds up to. */
export default function Overview({ view }: { view: CampaignView }) {
  const { campaign, today } = view
  const all = useQuery(progressOf(campaign.id, {}))
  const totals = useTotals(campaign.id)
  const now = useNow()
  if (all.isPending) return <Loading />
  if (all.isError) return <FailedPage error={all.error} retry={all.refetch} />
  const { counts } = all.data
  return (
    <div className="stack report">
      <PageHead
        caption={campaign.authority}
        title={campaign.title}
        lead={`报送截止 ${chineseDay(campaign.dueOn)}，${timeLeft(today, campaign.dueOn)}。统计时间 ${clock(now)}`}
        actions={
          <Button look="plain" icon="print" onClick={() => window.print()}>
            打印
          </Button>
        }
      />
      <Panel title={`报送情况（${sum(counts)} 家单位）`}>
        <Standing campaignId={campaign.id} counts={counts} />
      </Panel>
      <Waiting campaignId={campaign.id} today={today} />
      {totals.data && totals.data.n > 0 && (
        <MatrixTotals
          title="数量汇总，已通过的单位"
          questionnaireId={campaign.questionnaireId}
          totals={totals.data}
        />
      )}
    </div>
  )
}

type Counts = Readonly<Record<Status, number>>
const sum = (counts: Counts): number => Object.values(counts).reduce((total, count) => total + count, 0)
const listOf = (campaignId: string, asked: Record<string, string>) =>
  `/campaigns/${campaignId}/progress?${new URLSearchParams(asked)}`

const progressOf = (campaignId: string, asked: { status?: Status; kind?: string; size?: number }) => {
  const { size = 1, ...filter } = asked
  return {
    queryKey: ['progress', campaignId, 'overview', asked],
    queryFn: () =>
      call(contract.progress.list, {
        params: { campaignId },
        query: { ...filter, sort: 'submittedAt', order: 'up', page: 1, size },
      }),
    refetchInterval: 30_000,
  }
}

/** A bar as long as all units, and under it the same by kind, each number leading to its list. */
function Standing({ campaignId, counts }: { campaignId: string; counts: Counts }) {
  const kinds = useQueries({
    queries: unitKinds.map((kind) => progressOf(campaignId, { kind })),
  }).flatMap(({ data }, at) =>
    data && sum(data.counts) > 0 ? [{ kind: unitKinds[at], counts: data.counts }] : [],
  )
  const shown = order.filter((status) => counts[status] > 0)
  const rows = [...(kinds.length > 1 ? kinds : []), { kind: undefined, counts }]
  return (
    <>
      <div className="standing" aria-hidden="true">
        {shown.map((status) => (
          <span key={status} data-tone={statusTone[status]} style={{ flexGrow: counts[status] }} />
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
      <section className="table-wrap" aria-label="按类别" tabIndex={0}>
        <table className="table">
          <caption className="sr">各类单位所处的阶段</caption>
          <thead>
            <tr>
              <th scope="col">类别</th>
              <th scope="col" className="num">
                单位数
              </th>
              {shown.map((status) => (
                <th key={status} scope="col" className="num nowrap">
                  <i className="standing-key" data-tone={statusTone[status]} aria-hidden="true" />
                  {status}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ kind, counts }) => (
              <tr key={kind ?? '合计'}>
                <th scope="row">{kind ?? '合计'}</th>
                <td className="num">{sum(counts)}</td>
                {shown.map((status) => (
                  <td key={status} className="num">
                    {counts[status] > 0 ? (
                      <Link href={listOf(campaignId, { status, ...(kind && { kind }) })}>
                        {counts[status]}
                      </Link>
                    ) : (
                      0
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}

/** What was handed in and not yet decided, the oldest first: the reviewers' work of today. */
function Waiting({ campaignId, today }: { campaignId: string; today: string }) {
  const [inTime, late] = useQueries({
    queries: awaiting.map((status) => progressOf(campaignId, { status, size: 10 })),
  })
  if (!inTime?.data || !late?.data) return null
  const total = inTime.data.total + late.data.total
  const rows = [...inTime.data.rows, ...late.data.rows]
    .sort((one, other) => ((one.submittedAt ?? '') < (other.submittedAt ?? '') ? -1 : 1))
    .slice(0, 10)
  return (
    <Panel title={`等待审核（${total} 家）`}>
      <DataTable
        caption="等待审核的报送，先到的在前"
        rows={rows}
        rowKey={({ unit }) => unit.code}
        empty={<EmptyState title="没有等待审核的报送">新的报送到来后会列在这里。</EmptyState>}
        columns={[
          {
            key: 'name',
            head: '单位',
            cell: ({ unit }) => (
              <Link href={`/campaigns/${campaignId}/units/${unit.code}/review`}>{unit.name}</Link>
            ),
          },
          { key: 'at', head: '报送时间', nowrap: true, cell: ({ submittedAt }) => clock(submittedAt ?? '') },
          {
            key: 'waited',
            head: '已等',
            number: true,
            cell: ({ submittedAt }) => `${daysBetween(dayOf(new Date(submittedAt ?? '')), today)} 天`,
          },
          { key: 'revision', head: '第几次', number: true, cell: ({ revision }) => revision },
          { key: 'systems', head: '系统数', number: true, cell: ({ systems }) => systems },
          { key: 'warnings', head: '警告', number: true, cell: ({ warnings }) => warnings },
        ]}
      />
      {total > rows.length && (
        <p className="no-print overview-more">
          <Link href={listOf(campaignId, { status: '已报送' })}>全部等待审核的报送</Link>
        </p>
      )}
    </Panel>
  )
}

const awaiting = ['已报送', '迟报'] as const
/** From what is done to what has not begun. */
const order: readonly Status[] = ['通过', '已报送', '迟报', '退回', '填报中', '未启动', '未报']
