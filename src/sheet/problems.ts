import type { Row } from '../domain/filing.ts'
import type { Severity } from '../domain/remark.ts'
import type { SheetColumn, SheetRemark } from './model.ts'

const weight: Record<Severity, number> = { error: 3, warning: 2, hint: 1 }

/** The remarks on a table, by cell and in reading order. Hints are shown but are no problems. */
export class Problems {
  readonly #byRow = new Map<string, Map<string, SheetRemark>>()
  /** Errors and warnings, one for each cell, row by row. */
  readonly list: readonly SheetRemark[]

  constructor(remarks: readonly SheetRemark[], rows: readonly Row[], columns: readonly SheetColumn[]) {
    for (const remark of remarks) {
      const cells = this.#byRow.get(remark.row) ?? new Map<string, SheetRemark>()
      this.#byRow.set(remark.row, cells)
      const known = cells.get(remark.column)
      if (!known || weight[remark.severity] > weight[known.severity]) cells.set(remark.column, remark)
    }
    const order = new Map(columns.map(({ column }, i) => [column.id, i]))
    const list: SheetRemark[] = []
    for (const { id } of rows) {
      const cells = this.#byRow.get(id)
      if (!cells) continue
      const bad = [...cells.values()].filter(
        ({ severity, column }) => severity !== 'hint' && order.has(column),
      )
      list.push(...bad.sort((one, other) => order.get(one.column)! - order.get(other.column)!))
    }
    this.list = list
  }

  at(row: string, column: string): SheetRemark | undefined {
    return this.#byRow.get(row)?.get(column)
  }

  ofRow(row: string): Severity | undefined {
    let worst: Severity | undefined
    for (const { severity } of this.#byRow.get(row)?.values() ?? []) {
      if (severity !== 'hint' && (!worst || weight[severity] > weight[worst])) worst = severity
    }
    return worst
  }
}
