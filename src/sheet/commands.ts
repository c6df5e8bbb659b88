// Deeds that change the rows, from wherever they are called: keys, tool bar, menu, clipboard.
import { type Cell, isBlank, type Row } from '../domain/filing.ts'
import type { Chosen } from '../domain/headings.ts'
import { parseTsv } from './clipboard.ts'
import type { CellChange, SheetReport } from './model.ts'
import { readerOf, writerOf } from './model.ts'
import { planPaste } from './paste.ts'
import type { Range, SheetState, Spot } from './state.ts'

/** Puts a value in one cell; on the empty last line it begins a new row. */
export function putCell(state: SheetState, spot: Spot, value: Cell): void {
  const column = state.columns.shown[spot.column]
  if (!column) return
  const row = state.rows[spot.line]
  if (row) {
    if (sameCell(row.cells[column.id], value)) return
    state.apply({ set: [{ row: row.id, column: column.id, value }] }, `填写“${column.column.label}”`)
  } else if (!isBlank(value) && state.canGrow) {
    const fresh = state.model.newRow()
    const rows = [{ ...fresh, cells: { ...fresh.cells, [column.id]: value } }]
    state.apply({ insert: { at: state.all.length, rows } }, `新增${state.model.rowName}`)
  }
}

const sameCell = (one: Cell | undefined, other: Cell): boolean =>
  (isBlank(one) && isBlank(other)) || JSON.stringify(one) === JSON.stringify(other)

/** Puts one value in every selected cell. */
export function putEverywhere(state: SheetState, value: Cell): void {
  change(state, () => value, '填入选中的格')
}

export function clearCells(state: SheetState): void {
  change(state, () => null, '清除内容')
}

function change(state: SheetState, decide: (row: Row, column: string) => Cell, what: string): void {
  const set: CellChange[] = []
  for (const row of state.selectedRows) {
    for (const { id, column } of state.selectedColumns) {
      if (state.isHidden(row.id, id) || column.type === 'files') continue
      const value = decide(row, id)
      if (!sameCell(row.cells[id], value)) set.push({ row: row.id, column: id, value })
    }
  }
  state.apply({ set }, what)
}

export function toggleYesNo(state: SheetState): void {
  const { row, column } = state
  if (column?.column.type !== 'yesNo' || (row && state.isHidden(row.id, column.id))) return
  putCell(state, state.anchor, row?.cells[column.id] !== true)
}

/** The first selected row into the others; a single row takes from the one above. */
export function fillDown(state: SheetState): void {
  const { range } = state
  const from = range.bottom > range.top ? range.top : range.top - 1
  const source = state.rows[from]
  if (!source) return
  change(state, (_row, column) => source.cells[column] ?? null, '向下填充')
}

/** Repeats the selected cells over a larger range that begins or ends with them. */
export function fillOver(state: SheetState, target: Range): void {
  const { range } = state
  const height = range.bottom - range.top + 1
  const width = range.right - range.left + 1
  const set: CellChange[] = []
  for (let line = target.top; line <= target.bottom; line++) {
    for (let at = target.left; at <= target.right; at++) {
      const row = state.rows[line]
      const column = state.columns.shown[at]
      const wrap = (offset: number, size: number) => ((offset % size) + size) % size
      const source = state.rows[range.top + wrap(line - range.top, height)]
      const from = state.columns.shown[range.left + wrap(at - range.left, width)]
      if (!row || !column || !source || !from || state.isHidden(row.id, column.id)) continue
      const value = source.cells[from.id] ?? null
      // Across columns a value may mean nothing: “3” is a level here and a number there.
      const reading = from.id === column.id ? { value } : readerOf(column)(writerOf(from)(value))
      if ('value' in reading && !sameCell(row.cells[column.id], reading.value)) {
        set.push({ row: row.id, column: column.id, value: reading.value })
      }
    }
  }
  state.apply({ set }, '拖动填充')
  state.select(target)
}

