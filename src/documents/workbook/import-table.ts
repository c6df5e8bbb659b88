import { type Names, parseCell, type Reading } from '../../domain/cells.ts'
import type { Cell, Row } from '../../domain/filing.ts'
import { type Chosen, type Found, findHeadings, kindOf } from '../../domain/headings.ts'
import { Problem } from '../../domain/problem.ts'
import type { Column, Questionnaire, Table } from '../../domain/questionnaire.ts'
import { inFigures } from '../../domain/spelling.ts'
import { addressOf, dayOfSerial } from './address.ts'
import { type ReadLine, type ReadWorkbook, readWorkbook, type Value } from './reader.ts'
import {
  guidanceSheet,
  idHeading,
  isLink,
  type Links,
  linkHeading,
  optionsOf,
  restore,
  sheetNames,
} from './sheet-layout.ts'

// Headings stand near the top; below that it is data.
const mostAbove = 12

export interface ImportedTable {
  readonly rows: readonly Row[]
  readonly rejected: readonly RejectedCell[]
  readonly unknownColumns: readonly string[]
  /** Ids of the columns that the file has; an absent cell in one of them was left empty. */
  readonly columns: readonly string[]
  /** Columns of the table that the file does not have; what the rows held there is not in `rows`. */
  readonly missingColumns: readonly string[]
  /** Name of the work sheet that was read. */
  readonly sheet: string
  /** The rows carry the ids of our own export. */
  readonly own: boolean
  /** Sums and signatures below the data, which are no rows. */
  readonly passedOver: number
}

export interface RejectedCell {
  /** `C7` */
  readonly cell: string
  readonly column: string
  readonly text: string
  readonly why: string
  readonly row: string
  readonly columnId: string
  /** What it may have meant; taken only when somebody says so. */
  readonly nearly?: Cell
}

export interface ImportOptions {
  /** Ids for rows that have none; random ones unless given. */
  readonly newId?: () => string
  /** What cells of type `rows` and `files` may point at. */
  readonly namesOf?: (column: Column) => Names | undefined
  /** What headings mean that name no column. */
  readonly chosen?: Chosen
}

/** Reads one inventory: our own export, or any sheet whose headings name its columns. */
export async function importTable(
  bytes: Uint8Array,
  tableId: string,
  questionnaire: Questionnaire,
  { newId = randomId, namesOf, chosen }: ImportOptions = {},
): Promise<ImportedTable> {
  const table = questionnaire.tables.find(({ id }) => id === tableId)
  if (!table) throw new Problem('missing', 'workbook.unknown-table', `没有编号为“${tableId}”的清单`)
  const workbook = readWorkbook(bytes)
  const { sheet, lines, headings } = findSheet(workbook, table, chosen)
  const texts = headingTexts(lines[headings.line])
  const data = lines.slice(headings.line + 1)
  const idAt = texts.indexOf(idHeading)
  const linkAt = texts.indexOf(linkHeading)
  // A row of nothing but its hidden id was emptied on purpose.
  const inhabited = data.filter(({ cells }) => [...cells.keys()].some((at) => at !== idAt && at !== linkAt))
  // Nor do sums and signatures below a foreign ledger make rows. In our own, everything was meant.
  const filled = inhabited.filter((line) => idAt >= 0 || kindOf(headingTexts(line)) === 'data')
  if (filled.length > table.maxRows) throw tooManyRows(filled.length, table.maxRows)
  const readers = headings.columns.map(
    (column) => column && valueReader(column, questionnaire, workbook, namesOf?.(column)),
  )
  const taken = new Set<string>()
  const rejected: RejectedCell[] = []
  const rows = filled.map((line): Row => {
    const marked = plainText(line.cells.get(idAt))
    const id = /^[\w-]{1,64}$/.test(marked) && !taken.has(marked) ? marked : newId()
    taken.add(id)
    const links = linksIn(plainText(line.cells.get(linkAt)))
    const cells: Record<string, Cell> = {}
    headings.columns.forEach((column, at) => {
      const value = line.cells.get(at)
      if (!column || !value) return
      const link = links[column.id]
      const reading =
        link && isLink(column) && plainText(value) === link.text ? { value: link.ids } : readers[at]!(value)
      if ('why' in reading) {
        const place = { cell: addressOf(line.row, at), column: column.label, row: id, columnId: column.id }
        rejected.push({ ...place, text: plainText(value), ...reading })
      } else if (reading.value !== null) cells[column.id] = reading.value
    })
    return { id, cells }
  })
  const missing = table.columns.filter((column) => !headings.columns.includes(column))
  return {
    rows,
    rejected,
    unknownColumns: headings.unknown,
    columns: headings.columns.flatMap((column) => column?.id ?? []),
    missingColumns: missing.map(({ label }) => label),
    sheet: sheet.name,
    own: idAt >= 0,
    passedOver: inhabited.length - filled.length,
  }
}

