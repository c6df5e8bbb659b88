import { useState } from 'react'
import { labelOf } from '../../filler/show.ts'
import { LinkButton } from '../../ui/button.tsx'
import { DataTable, Pagination } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/notice.tsx'
import type { Reviewing } from './reviewing.ts'

const size = 100

/** What the unit changed since the submission before. */
export function Differences({ reviewing }: { reviewing: Reviewing }) {
  const [page, setPage] = useState(1)
  const { changes, filing } = reviewing
  if (filing.difference === null)
    return <EmptyState title="这是第一次报送">退回后再次报送时，这里逐处列出改动。</EmptyState>
  return (
    <>
      <DataTable
        caption="与上次的差异"
        rows={changes.slice((page - 1) * size, page * size)}
        rowKey={({ key }) => key}
        empty={<EmptyState title="与上次相同">没有改动任何答案。</EmptyState>}
        columns={[
          { key: 'what', head: '变动', nowrap: true, cell: ({ what }) => what },
          {
            key: 'at',
            head: '位置',
            cell: ({ at }) => (
              <LinkButton onClick={() => reviewing.goTo(at)}>{labelOf(reviewing.form, at)}</LinkButton>
            ),
          },
          { key: 'was', head: '上次', cell: ({ was }) => <span className="pre">{was}</span> },
          { key: 'now', head: '本次', cell: ({ now }) => <span className="pre">{now}</span> },
        ]}
      />
      {changes.length > size && (
        <Pagination page={page} size={size} total={changes.length} onPage={setPage} />
      )}
    </>
  )
}