export function insertRows(state: SheetState, where: 'above' | 'below'): void {
  const { model, range } = state
  const count = Math.max(1, state.selectedRows.length)
  const room = model.maxRows - state.all.length
  if (room < 1 || model.readOnly) return
  const line = where === 'above' ? range.top : Math.min(range.bottom, state.rows.length - 1)
  const at = state.rows.length === 0 ? state.all.length : state.positionOf(line) + (where === 'above' ? 0 : 1)
  const rows = Array.from({ length: Math.min(count, room) }, () => model.newRow())
  if (state.filtered) state.showOnlyProblems(false)
  state.apply({ insert: { at, rows } }, `插入 ${rows.length} 行`)
  state.moveTo({ line: at, column: state.anchor.column })
}

export function duplicateRows(state: SheetState): void {
  const { model } = state
  const copied = state.selectedRows.slice(0, model.maxRows - state.all.length)
  const last = copied[copied.length - 1]
  if (!last || model.readOnly) return
  const at = state.positionOf(state.range.top + copied.length - 1) + 1
  // Attachments belong to the row that they prove.
  const files = new Set(
    model.columns.filter(({ column }) => column.type === 'files').map(({ column }) => column.id),
  )
  const rows = copied.map(({ cells }) => ({
    id: model.newRow().id,
    cells: Object.fromEntries(Object.entries(cells).filter(([column]) => !files.has(column))),
  }))
  if (state.filtered) state.showOnlyProblems(false)
  state.apply({ insert: { at, rows } }, `复制 ${rows.length} 行`)
  state.select({ ...state.range, top: at, bottom: at + rows.length - 1 })
}

export function deleteRows(state: SheetState): number {
  const ids = state.selectedRows.map(({ id }) => id)
  const { top } = state.range
  state.apply({ remove: ids }, `删除 ${ids.length} 行`)
  state.moveTo({ line: top, column: state.anchor.column })
  return ids.length
}

export function selectedTexts(state: SheetState): string[][] {
  const writers = state.selectedColumns.map(writerOf)
  const columns = state.selectedColumns
  return state.selectedRows.map((row) => columns.map(({ id }, i) => writers[i]!(row.cells[id])))
}

export function pasteText(state: SheetState, text: string, chosen?: Chosen): SheetReport {
  const cells = parseTsv(text)
  const { range, model } = state
  const only = cells.length === 1 && cells[0]?.length === 1 ? cells[0][0] : undefined
  const several = range.top !== range.bottom || range.left !== range.right
  // One copied cell fills whatever is selected.
  const table =
    only !== undefined && several
      ? Array.from({ length: range.bottom - range.top + 1 }, () =>
          Array<string>(range.right - range.left + 1).fill(only),
        )
      : cells
  const places = new Map(state.all.map(({ id }, at) => [id, at + 1]))
  const plan = planPaste(
    table,
    {
      model,
      rows: state.rows.slice(range.top),
      columns: state.columns.shown.slice(range.left),
      all: state.all,
      canGrow: state.canGrow,
      next: state.all.length + 1,
      numberOf: ({ id }) => places.get(id) ?? 0,
    },
    chosen,
  )
  const before = state.all
  state.apply(plan.change, `粘贴 ${plan.report.rows} 行`)
  const { named, report } = plan
  if (!named) {
    const bottom = Math.max(range.top, Math.min(range.top + plan.height, state.rows.length) - 1)
    const right = range.left + Math.max(1, plan.width) - 1
    state.select({ top: range.top, left: range.left, bottom, right })
    return report
  }
  const row = plan.change.set?.[0]?.row ?? plan.change.insert?.rows[0]?.id
  const line = state.rows.findIndex(({ id }) => id === row)
  if (line >= 0) state.moveTo({ line, column: range.left })
  if (report.unknownColumns.length === 0) return report
  const changed = state.all !== before
  const columns = model.columns
    .map(({ column }) => column)
    .filter(({ id, type }) => !named.has(id) && type !== 'files')
  const run = (meant: Chosen) => {
    if (changed) model.undo()
    state.select(range)
    return pasteText(state, text, new Map([...(chosen ?? []), ...meant]))
  }
  return { ...report, again: { columns, run } }
}
