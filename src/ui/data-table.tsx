import type { ReactNode } from 'react'
import { Button } from './button.tsx'

export interface TableColumn<Row> {
  key: string
  head: ReactNode
  cell(row: Row): ReactNode
  /** The server can sort by this column's key. */
  sortable?: boolean
  number?: boolean
  nowrap?: boolean
  /** Left out on a narrow screen. */
  wide?: boolean
}

export interface Sort {
  by: string
  down: boolean
}

/** Rows as the server sorted and cut them; this only draws and asks. */
export function DataTable<Row>({
  caption,
  columns,
  rows,
  rowKey,
  sort,
  onSort,
  selected,
  empty,
}: {
  /** Read by screen readers as the table's name. */
  caption: string
  columns: readonly TableColumn<Row>[]
  rows: readonly Row[]
  rowKey(row: Row): string
  sort?: Sort | undefined
  onSort?(sort: Sort): void
  selected?: string | undefined
  empty?: ReactNode
}) {
  const head = (column: TableColumn<Row>) => {
    const { key, head: words, sortable } = column
    const now = sort?.by === key ? sort : undefined
    const order = now ? (now.down ? 'descending' : 'ascending') : undefined
    return (
      <th key={key} scope="col" className={classOf({ ...column, nowrap: false })} aria-sort={order}>
        {sortable && onSort ? (
          <button
            type="button"
            className="table-sort"
            data-idle={now ? undefined : ''}
            onClick={() => onSort({ by: key, down: now ? !now.down : false })}
          >
            {words}
            <span aria-hidden="true">{now ? (now.down ? '↓' : '↑') : '↕'}</span>
          </button>
        ) : (
          words
        )}
      </th>
    )
  }
  if (rows.length === 0 && empty) return <div className="table-wrap">{empty}</div>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a table wider than the window is scrolled by keyboard too.
    <section className="table-wrap" aria-label={caption} tabIndex={0}>
      <table className="table">
        <caption className="sr">{caption}</caption>
        <thead>
          <tr>{columns.map(head)}</tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} data-selected={rowKey(row) === selected ? '' : undefined}>
              {columns.map((column) => (
                <td key={column.key} className={classOf(column)}>
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const classOf = ({
  number,
  nowrap,
  wide,
}: Pick<TableColumn<unknown>, 'number' | 'nowrap' | 'wide'>): string | undefined =>
  [number && 'num', nowrap && 'nowrap', wide && 'wide-only'].filter(Boolean).join(' ') || undefined

export function Pagination({
  page,
  size,
  total,
  onPage,
}: {
  /** From 1. */
  page: number
  size: number
  total: number
  onPage(page: number): void
}) {
  const last = Math.max(1, Math.ceil(total / size))
  if (total === 0) return null
  const from = (page - 1) * size + 1
  return (
    <nav className="pages" aria-label="分页">
      <span>
        第 {from}–{Math.min(total, page * size)} 条，共 {total} 条
      </span>
      {last > 1 && (
        <span className="pages-buttons">
          <Button look="plain" small icon="left" disabled={page <= 1} onClick={() => onPage(page - 1)}>
            上一页
          </Button>
          <Button look="plain" small disabled={page >= last} onClick={() => onPage(page + 1)}>
            下一页
          </Button>
        </span>
      )}
    </nav>
  )
}
