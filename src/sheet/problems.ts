import type { Row } from '../domain/filing.ts'
import type { Severity } from '../domain/remark.ts'
import type { SheetColumn, SheetRemark } from './model.ts'

const weight: Record<Severity, number> = { error: 3, warning: 2, hint: 1 }
const names: Record<Severity, string> = { error: '错误', warning: '警告', hint: '提示' }

export const inWords = ({ as, severity, says }: SheetRemark): string => `${as ?? names[severity]}：${says}`

/**
 * The remarks on a table, by cell. Hints are shown but are no problems. Made anew at every keystroke
 * that changes a cell, so what is not always asked for is worked out when it is.
 */
export class Problems {
  readonly #byRow = new Map<string, SheetRemark[]>()
  readonly #rows: readonly Row[]
  readonly #columns: readonly SheetColumn[]
  #list: readonly SheetRemark[] | undefined
  /** Cells with an error or a warning. */
  readonly count: number
  readonly #counts: ReadonlyMap<string, { count: number; row: string }>

  constructor(remarks: readonly SheetRemark[], rows: readonly Row[], columns: readonly SheetColumn[]) {
    this.#rows = rows
    this.#columns = columns
    const counts = new Map(columns.map(({ column }) => [column.id, { count: 0, row: '' }]))
    let count = 0
    let row: string | undefined
    let cells: SheetRemark[] = []
    let again = false
    for (const remark of remarks) {
      if (remark.row !== row) {
        row = remark.row
        const known = this.#byRow.get(row)
        again = known !== undefined
        cells = known ?? []
        if (!known) this.#byRow.set(row, cells)
      }
      const counted = remark.severity === 'hint' ? undefined : counts.get(remark.column)
      // Remarks mostly come row by row; only when a row comes up again must its cells be looked through.
      if (counted && counted.row !== row && !(again && hasProblem(cells, remark.column))) {
        counted.row = row
        counted.count++
        count++
      }
      cells.push(remark)
    }
    this.count = count
    this.#counts = counts
  }

  inColumn(column: string): number {
    return this.#counts.get(column)?.count ?? 0
  }

  /** The gravest remark on a cell. */
  at(row: string, column: string): SheetRemark | undefined {
    let worst: SheetRemark | undefined
    for (const remark of this.#byRow.get(row) ?? []) {
      if (remark.column === column && (!worst || weight[remark.severity] > weight[worst.severity]))
        worst = remark
    }
    return worst
  }

  ofRow(row: string): Severity | undefined {
    const cells = this.#byRow.get(row)
    if (cells?.some(({ severity }) => severity === 'error')) return 'error'
    return cells?.some(({ severity }) => severity === 'warning') ? 'warning' : undefined
  }

  /** Errors and warnings, one for each cell, row by row. */
  get list(): readonly SheetRemark[] {
    this.#list ??= this.#rows.flatMap(({ id }) =>
      this.#byRow.has(id)
        ? this.#columns.flatMap(({ column }) => {
            const remark = this.at(id, column.id)
            return remark && remark.severity !== 'hint' ? [remark] : []
          })
        : [],
    )
    return this.#list
  }
}

function hasProblem(cells: readonly SheetRemark[], column: string): boolean {
  for (const remark of cells) if (remark.column === column && remark.severity !== 'hint') return true
  return false
}
