import { useQuery } from '@tanstack/react-query'
import { questionnaire } from '../../catalog/all.ts'
import { contract } from '../../contract/all.ts'
import type { Totals as Sums } from '../../contract/progress.ts'
import type { Matrix } from '../../domain/questionnaire.ts'
import { statuses } from '../../domain/submission.ts'
import { MatrixTable } from '../../filler/matrix-table.tsx'
import { Button } from '../../ui/button.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import { call, urlOf } from '../api.ts'
import { FailedPage, Loading, useTitle } from '../parts.tsx'
import { useNow } from '../session.tsx'
import { clock } from '../words.ts'
import { useCampaign } from './campaign.tsx'

/** The count matrix over all accepted units, and of how many units that is. */
export default function Totals({ campaignId }: { campaignId: string }) {
  useTitle('数量汇总')
  const view = useCampaign(campaignId)
  const totals = useTotals(campaignId)
  const counts = useQuery({
    queryKey: ['progress', campaignId, 'counts'],
    queryFn: () => call(contract.progress.list, { params: { campaignId }, query: { page: 1, size: 1 } }),
  })
  const now = useNow()
  if (view.isPending || totals.isPending) return <Loading />
  if (totals.isError) return <FailedPage error={totals.error} retry={totals.refetch} />
  if (view.isError) return <FailedPage error={view.error} retry={view.refetch} />
  const { n, N, byKind } = totals.data
  const { matrices } = questionnaire(view.data.campaign.questionnaireId)
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
          报送进度（{clock(now)}）：
          {statuses.map((status) => `${status} ${counts.data.counts[status]} 家`).join('，')}。
        </p>
      )}
      <MatrixTotals
        title="全部单位"
        questionnaireId={view.data.campaign.questionnaireId}
        totals={totals.data}
      />
      {matrices.flatMap((matrix) =>
        byKind.map((kind) => (
          <MatrixPanel
            key={`${matrix.id} ${kind.kind}`}
            title={`${kind.kind}（${kind.n}/${kind.N}）`}
            matrix={matrix}
            n={kind.n}
            sums={kind.sums}
          />
        )),
      )}
    </div>
  )
}

export const useTotals = (campaignId: string) =>
  useQuery({
    queryKey: ['totals', campaignId],
    queryFn: () => call(contract.progress.totals, { params: { campaignId } }),
    refetchInterval: 30_000,
  })

/** Over all accepted units, with the grades that stand apart from the matrix. */
export function MatrixTotals({
  title,
  questionnaireId,
  totals: { n, N, sums },
}: {
  title: string
  questionnaireId: string
  totals: Sums
}) {
  const { matrices, questions } = questionnaire(questionnaireId)
  const apart = questions.filter(({ id }) => id === 'sysTotal.l1' || id === 'sysTotal.l5')
  return matrices.map((matrix) => (
    <MatrixPanel key={matrix.id} title={`${title}（${n}/${N}）`} matrix={matrix} n={n} sums={sums}>
      {n > 0 && apart.map(({ id, label }) => `${label} ${sums[id] ?? 0} 个`).join('；')}
    </MatrixPanel>
  ))
}

const MatrixPanel = ({
  title,
  matrix,
  n,
  sums,
  children,
}: {
  title: string
  matrix: Matrix
  /** Of nobody there is no sum, not even 0. */
  n: number
  sums: Sums['sums']
  children?: React.ReactNode
}) => (
  <Panel title={title}>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard. */}
    <section className="table-wrap" aria-label={title} tabIndex={0}>
      <MatrixTable
        matrix={matrix}
        caption={`${matrix.title}，${title}`}
        corner="单位：个"
        cell={(id) => (n === 0 ? '—' : (sums[id] ?? 0))}
      />
    </section>
    {children && <p className="soft totals-apart">{children}</p>}
  </Panel>
)
