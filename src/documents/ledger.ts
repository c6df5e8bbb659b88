// Plain lists as Excel and CSV, out and in: units, progress, totals. Inventories have their own, richer workbook.
import { Problem } from '../domain/problem.ts'
import { addressOf, columnLetters } from './workbook/address.ts'
import { type Value as ReadValue, readWorkbook } from './workbook/reader.ts'
import { neutralise, restore } from './workbook/sheet-layout.ts'
import { heightOf, type WrittenCell, writeWorkbook } from './workbook/writer.ts'

type Value = string | number | null

export interface Ledger {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly Value[])[]
}

export function writeLedger({ title, head, rows }: Ledger): Uint8Array {
  const line = (row: readonly Value[]): WrittenCell[] =>
    row.map((value) =>
      typeof value === 'string'
        ? { value: neutralise(value), look: 'text' }
        : { value, look: value === null ? 'text' : 'number' },
    )
  const widths = head.map((words, at) =>
    widthOf([words, ...rows.slice(0, 200).map((row) => row[at] ?? null)]),
  )
  const lines = [head.map((value): WrittenCell => ({ value, look: 'heading' })), ...rows.map(line)]
  return writeWorkbook([
    {
      name: title,
      columns: widths.map((width) => ({ width })),
      rows: lines,
      heights: Object.fromEntries(lines.map((cells, at) => [at, heightOf(cells, widths)])),
      frozenRows: 1,
      fitsWidth: true,
      filtered: `A1:${columnLetters(head.length - 1)}${rows.length + 1}`,
    },
  ])
}

/** Chinese characters take two of what Excel counts as one. */
const widthOf = (values: readonly Value[]): number => {
  const width = (value: Value) =>
    [...String(value ?? '')].reduce((sum, char) => sum + (char > '\u2e80' ? 2 : 1), 3)
  return Math.min(44, Math.max(9, ...values.map(width)))
}

/** With a byte order mark, without which Excel misreads Chinese. */
export function writeCsv({ head, rows }: Ledger): Uint8Array {
  const lines = [head, ...rows].map((row) => row.map(csvCell).join(','))
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`)
}

function csvCell(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  // Excel runs what looks like a formula, even out of a CSV.
  const safe = neutralise(value)
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}

const mostRows = 20_000
// A cell in Excel's last column would make every line 16384 cells long.
const mostColumns = 100

/** A line as it stands on the sheet: trimmed texts by column, empty where nothing is. */
export interface LedgerLine {
  /** From 0. */
  readonly row: number
  readonly cells: readonly string[]
}

/** The first sheet's lines that hold something. */
export function readLedger(bytes: Uint8Array): LedgerLine[] {
  const lines = readWorkbook(bytes).sheets[0]?.lines() ?? []
  if (lines.length > mostRows) throw tooManyRows(lines.length)
  return lines.map(({ row, cells }) => ({
    row,
    cells: Array.from({ length: Math.min(mostColumns, Math.max(-1, ...cells.keys()) + 1) }, (_, column) =>
      textOf(cells.get(column)),
    ),
  }))
}

function textOf(value: ReadValue | undefined): string {
  if (value === undefined || 'fault' in value) return ''
  if ('flag' in value) return value.flag ? '是' : '否'
  return ('text' in value ? restore(value.text) : String(value.number)).trim()
}

/** `C7`, as Excel names it. */
export const cellName = (column: number, row: number): string => addressOf(row, column)

const tooManyRows = (rows: number) =>
  new Problem(
    'limited',
    'ledger.too-many-rows',
    `表格有 ${rows} 行，一次最多导入 ${mostRows} 行，请分批导入`,
    { rows },
  )
