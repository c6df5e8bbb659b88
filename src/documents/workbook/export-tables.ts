import { type Names, showCell } from '../../domain/cells.ts'
import { cellPath, type Filing, isBlank, type Path, type Row } from '../../domain/filing.ts'
import type { Column, Option, Questionnaire, Table } from '../../domain/questionnaire.ts'
import { addressOf, columnLetters, serialOfDay } from './address.ts'
import { guidance } from './guidance.ts'
import {
  asIds,
  headingOf,
  idHeading,
  isLink,
  type Links,
  linkHeading,
  neutralise,
  optionsOf,
  optionsSheet,
  sheetNames,
} from './sheet-layout.ts'
import type { LookName } from './styles.ts'
import {
  type DropDown,
  heightOf,
  quoteSheet,
  type WrittenCell,
  type WrittenSheet,
  writeWorkbook,
} from './writer.ts'

interface Reader {
  visible(path: Path): boolean
}

/** One sheet for each table, before them how to fill them in. `read` greys out what is not asked. */
export async function exportTables(
  questionnaire: Questionnaire,
  filing: Filing,
  tables: readonly string[],
  read?: Reader,
): Promise<Uint8Array> {
  const chosen = tables.flatMap((id) => questionnaire.tables.find((table) => table.id === id) ?? [])
  const lists = optionLists(questionnaire, chosen)
  const names = sheetNames(chosen)
  const sheets = chosen.map((table, i) =>
    tableSheet(names[i]!, table, { questionnaire, filing, lists: lists.ranges, ...(read && { read }) }),
  )
  return writeWorkbook([guidance(questionnaire, chosen), ...sheets, lists.sheet])
}

interface Ground {
  readonly questionnaire: Questionnaire
  readonly filing: Filing
  readonly read?: Reader
  /** By code list, the range of the sheet that holds its labels. */
  readonly lists: ReadonlyMap<string, string>
}

function tableSheet(name: string, table: Table, ground: Ground): WrittenSheet {
  const { questionnaire, filing, read } = ground
  const columns = [...table.columns].sort((one, other) => Number(other.frozen ?? 0) - Number(one.frozen ?? 0))
  const rows = filing.tables[table.id] ?? []
  const writers = columns.map((column) => cellWriter(questionnaire, filing, column))
  const groups = groupRow(table, columns)
  const start = groups ? 2 : 1
  const heading = (value: string): WrittenCell => ({ value, look: 'heading' })
  const lines = rows.map((row) => {
    const cells = columns.map((column, i) => {
      const cell = writers[i]!(row)
      const asked = read?.visible(cellPath(table.id, row.id, column.id)) ?? true
      return asked ? cell : { ...cell, look: 'off' as const }
    })
    return [
      ...cells,
      { value: row.id, look: 'text' as const },
      { value: linksOf(columns, row, writers), look: 'text' as const },
    ]
  })
  const headings = columns.map((column) => heading(headingOf(column)))
  const widths = columns.map((column) => widthOf(column))
  const heights = Object.fromEntries(
    lines.map((cells, i) => [start + i, heightOf(cells.slice(0, columns.length), widths)]),
  )
  const last = start + Math.max(rows.length, 1) - 1
  return {
    name,
    columns: [
      ...columns.map((column, i) => ({ width: widths[i]!, look: emptyLook(column) })),
      { width: 12, hidden: true },
      { width: 12, hidden: true },
    ],
    rows: [
      ...(groups ? [groups.cells] : []),
      [...headings, heading(idHeading), heading(linkHeading)],
      ...lines,
    ],
    heights: { ...heights, [start - 1]: Math.max(34, heightOf(headings, widths)) },
    frozenRows: start,
    frozenColumns: columns.filter(({ frozen }) => frozen).length,
    merged: groups?.merged ?? [],
    filtered: `A${start}:${addressOf(last, columns.length - 1)}`,
    fitsWidth: columns.length <= columnsOnAPage,
    dropDowns: columns.flatMap((column, i) => dropDown(column, i, start, table, ground.lists) ?? []),
  }
}

/** More are printed on pages side by side, each with the rows' names. */
const columnsOnAPage = 20

type CellWriter = (row: Row) => WrittenCell

function cellWriter(questionnaire: Questionnaire, filing: Filing, column: Column): CellWriter {
  const options = optionsOf(questionnaire, column)
  const names = namesOf(questionnaire, filing, column)
  return (row) => {
    const cell = row.cells[column.id]
    if (isBlank(cell)) return { value: null, look: emptyLook(column) }
    if (typeof cell === 'number') return { value: cell, look: 'number' }
    if (column.type === 'date' && typeof cell === 'string' && /^(19|20|21)\d\d-\d\d-\d\d$/.test(cell)) {
      return { value: serialOfDay(cell), look: 'day' }
    }
    return { value: neutralise(showCell(column, cell, options, names)), look: 'text' }
  }
}

