// An inventory as the reviewer sees it: read only, with remarks and comments in their cells.
import { cellPath, cellPlace, type Row } from '../../domain/filing.ts'
import type { Table } from '../../domain/questionnaire.ts'
import { choicesOf } from '../../filler/show.ts'
import type { Form } from '../../form/form.ts'
import type { SheetColumn, SheetModel, SheetRemark } from '../../sheet/model.ts'
import type { Reviewing } from './reviewing.ts'

export class ReviewSheet implements SheetModel {
  readonly id: string
  readonly title: string
  readonly rowName: string
  readonly nameColumn: string
  readonly columns: readonly SheetColumn[]
  readonly groups: SheetModel['groups']
  readonly maxRows: number
  readonly readOnly = true
  readonly canUndo = false
  readonly canRedo = false
  readonly onStand: (row: string, column: string) => void
  private readonly form: Form
  private said: readonly SheetRemark[] = []
  private readonly listeners = new Set<() => void>()

  constructor(table: Table, form: Form, onStand: (row: string, column: string) => void) {
    this.id = `review ${table.id}`
    this.title = table.title
    this.rowName = table.rowName
    this.nameColumn = table.nameColumn
    this.groups = table.groups ?? []
    this.maxRows = table.maxRows
    this.form = form
    this.onStand = onStand
    this.columns = table.columns.map((column) => ({ column, options: () => choicesOf(form, column) }))
    this.tableId = table.id
  }

  private readonly tableId: string

  rows(): readonly Row[] {
    return this.form.rows(this.tableId)
  }

  remarks(): readonly SheetRemark[] {
    return this.said
  }

  isHidden(row: string, column: string): boolean {
    return !this.form.visible(cellPath(this.tableId, row, column))
  }

  newRow(): Row {
    return { id: 'none', cells: {} }
  }

  /** Comments come and go while the reader stays where he stands. */
  tell(reviewing: Reviewing): void {
    this.said = saidOf(this.tableId, reviewing)
    for (const listener of this.listeners) listener()
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  // No answer changes here, so nothing is applied or taken back.
  apply(): void {}
  undo(): void {}
  redo(): void {}
}

/** An open comment weighs more than what the software noticed, and that more than what was changed. */
function saidOf(table: string, { filing: { remarks, comments }, changes }: Reviewing): SheetRemark[] {
  const found: SheetRemark[] = []
  for (const { at, says, resolvedAt } of comments) {
    const place = cellPlace(at)
    if (place?.table === table && resolvedAt === null)
      found.push({ row: place.row, column: place.column, severity: 'error', as: '意见', says })
  }
  for (const { at, says, severity } of remarks) {
    const place = cellPlace(at)
    if (place?.table === table)
      found.push({
        row: place.row,
        column: place.column,
        severity: severity === 'hint' ? 'hint' : 'warning',
        says,
      })
  }
  for (const { at, what, was } of changes) {
    const place = cellPlace(at)
    if (place?.table === table && what === '修改')
      found.push({ row: place.row, column: place.column, severity: 'hint', as: '改动，上次', says: was })
  }
  return found
}
