// What an Excel file changes in an inventory: rows are known by their hidden id, and nothing is lost unasked.
import type { ImportedTable } from '../documents/workbook/import-table.ts'
import { type Cell, isBlank, type Row } from '../domain/filing.ts'
import { namesakes } from '../domain/namesakes.ts'
import type { CellChange, SheetChange } from '../sheet/model.ts'

export interface Imported {
  readonly rows: readonly Row[]
  /** Ids of the columns that the file has. */
  readonly columns: readonly string[]
  readonly rejected: readonly { readonly row: string; readonly columnId: string }[]
}

export interface ImportPlan {
  readonly set: readonly CellChange[]
  readonly fresh: readonly Row[]
  /** Rows of the inventory that the file does not have. */
  readonly absent: readonly string[]
  /** Rows of the file that are in the inventory. */
  readonly known: number
}

export function planImport(rows: readonly Row[], { rows: read, columns, rejected }: Imported): ImportPlan {
  const standing = new Map(rows.map((row) => [row.id, row]))
  const refused = new Set(rejected.map(({ row, columnId }) => `${row}/${columnId}`))
  const set: CellChange[] = []
  for (const { id, cells } of read) {
    const before = standing.get(id)
    if (!before) continue
    for (const column of columns) {
      // What could not be read says nothing about what stands there.
      if (refused.has(`${id}/${column}`)) continue
      const value = cells[column] ?? null
      if (!sameCell(before.cells[column], value)) set.push({ row: id, column, value })
    }
  }
  const fresh = read.filter(({ id }) => !standing.has(id))
  const present = new Set(read.map(({ id }) => id))
  const absent = rows.filter(({ id }) => !present.has(id)).map(({ id }) => id)
  return { set, fresh, absent, known: read.length - fresh.length }
}

/** A foreign ledger has no ids: its rows are known by name, and what it leaves empty it does not empty. */
export function byName(rows: readonly Row[], nameColumn: string, read: ImportedTable): ImportedTable {
  if (read.own) return read
  const rowFor = namesakes(rows, nameColumn)
  const standing = new Map<string, Row>()
  for (const { id, cells } of read.rows) {
    const row = rowFor(String(cells[nameColumn] ?? ''))
    if (row) standing.set(id, row)
  }
  const idOf = (id: string): string => standing.get(id)?.id ?? id
  return {
    ...read,
    rows: read.rows.map(({ id, cells }) => ({
      id: idOf(id),
      cells: { ...standing.get(id)?.cells, ...cells },
    })),
    rejected: read.rejected.map((cell) => ({ ...cell, row: idOf(cell.row) })),
  }
}

export const changeOf = (plan: ImportPlan, at: number, removeAbsent: boolean): SheetChange => ({
  set: plan.set,
  insert: { at, rows: plan.fresh },
  ...(removeAbsent && { remove: plan.absent }),
})

const sameCell = (one: Cell | undefined, other: Cell): boolean =>
  (isBlank(one) && isBlank(other)) ||
  (Array.isArray(one) && Array.isArray(other)
    ? one.length === other.length && one.every((part, index) => part === other[index])
    : one === other)
