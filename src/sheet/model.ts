// What a sheet needs to know of the world. It knows nothing of forms, filings or storage.
import { type Names, parseCell, type Reading, showCell } from '../domain/cells.ts'
import type { Cell, Row } from '../domain/filing.ts'
import type { Chosen } from '../domain/headings.ts'
import type { Column, Option } from '../domain/questionnaire.ts'
import type { Severity } from '../domain/remark.ts'

export interface SheetColumn {
  readonly column: Column
  /** The code list; for `rows` and `files`, id and name of what a cell may point at. */
  options(): readonly Option[]
}

export interface SheetRemark {
  readonly row: string
  readonly column: string
  readonly severity: Severity
  readonly says: string
  readonly fix?: string
  /** What it is called; else what its severity is. */
  readonly as?: string
}

export interface CellChange {
  readonly row: string
  readonly column: string
  readonly value: Cell
}

/** All of it is one step of undo. `set` does not speak of rows that `insert` brings. */
export interface SheetChange {
  readonly set?: readonly CellChange[]
  readonly insert?: { readonly at: number; readonly rows: readonly Row[] }
  readonly remove?: readonly string[]
}

export interface SheetModel {
  /** Column widths and hidden columns are remembered under it while the page lives. */
  readonly id: string
  readonly title: string
  /** “系统”, “网站”: what one row is. */
  readonly rowName: string
  readonly nameColumn: string
  readonly columns: readonly SheetColumn[]
  readonly groups: readonly { readonly id: string; readonly title: string }[]
  readonly maxRows: number
  readonly readOnly: boolean
  /** A new array whenever a row or cell changed, the same array otherwise. */
  rows(): readonly Row[]
  /** A new array whenever a remark changed, the same array otherwise. */
  remarks(): readonly SheetRemark[]
  /** Not asked of this row: drawn hatched and not typed into. */
  isHidden?(row: string, column: string): boolean
  apply(change: SheetChange, what: string): void
  undo(): void
  redo(): void
  readonly canUndo: boolean
  readonly canRedo: boolean
  newRow(): Row
  /** Opens the files of one cell; without it such cells cannot be changed here. */
  openFiles?(row: string, column: string): void
  /** Told of a text that was left in its cell and could not be taken. */
  onLost?(words: string): void
  /** Told whenever the reader stands on another cell, also where nothing can be changed. */
  onStand?(row: string, column: string): void
  subscribe(listener: () => void): () => void
}

/** What a paste or an import did, and what it could not take. */
export interface SheetReport {
  readonly title: string
  readonly rows: number
  readonly cells: number
  readonly rejected: readonly Rejected[]
  /** Headings that name no column of this table. */
  readonly unknownColumns: readonly string[]
  /** Where lines found their rows by name. */
  readonly known?: { readonly updated: number; readonly added: number }
  /** Does it again, with what somebody said unknown headings mean. */
  readonly again?: Again
}

export interface Again {
  /** Columns that no heading named. */
  readonly columns: readonly Column[]
  readonly run: (chosen: Chosen) => SheetReport
}

export interface Rejected {
  /** “第 3 行”, “C7” */
  readonly place: string
  readonly column: string
  readonly text: string
  readonly why: string
  /** The row that the text was meant for, when it is there. */
  readonly row?: string
  readonly columnId?: string
  /** What it may have meant; taken only when somebody says so. */
  readonly nearly?: Cell
}

/** What one chooses from for yes and no. */
export const yesNo: readonly Option[] = [
  { code: 'yes', label: '是' },
  { code: 'no', label: '否' },
]

const namesFrom = (options: readonly Option[]): Names => ({
  nameOf: (id) => options.find(({ code }) => code === id)?.label,
  idOf: (name) => options.find(({ label }) => label === name)?.code,
})

/** Asked once for many cells: the options are looked up only once. */
export function readerOf({ column, options }: SheetColumn): (text: string) => Reading {
  const choices = options()
  const names = namesFrom(choices)
  return (text) => parseCell(column, text, choices, names)
}

export function writerOf({ column, options }: SheetColumn): (cell: Cell | undefined) => string {
  const choices = options()
  const names = namesFrom(choices)
  return (cell) => showCell(column, cell, choices, names)
}

/** As it stands in one line of the grid. */
export const inOneLine = (text: string, { column }: SheetColumn): string =>
  text.includes('\n') ? text.replace(/\n+/g, column.type === 'list' ? '；' : ' ') : text