/** A line as texts, with nothing where it is empty. */
function headingTexts(line: ReadLine | undefined): string[] {
  const width = Math.max(-1, ...(line?.cells.keys() ?? [])) + 1
  return Array.from({ length: width }, (_, at) => plainText(line?.cells.get(at)))
}

function findSheet(workbook: ReadWorkbook, table: Table, chosen: Chosen | undefined) {
  const { title, columns, groups } = table
  const wanted = { columns, ...(groups && { groups }), ...(chosen && { chosen }) }
  const [name] = sheetNames([table])
  const named = workbook.sheets.filter((sheet) => sheet.name === name || sheet.name === title)
  const others = workbook.sheets.filter((sheet) => !named.includes(sheet) && sheet.name !== guidanceSheet)
  const own = new Set([idHeading, linkHeading])
  for (const sheet of [...named, ...others]) {
    const lines: ReadLine[] = sheet.lines()
    const texts = lines.slice(0, mostAbove).map(headingTexts)
    const headings: Found | undefined = findHeadings(
      texts.map((line) => line.map((text) => (own.has(text) ? '' : text))),
      wanted,
    )
    if (headings) return { sheet, lines, headings }
  }
  throw new Problem(
    'invalid',
    'workbook.no-headings',
    `文件中没有找到“${title}”的表头，请使用系统导出的 Excel 填写，或让第一行的列名与清单一致`,
    { title, sheets: workbook.sheets.map((sheet) => sheet.name) },
  )
}

function valueReader(
  column: Column,
  questionnaire: Questionnaire,
  { from1904 }: ReadWorkbook,
  names: Names | undefined,
): (value: Value) => Reading {
  const options = optionsOf(questionnaire, column)
  const known = isLink(column) && !names ? { nameOf: () => undefined, idOf: () => undefined } : names
  const read = (text: string): Reading => parseCell(column, text, options, known)
  return (value) => {
    if ('fault' in value) return { why: `单元格是错误值 ${value.fault}，请改正公式或直接填写` }
    if ('flag' in value) return read(value.flag ? '是' : '否')
    if ('text' in value) return read(restore(value.text))
    if (column.type === 'date' || value.as === 'day') {
      const day = dayOfSerial(value.number, from1904)
      // A number like 20190610 in a column of days is a day written as one.
      return read(day ?? String(value.number))
    }
    const number =
      value.as === 'percent' && column.unit === '%'
        ? Number((value.number * 100).toPrecision(12))
        : value.number
    const exact = column.type === 'integer' || column.type === 'decimal'
    if (!exact && Number.isInteger(number) && Math.abs(number) >= 1e15) {
      return { why: 'Excel 只保留前 15 位数字，后几位已变成 0；请将该列设为“文本”格式后重新填写' }
    }
    return read(inFigures(number))
  }
}

function plainText(value: Value | undefined): string {
  if (!value) return ''
  if ('text' in value) return value.text.trim()
  if ('number' in value) return (value.as === 'day' && dayOfSerial(value.number)) || String(value.number)
  return 'flag' in value ? (value.flag ? '是' : '否') : value.fault
}

/** Somebody may have written anything there. */
function linksIn(text: string): Links {
  if (!text.startsWith('{')) return {}
  try {
    const links = JSON.parse(text) as Record<string, { text?: unknown; ids?: unknown }>
    const sound = Object.entries(links).filter(
      ([, link]) =>
        typeof link?.text === 'string' &&
        Array.isArray(link.ids) &&
        link.ids.every((id) => typeof id === 'string'),
    )
    return Object.fromEntries(sound) as Links
  } catch {
    return {}
  }
}

const randomId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(9))
  return [...bytes].map((byte) => byte.toString(36).padStart(2, '0')).join('')
}

const tooManyRows = (rows: number, maxRows: number) =>
  new Problem(
    'limited',
    'workbook.too-many-rows',
    `文件中有 ${rows} 行，本清单最多 ${maxRows} 行，请删减或分批报送`,
    {
      rows,
      maxRows,
    },
  )
