import { useState } from 'react'
import type { Form } from '../form/form.ts'
import { LinkButton } from '../ui/button.tsx'
import { DataTable, Pagination } from '../ui/data-table.tsx'
import type { Difference } from './differences.ts'
import { labelOf } from './show.ts'

const size = 50

/** Two fillings side by side, place by place; with `taken`, each place can be ticked. */
export function DifferenceTable({
  form,
  differences,
  heads,
  taken,
  onTaken,
  taking,
}: {
  form: Form
  differences: readonly Difference[]
  heads: readonly [was: string, now: string]
  taken?: ReadonlySet<string>
  onTaken?(keys: ReadonlySet<string>): void
  taking?: string
}) {
  const [page, setPage] = useState(1)
  const turn = (key: string) => {
    const next = new Set(taken)
    if (!next.delete(key)) next.add(key)
    onTaken?.(next)
  }
  const all = taken?.size === differences.length
  return (
    <>
      {taken && (
        <p>
          <LinkButton onClick={() => onTaken?.(all ? new Set() : new Set(differences.map(({ key }) => key)))}>
            {all ? '全部取消' : '全部勾选'}
          </LinkButton>{' '}
          <span className="soft">
            已勾选 {taken.size} 处，其余 {differences.length - taken.size} 处不变
          </span>
        </p>
      )}
      <DataTable
        caption="不同之处"
        rows={differences.slice((page - 1) * size, page * size)}
        rowKey={({ key }) => key}
        columns={[
          ...(taken
            ? [
                {
                  key: 'take',
                  head: taking,
                  nowrap: true,
                  cell: ({ key, at, was, now }: Difference) => (
                    <label className="option">
                      <input type="checkbox" checked={taken.has(key)} onChange={() => turn(key)} />
                      <span className="sr">{`${taking}：${labelOf(form, at)} ${now || was}`}</span>
                    </label>
                  ),
                },
              ]
            : []),
          { key: 'at', head: '位置', cell: ({ at }) => labelOf(form, at) },
          { key: 'was', head: heads[0], cell: (one) => <Side one={one} text={one.was} absent="新增" /> },
          { key: 'now', head: heads[1], cell: (one) => <Side one={one} text={one.now} absent="删除" /> },
        ]}
      />
      {differences.length > size && (
        <Pagination page={page} size={size} total={differences.length} onPage={setPage} />
      )}
    </>
  )
}

/** A row that one side lacks is said to be lacking, not shown as an empty cell. */
const Side = ({ one, text, absent }: { one: Difference; text: string; absent: Difference['what'] }) =>
  one.what === absent ? <span className="soft">没有这一行</span> : <span className="pre">{text}</span>