/** Dates and numbers stay what they are when somebody types them; all else is text, leading zeros kept. */
const emptyLook = ({ type }: Column): LookName =>
  type === 'date' ? 'day' : type === 'integer' || type === 'decimal' ? 'number' : 'text'

function namesOf(questionnaire: Questionnaire, filing: Filing, column: Column): Names {
  const found = new Map<string, string>()
  if (column.type === 'files') {
    for (const [id, { name }] of Object.entries(filing.attachments)) found.set(id, name)
  } else if (column.of !== undefined) {
    const table = questionnaire.tables.find(({ id }) => id === column.of)
    for (const { id, cells } of filing.tables[column.of] ?? []) {
      const name = cells[table?.nameColumn ?? '']
      if (typeof name === 'string' && name !== '') found.set(id, name)
    }
  }
  return { nameOf: (id) => found.get(id), idOf: () => undefined }
}

function linksOf(columns: readonly Column[], row: Row, writers: readonly CellWriter[]): string | null {
  const links: Links = {}
  columns.forEach((column, i) => {
    const ids = asIds(row.cells[column.id])
    if (isLink(column) && ids.length > 0) links[column.id] = { text: String(writers[i]!(row).value), ids }
  })
  return Object.keys(links).length > 0 ? JSON.stringify(links) : null
}

function groupRow(table: Table, columns: readonly Column[]) {
  const { groups } = table
  if (!groups || groups.length < 2) return undefined
  const titleOf = (column: Column) => groups.find(({ id }) => id === column.group)?.title ?? ''
  const merged: string[] = []
  const cells = columns.map((column, i): WrittenCell => {
    const first = i === 0 || column.group !== columns[i - 1]!.group
    if (!first) return { value: null, look: 'group' }
    let end = i
    while (columns[end + 1] && columns[end + 1]!.group === column.group) end++
    // A merged range must not cross the frozen edge, or half of it is lost to sight.
    const frozen = columns.filter((column) => column.frozen).length
    if (end > i && (i >= frozen || end < frozen)) merged.push(`${addressOf(0, i)}:${addressOf(0, end)}`)
    return { value: titleOf(column) || null, look: 'group' }
  })
  return { cells, merged }
}

function dropDown(
  column: Column,
  at: number,
  start: number,
  table: Table,
  lists: ReadonlyMap<string, string>,
): DropDown | undefined {
  const place = { column: at, fromRow: start, toRow: start + table.maxRows - 1 }
  if (column.type === 'yesNo') return { ...place, list: ['是', '否'], hint: '请选择“是”或“否”' }
  const list = column.options === undefined ? undefined : lists.get(column.options)
  if (column.type !== 'choice' || list === undefined) return undefined
  return { ...place, list, hint: '请从下拉列表中选择' }
}

/** A drop-down of more than 255 characters must stand in cells. */
function optionLists(questionnaire: Questionnaire, tables: readonly Table[]) {
  const ids = tables.flatMap(({ columns }) =>
    columns.flatMap(({ type, options }) => (type === 'choice' && options) || []),
  )
  const used = [...new Set(ids)].filter((id) => (questionnaire.options[id] ?? []).length > 0)
  const labels = used.map((id) => (questionnaire.options[id] as readonly Option[]).map(({ label }) => label))
  const height = Math.max(0, ...labels.map(({ length }) => length))
  const rows = Array.from({ length: height }, (_, row) =>
    labels.map((list): WrittenCell | undefined =>
      list[row] === undefined ? undefined : { value: list[row], look: 'plain' },
    ),
  )
  const ranges = new Map(
    used.map((id, i) => {
      const letters = columnLetters(i)
      return [id, `${quoteSheet(optionsSheet)}!$${letters}$1:$${letters}$${labels[i]!.length}`]
    }),
  )
  const sheet: WrittenSheet = {
    name: optionsSheet,
    columns: used.map(() => ({ width: 24 })),
    rows,
    hidden: true,
  }
  return { sheet, ranges }
}

function widthOf({ type, width }: Column): number {
  const usual =
    type === 'longText' ? 320 : type === 'yesNo' ? 80 : type === 'integer' || type === 'decimal' ? 96 : 160
  return Math.min(60, Math.max(10, Math.round((width ?? usual) / 8)))
}
