// What a pasted table would change, worked out before anything is changed.
import type { Row } from '../domain/filing.ts'
import { isHeadings, readHeadings } from '../domain/headings.ts'
import type { CellChange, Rejected, SheetChange, SheetColumn, SheetModel, SheetReport } from './model.ts'
import { readerOf } from './model.ts'

export interface PastePlan {
  readonly change: SheetChange
  readonly report: SheetReport
  /** Lines and columns it covers, from where it began. */
  readonly height: number
  readonly width: number
  /** The pasted table named its columns. */
  readonly named: boolean
}

export interface PasteGround {
  readonly model: Pick<SheetModel, 'columns' | 'groups' | 'maxRows' | 'newRow' | 'rowName'>
  /** The rows from the one pasted on downwards. */
  readonly rows: readonly Row[]
  /** The columns from the one pasted on to the right. */
  readonly columns: readonly SheetColumn[]
  /** Rows there are in all. */
  readonly count: number
  readonly canGrow: boolean
  /** Number of a pasted row, as people count. */
  numberOf(line: number): number
}

export function planPaste(cells: readonly (readonly string[])[], ground: PasteGround): PastePlan {
  const { model } = ground
  const named = isHeadings(
    cells[0] ?? [],
    model.columns.map(({ column }) => column),
  )
  const headings = named
    ? readHeadings(
        cells[0]!,
        model.columns.map(({ column }) => column),
        model.groups,
      )
    : undefined
  const lines = named ? cells.slice(1) : cells
  const width = lines.reduce((widest, { length }) => Math.max(widest, length), 0)
  const targets: (SheetColumn | undefined)[] = Array.from({ length: width }, (_, i) =>
    headings ? model.columns.find(({ column }) => column === headings.columns[i]) : ground.columns[i],
  )
  const readers = targets.map((target) => target && readerOf(target))
  const rejected: Rejected[] = []
  const set: CellChange[] = []
  const grown: Row[] = []
  const room = ground.canGrow ? Math.max(0, model.maxRows - ground.count) : 0
  let taken = 0
  let rows = 0

  lines.forEach((line, i) => {
    const row = ground.rows[i]
    const place = `第 ${ground.numberOf(i)} 行`
    const empty = line.every((text) => text.trim() === '')
    if (!row && empty) return
    if (!row && grown.length >= room) {
      const why = ground.canGrow
        ? `本表最多 ${model.maxRows} 行，这一行放不下`
        : '正在只看有问题的行，不能在末尾新增；请先显示全部行再粘贴'
      rejected.push({ place, column: '整行', text: line.join('\t'), why })
      return
    }
    rows++
    const fresh = row ? undefined : { ...model.newRow() }
    const values: Record<string, Row['cells'][string]> = { ...fresh?.cells }
    line.forEach((text, j) => {
      const target = targets[j]
      const reader = readers[j]
      if (!target || !reader) {
        if (!named && text.trim() !== '') {
          rejected.push({
            place,
            column: `右侧第 ${j - ground.columns.length + 1} 列`,
            text,
            why: '超出了最后一列',
          })
        }
        return
      }
      const { column } = target
      const reading = column.type === 'files' ? { why: '附件不能粘贴，请打开该格上传' } : reader(text)
      if ('why' in reading) {
        if (text.trim() === '') return
        const id = row?.id ?? fresh?.id
        rejected.push({
          place,
          column: column.label,
          text,
          why: reading.why,
          columnId: column.id,
          ...(id && { row: id }),
        })
        return
      }
      taken++
      if (!row) {
        if (reading.value !== null) values[column.id] = reading.value
      } else if (!same(row.cells[column.id], reading.value)) {
        set.push({ row: row.id, column: column.id, value: reading.value })
      }
    })
    if (fresh) grown.push({ id: fresh.id, cells: values })
  })

  const change: SheetChange = { set, ...(grown.length > 0 && { insert: { at: ground.count, rows: grown } }) }
  const report: SheetReport = {
    title: '粘贴',
    rows,
    cells: taken,
    rejected,
    unknownColumns: headings?.unknown ?? [],
  }
  return { change, report, height: lines.length, width: Math.min(width, ground.columns.length), named }
}

const same = (one: unknown, other: unknown): boolean =>
  one === other || (one ?? null) === other || JSON.stringify(one ?? null) === JSON.stringify(other)
