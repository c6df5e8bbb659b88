import { useState } from 'react'
import { type Cell, cellPlace } from '../../domain/filing.ts'
import type { Patch } from '../../domain/patch.ts'
import { labelOf, questionOf, showValue, tableOf } from '../../filler/show.ts'
import { LinkButton } from '../../ui/button.tsx'
import { DataTable, Pagination } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/notice.tsx'
import type { Reviewing } from './reviewing.ts'

interface Change {
  readonly key: string
  readonly what: string
  readonly at: string
  readonly was: string
  readonly now: string
}

const size = 100

/** What the unit changed since the submission before. */
export function Differences({ reviewing }: { reviewing: Reviewing }) {
  const [page, setPage] = useState(1)
  const { difference } = reviewing.filing
  if (difference === null)
    return <EmptyState title="这是第一次报送">退回后再次报送时，这里逐处列出改动。</EmptyState>
  const changes = difference.flatMap((patch, index) => told(patch, index, reviewing))
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

function told(patch: Patch, index: number, { form }: Reviewing): Change[] {
  const key = String(index)
  if ('insert' in patch || 'delete' in patch) {
    const table = 'insert' in patch ? patch.insert : patch.delete
    const nameColumn = tableOf(form, table)?.nameColumn ?? ''
    const names = patch.rows.map(({ cells }) => String(cells[nameColumn] ?? '未命名')).join('、')
    return 'insert' in patch
      ? [{ key, what: '新增', at: table, was: '', now: names }]
      : [{ key, what: '删除', at: table, was: names, now: '' }]
  }
  if (patch.set === 'finished' || patch.set === 'marks') return []
  const path = patch.set === 'explanations' ? patch.key.slice(patch.key.indexOf('@') + 1) : patch.key
  const what = { cell: '修改', answers: '修改', nils: '声明', explanations: '说明', attachments: '附件' }[
    patch.set
  ]
  return [{ key, what, at: path, was: shown(form, patch, patch.was), now: shown(form, patch, patch.now) }]
}

function shown(form: Reviewing['form'], patch: Extract<Patch, { set: string }>, value: unknown): string {
  if (value === null || value === undefined) return '（空）'
  if (patch.set === 'attachments') return (value as { name: string }).name
  if (patch.set === 'nils') return `经核查，无（${(value as { by: string }).by}）`
  const place = patch.set === 'cell' ? cellPlace(patch.key) : undefined
  const field = place
    ? tableOf(form, place.table)?.columns.find(({ id }) => id === place.column)
    : questionOf(form, patch.key)
  return field ? showValue(form, field, value as Cell) : String(value)
}
