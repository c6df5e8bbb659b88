import { useQuery } from '@tanstack/react-query'
import { deedName, detailWords } from '../../catalog/deeds.ts'
import { contract } from '../../contract/all.ts'
import type { SubmissionView } from '../../contract/submissions.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/notice.tsx'
import { call } from '../api.ts'
import { Failure, Loading } from '../parts.tsx'
import { clock } from '../words.ts'

/** Everything done to this submission, newest first. */
export function History({ submission }: { submission: SubmissionView }) {
  const params = { campaignId: submission.campaignId, unitCode: submission.unit.code }
  const history = useQuery({
    queryKey: ['history', params],
    queryFn: () => call(contract.submissions.history, { params }),
  })
  if (history.isPending) return <Loading />
  if (history.isError) return <Failure error={history.error} retry={history.refetch} />
  return (
    <DataTable
      caption="经过"
      rows={history.data}
      rowKey={({ at, verb }) => `${at} ${verb}`}
      empty={<EmptyState title="还没有记录" />}
      columns={[
        { key: 'at', head: '时间', nowrap: true, cell: ({ at }) => clock(at) },
        { key: 'by', head: '操作人', cell: ({ by }) => by },
        { key: 'verb', head: '操作', cell: ({ verb }) => deedName(verb) },
        {
          key: 'details',
          head: '说明',
          cell: ({ details }) => <span className="soft">{detailWords(details)}</span>,
        },
      ]}
    />
  )
}
