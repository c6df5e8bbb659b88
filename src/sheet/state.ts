// What the sheet is showing and where its reader stands. No DOM.
import type { Row } from '../domain/filing.ts'
import { Columns, type ShownColumn } from './columns.ts'
import type { SheetChange, SheetModel, SheetRemark } from './model.ts'
import { Problems } from './problems.ts'

/** A line and a column as they are seen, counted from 0. */
export interface Spot {
  readonly line: number
  readonly column: number
}

export interface Range {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export class SheetState {
  readonly model: SheetModel
  readonly columns: Columns
  /** Where one types. */
  anchor: Spot = { line: 0, column: 0 }
  /** The other corner of what is selected. */
  head: Spot = { line: 0, column: 0 }
  /** The rows being seen. */
  rows: readonly Row[] = []
  problems: Problems
  #all: readonly Row[] = []
  #remarks: readonly SheetRemark[] = []
  #positions = new Map<string, number>()
  // Rows stay in sight while they are being mended, so the filter remembers whom it let in.
  #only: Set<string> | null = null
  #stood = ''
  readonly #listeners = new Set<() => void>()

  constructor(model: SheetModel) {
    this.model = model
    this.columns = new Columns(model)
    this.problems = new Problems([], [], [])
    this.refresh()
  }

  /** Tells everybody who draws. */
  changed(): void {
    for (const listener of this.#listeners) listener()
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }

  /** Takes over what the model now says. */
  refresh(): void {
    const rows = this.model.rows()
    const remarks = this.model.remarks()
    if (rows !== this.#all) this.#positions = new Map(rows.map(({ id }, i) => [id, i]))
    if (rows !== this.#all || remarks !== this.#remarks) {
      this.problems = new Problems(remarks, rows, this.model.columns)
    }
    this.#all = rows
    this.#remarks = remarks
    this.#sift()
  }

  /** All rows, seen or not. */
  get all(): readonly Row[] {
    return this.#all
  }

  get filtered(): boolean {
    return this.#only !== null
  }

  showOnlyProblems(only: boolean): void {
    const standing = this.rows[this.anchor.line]?.id
    this.#only = only ? new Set(this.problems.list.map(({ row }) => row)) : null
    this.#sift()
    const line = this.rows.findIndex(({ id }) => id === standing)
    this.moveTo({ line: Math.max(0, line), column: this.anchor.column })
  }

  /** Rows, and an empty line to start the next one where that is possible. */
  get lines(): number {
    return this.rows.length + (this.canGrow ? 1 : 0)
  }

  get canGrow(): boolean {
    return !this.model.readOnly && !this.filtered && this.#all.length < this.model.maxRows
  }

  /** Position among all rows; for the empty line, where it would come to stand. */
  positionOf(line: number): number {
    const row = this.rows[line]
    return row ? (this.#positions.get(row.id) ?? line) : this.#all.length
  }

  /** As people count, whatever is hidden by the filter. */
  numberOf(line: number): number {
    return this.positionOf(line) + 1
  }

  get row(): Row | undefined {
    return this.rows[this.anchor.line]
  }

  get column(): ShownColumn | undefined {
    return this.columns.shown[this.anchor.column]
  }

  get range(): Range {
    const { anchor, head } = this
    return {
      top: Math.min(anchor.line, head.line),
      bottom: Math.max(anchor.line, head.line),
      left: Math.min(anchor.column, head.column),
      right: Math.max(anchor.column, head.column),
    }
  }

  get selectedRows(): readonly Row[] {
    return this.rows.slice(this.range.top, this.range.bottom + 1)
  }

  get selectedColumns(): readonly ShownColumn[] {
    return this.columns.shown.slice(this.range.left, this.range.right + 1)
  }

  moveTo(spot: Spot, extend = false): void {
    this.head = this.#within(spot)
    if (!extend) this.anchor = this.head
    this.changed()
  }

  select(range: Range): void {
    this.anchor = this.#within({ line: range.top, column: range.left })
    this.head = this.#within({ line: range.bottom, column: range.right })
    this.changed()
  }

  /** Tells the model which cell is stood on, once for each. */
  stand(column = this.column?.id): void {
    const row = this.row?.id
    if (row === undefined || column === undefined || `${row}/${column}` === this.#stood) return
    this.#stood = `${row}/${column}`
    this.model.onStand?.(row, column)
  }

  isHidden(row: string, column: string): boolean {
    return this.model.isHidden?.(row, column) ?? false
  }

  apply(change: SheetChange, what: string): void {
    if (this.model.readOnly) return
    if (!change.set?.length && !change.insert?.rows.length && !change.remove?.length) return
    this.model.apply(change, what)
  }

  /** Makes the cell visible to whoever wants to stand on it; false when its row is gone. */
  reveal(row: string, column: string): boolean {
    const at = this.columns.reveal(column)
    if (at < 0) return false
    let line = this.rows.findIndex(({ id }) => id === row)
    if (line < 0 && this.filtered) {
      this.#only = null
      this.#sift()
      line = this.rows.findIndex(({ id }) => id === row)
    }
    if (line < 0) return false
    this.moveTo({ line, column: at })
    return true
  }

  /** The next cell with a problem after, or before, the one stood on; around the end. */
  nextProblem(backwards: boolean): SheetRemark | undefined {
    const { list } = this.problems
    const order = new Map(this.model.columns.map(({ column }, i) => [column.id, i]))
    const place = (row: string, column: string): number =>
      (this.#positions.get(row) ?? 0) * (order.size + 1) + (order.get(column) ?? 0)
    const here = this.row ? place(this.row.id, this.column?.id ?? '') : -1
    if (backwards) {
      for (let i = list.length - 1; i >= 0; i--)
        if (place(list[i]!.row, list[i]!.column) < here) return list[i]
      return list[list.length - 1]
    }
    return list.find(({ row, column }) => place(row, column) > here) ?? list[0]
  }

  #sift(): void {
    const only = this.#only
    this.rows = only ? this.#all.filter(({ id }) => only.has(id)) : this.#all
    this.anchor = this.#within(this.anchor)
    this.head = this.#within(this.head)
  }

  #within({ line, column }: Spot): Spot {
    return {
      line: Math.max(0, Math.min(line, this.lines - 1)),
      column: Math.max(0, Math.min(column, this.columns.shown.length - 1)),
    }
  }
}
