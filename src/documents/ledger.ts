// Plain lists as Excel and CSV, out and in: units, progress, totals. Inventories have their own, richer workbook.
import { unzipSync } from 'fflate'
import { readSheet } from 'read-excel-file/universal'
import writeExcel from 'write-excel-file/universal'
import { Problem } from '../domain/problem.ts'

type Value = string | number | null

export interface Ledger {
  readonly title: string
  readonly head: readonly string[]
  readonly rows: readonly (readonly Value[])[]
}

export async function writeLedger({ title, head, rows }: Ledger): Promise<Uint8Array> {
  const data = [
    head.map((value) => ({ value, fontWeight: 'bold' as const, backgroundColor: '#e8eef6', wrap: true })),
    // As text or number, never as formula: a name beginning with “=” stays a name.
    ...rows.map((row) =>
      row.map((value) =>
        value === null ? null : { value, type: typeof value === 'number' ? Number : String },
      ),
    ),
  ]
  const columns = head.map((words, at) => ({
    width: widthOf([words, ...rows.slice(0, 200).map((row) => row[at] ?? null)]),
  }))
  const blob = await writeExcel(data as never, {
    sheet: title.slice(0, 31),
    columns,
    stickyRowsCount: 1,
  }).toBlob()
  return new Uint8Array(await blob.arrayBuffer())
}

/** Chinese characters take two of what Excel counts as one. */
const widthOf = (values: readonly Value[]): number =>
  Math.min(
    40,
    Math.max(
      8,
      ...values.map((value) =>
        [...String(value ?? '')].reduce((width, char) => width + (char > '\u2e80' ? 2 : 1), 2),
      ),
    ),
  )

/** With a byte order mark, without which Excel misreads Chinese. */
export function writeCsv({ head, rows }: Ledger): Uint8Array {
  const lines = [head, ...rows].map((row) => row.map(csvCell).join(','))
  return new TextEncoder().encode(`\ufeff${lines.join('\r\n')}\r\n`)
}

function csvCell(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  // Excel runs what looks like a formula, even out of a CSV.
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const mostUnzipped = 100 * 1024 * 1024
const mostRows = 20_000

/** The first sheet as trimmed texts, row by row. */
export async function readLedger(bytes: Uint8Array<ArrayBuffer>): Promise<string[][]> {
  refuseBomb(bytes)
  let rows: unknown[][]
  try {
    rows = (await readSheet(new Blob([bytes]), 1)) as unknown[][]
  } catch {
    throw unreadable()
  }
  if (rows.length > mostRows) throw tooManyRows(rows.length)
  return rows.map((row) => row.map(textOf))
}

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  return (value instanceof Date ? value.toISOString().slice(0, 10) : String(value)).trim().normalize('NFKC')
}

function refuseBomb(bytes: Uint8Array): void {
  let unzipped = 0
  try {
    unzipSync(bytes, {
      filter({ originalSize }) {
        unzipped += originalSize
        return false
      },
    })
  } catch {
    throw unreadable()
  }
  if (unzipped > mostUnzipped) throw tooLarge()
}

/** `C7`, as Excel names it. */
export function cellName(column: number, row: number): string {
  let letters = ''
  for (let left = column + 1; left > 0; left = Math.floor((left - 1) / 26))
    letters = String.fromCharCode(65 + ((left - 1) % 26)) + letters
  return `${letters}${row + 1}`
}

const unreadable = () =>
  new Problem('invalid', 'ledger.unreadable', '文件打不开：请用 Excel 或 WPS 另存为 .xlsx 格式后再导入')
const tooLarge = () =>
  new Problem('limited', 'ledger.too-large', '表格解压后过大，请删去无关的工作表和图片后再导入')
const tooManyRows = (rows: number) =>
  new Problem(
    'limited',
    'ledger.too-many-rows',
    `表格有 ${rows} 行，一次最多导入 ${mostRows} 行，请分批导入`,
    { rows },
  )
