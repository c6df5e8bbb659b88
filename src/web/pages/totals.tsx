import { useQuery } from '@tanstack/react-query'
import { questionnaire } from '../../catalog/all.ts'
import { contract } from '../../contract/all.ts'
import type { Totals as Sums } from '../../contract/progress.ts'
import type { Matrix } from '../../domain/questionnaire.ts'
import { statuses } from '../../domain/submission.ts'
import { Button } from '../../ui/button.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import { call, urlOf } from '../api.ts'
import { FailedPage, Loading, useTitle } from '../parts.tsx'
import { useMe } from '../session.tsx'
import { clock } from '../words.ts'
import { useCampaign } from './campaign.tsx'

/** The count matrix over all accepted units, and of how many units that is. */
export default function Totals({ campaignId }: { campaignId: string }) {
  useTitle('数量汇总')
  const view = useCampaign(campaignId)
  const totals = useQuery({
    queryKey: ['totals', campaignId],
    queryFn: () => call(contract.progress.totals, { params: { campaignId } }),
    refetchInterval: 30_000,
  })
  const counts = useQuery({
    queryKey: ['progress', campaignId, 'counts'],
    queryFn: () => call(contract.progress.list, { params: { campaignId }, query: { page: 1, size: 1 } }),
  })
  const { demonstration } = useMe()
  if (view.isPending || totals.isPending) return <Loading />
  if (totals.isError) return <FailedPage error={totals.error} retry={totals.refetch} />
  if (view.isError) return <FailedPage error={view.error} retry={view.refetch} />
  const { n, N, sums, byKind } = totals.data
  const { matrices, questions } = questionnaire(view.data.campaign.questionnaireId)
  const apart = questions.filter(({ id }) => id === 'sysTotal.l1' || id === 'sysTotal.l5')
  return (
    <div className="page stack report">
      <PageHead
        caption={view.data.campaign.title}
        title="数量汇总"
        lead={`以审核通过的最新一版计，${n}/${N} 家。未通过的单位不计入，也不按 0 计。`}
        actions={
          <>
            <Button look="plain" icon="print" onClick={() => window.print()}>
              打印
            </Button>
            <a
              className="button"
              data-look="plain"
              href={urlOf(contract.progress.totalsXlsx, { params: { campaignId } })}
              download
            >
              导出 Excel
            </a>
          </>
        }
      />
      {counts.data && (
        <p>
          报送进度（{clock(new Date(Date.now() + (demonstration?.clockOffsetMs ?? 0)).toISOString())}）：
          {statuses.map((status) => `${status} ${counts.data.counts[status]} 家`).join('，')}。
        </p>
      )}
      {matrices.map((matrix) => (
        <div key={matrix.id} className="stack">
          <MatrixPanel title={`全部单位（${n}/${N}）`} matrix={matrix} sums={sums}>
            {apart.map(({ id, label }) => `${label} ${sums[id] ?? 0} 个`).join('；')}
          </MatrixPanel>
          {byKind.map((kind) => (
            <MatrixPanel
              key={kind.kind}
              title={`${kind.kind}（${kind.n}/${kind.N}）`}
              matrix={matrix}
              sums={kind.sums}
            />
          ))}
        </div>
      ))}
    </div>
  )
}

const MatrixPanel = ({
  title,
  matrix,
  sums,
  children,
}: {
  title: string
  matrix: Matrix
  sums: Sums['sums']
  children?: React.ReactNode
}) => (
  <Panel title={title}>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
    <section className="table-wrap" aria-label={title} tabIndex={0}>
      <table className="table">
        <caption className="sr">{`${matrix.title}，${title}`}</caption>
        <thead>
          <tr>
            <th scope="col">单位：个</th>
            {matrix.columns.map((column) => (
              <th key={column} scope="col" className="num">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map(({ label, questions }) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {questions.map((id) => (
                <td key={id} className="num">
                  {sums[id] ?? 0}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
    {children && <p className="soft totals-apart">{children}</p>}
  </Panel>
)
