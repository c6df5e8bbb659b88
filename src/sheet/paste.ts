// What a pasted table would change, worked out before anything is changed.
import type { Row } from '../domain/filing.ts'
import { type Chosen, findHeadings, kindOf, readHeadings } from '../domain/headings.ts'
import { namesakes } from '../domain/namesakes.ts'
import type { CellChange, Rejected, SheetChange, SheetColumn, SheetModel, SheetReport } from './model.ts'
import { readerOf } from './model.ts'

export interface PastePlan {
  readonly change: SheetChange
  readonly report: SheetReport
  /** Lines and columns it covers, from where it began. */
  readonly height: number
  readonly width: number
  /** The columns that the pasted table named; absent where it named none. */
  readonly named?: ReadonlySet<string>
}

export interface PasteGround {
  readonly model: Pick<SheetModel, 'columns' | 'groups' | 'maxRows' | 'newRow' | 'rowName' | 'nameColumn'>
  /** The rows from the one pasted on downwards. */
  readonly rows: readonly Row[]
  /** The columns from the one pasted on to the right. */
  readonly columns: readonly SheetColumn[]
  /** Every row there is. */
  readonly all: readonly Row[]
  readonly canGrow: boolean
  /** Number of the first row that there is not yet, as people count. */
  readonly next: number
  /** Number of a row that there is. */
  numberOf(row: Row): number
}

interface Line {
  readonly texts: readonly string[]
  /** The row it goes into; a new one without. */
  readonly row?: Row | undefined
}

export function planPaste(
  cells: readonly (readonly string[])[],
  ground: PasteGround,
  chosen?: Chosen,
): PastePlan {
  const { model } = ground
  const headings = headingsOf(cells, ground, chosen)
  const below = headings ? cells.slice(headings.line + 1) : cells
  const width = below.reduce((widest, { length }) => Math.max(widest, length), 0)
  const targets: (SheetColumn | undefined)[] = Array.from({ length: width }, (_, i) =>
    headings ? model.columns.find(({ column }) => column === headings.columns[i]) : ground.columns[i],
  )
  const readers = targets.map((target) => target && readerOf(target))
  const rejected: Rejected[] = []
  const set: CellChange[] = []
  const grown: Row[] = []
  const room = ground.canGrow ? Math.max(0, model.maxRows - ground.all.length) : 0
  const lines = headings ? sorted(below, targets, ground, rejected) : inPlace(below, ground)
  let taken = 0
  let rows = 0
  let beyond = 0

  for (const { texts, row } of lines) {
    const place = `第 ${row ? ground.numberOf(row) : ground.next + grown.length + beyond} 行`
    if (!row && texts.every((text) => text.trim() === '')) continue
    if (!row && grown.length >= room) {
      const why = ground.canGrow
        ? `本表最多 ${model.maxRows} 行，这一行放不下`
        : '正在只看有问题的行，不能在末尾新增；请先显示全部行再粘贴'
      rejected.push({ place, column: '整行', text: texts.join('\t'), why })
      beyond++
      continue
    }
    rows++
    const fresh = row ? undefined : { ...model.newRow() }
    const values: Record<string, Row['cells'][string]> = { ...fresh?.cells }
    texts.forEach((text, j) => {
      const target = targets[j]
      const reader = readers[j]
      // A ledger that says nothing of a cell does not mean that it is to be emptied.
      if (headings && text.trim() === '') return
      if (!target || !reader) {
        if (!headings && text.trim() !== '') {
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
          ...('nearly' in reading && { nearly: reading.nearly }),
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
  }

  const change: SheetChange = {
    set,
    ...(grown.length > 0 && { insert: { at: ground.all.length, rows: grown } }),
  }
  const report: SheetReport = {
    title: '粘贴',
    rows,
    cells: taken,
    rejected,
    unknownColumns: headings?.unknown ?? [],
    ...(headings && { known: { updated: rows - grown.length, added: grown.length } }),
  }
  return {
    change,
    report,
    height: lines.length,
    width: Math.min(width, ground.columns.length),
    ...(headings && { named: new Set(headings.columns.flatMap((column) => column?.id ?? [])) }),
  }
}

/** A single column with its own heading on top names it too. */
function headingsOf(cells: readonly (readonly string[])[], ground: PasteGround, chosen?: Chosen) {
  const columns = ground.model.columns.map(({ column }) => column)
  const wanted = { columns, groups: ground.model.groups, ...(chosen && { chosen }) }
  const found = findHeadings(cells, wanted)
  if (found || cells.length < 2) return found
  const [first = []] = cells
  const alone = readHeadings(first, wanted)
  const standsOver = (text: string, at: number) =>
    text.trim() === '' || alone.columns[at] === ground.columns[at]?.column
  return alone.known > 0 && first.every(standsOver) ? { ...alone, line: 0 } : undefined
}

const inPlace = (below: readonly (readonly string[])[], { rows }: PasteGround): Line[] =>
  below.map((texts, i) => ({ texts, row: rows[i] }))

/** Each line to the row of its name, the rest to the end. Without names: from where one stands. */
function sorted(
  below: readonly (readonly string[])[],
  targets: readonly (SheetColumn | undefined)[],
  ground: PasteGround,
  rejected: Rejected[],
): Line[] {
  const { model, all, rows } = ground
  const named = targets.findIndex((target) => target?.column.id === model.nameColumn)
  const rowFor = namesakes(all, model.nameColumn)
  const lines: Line[] = []
  for (const [at, texts] of below.entries()) {
    const kind = kindOf(texts)
    if (kind === 'blank') continue
    if (kind === 'data') {
      lines.push({ texts, row: named < 0 ? rows[lines.length] : rowFor(texts[named] ?? '') })
      continue
    }
    const why = kind === 'totals' ? '合计行不是一条内容，没有收入' : '说明或签名行不是一条内容，没有收入'
    const text = texts.filter((one) => one.trim() !== '').join('　')
    rejected.push({ place: `数据第 ${at + 1} 行`, column: '整行', text, why })
  }
  return lines
}

const same = (one: unknown, other: unknown): boolean =>
  one === other || (one ?? null) === other || JSON.stringify(one ?? null) === JSON.stringify(other)
