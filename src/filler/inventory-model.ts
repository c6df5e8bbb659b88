// A table of the form as the sheet sees it: rows, options and remarks in, changes out as one step each.
import { cellPath, cellPlace, type Row } from '../domain/filing.ts'
import type { Table } from '../domain/questionnaire.ts'
import { isOpen } from '../domain/remark.ts'
import type { Comment } from '../domain/review.ts'
import type { Form } from '../form/form.ts'
import type { SheetChange, SheetColumn, SheetModel, SheetRemark } from '../sheet/model.ts'
import type { RemarkBook } from './remarks.ts'
import { choicesOf } from './show.ts'

export class Inventory implements SheetModel {
  readonly id: string
  readonly title: string
  readonly rowName: string
  readonly nameColumn: string
  readonly columns: readonly SheetColumn[]
  readonly groups: Table['groups'] & {}
  readonly maxRows: number
  readonly readOnly: boolean
  readonly openFiles: (row: string, column: string) => void
  readonly onLost: (words: string) => void
  private readonly form: Form
  private readonly book: RemarkBook
  private showMissing: boolean
  /** What the reviewer wrote to its cells. */
  private said: readonly SheetRemark[] = []
  private shown:
    | { from: object; filing: object; missing: boolean; remarks: readonly SheetRemark[] }
    | undefined
  private readonly listeners = new Set<() => void>()

  constructor(
    table: Table,
    form: Form,
    book: RemarkBook,
    options: {
      readOnly: boolean
      showMissing: boolean
      openFiles(row: string, column: string): void
      onLost(words: string): void
    },
  ) {
    this.id = table.id
    this.title = table.title
    this.rowName = table.rowName
    this.nameColumn = table.nameColumn
    this.groups = table.groups ?? []
    this.maxRows = table.maxRows
    this.form = form
    this.book = book
    this.readOnly = options.readOnly
    this.showMissing = options.showMissing
    this.openFiles = options.openFiles
    this.onLost = options.onLost
    this.columns = table.columns.map((column) => ({ column, options: () => choicesOf(form, column) }))
  }

  rows(): readonly Row[] {
    return this.form.rows(this.id)
  }

  /** What is still to be filled in is a hint until the filler says “done”; what is wrong is wrong at once. */
  remarks(): readonly SheetRemark[] {
    const from = this.book.ofTable(this.id)
    const { filing } = this.form
    const missing = this.showMissing
    if (
      this.shown?.from === from &&
      this.shown.filing === filing.explanations &&
      this.shown.missing === missing
    )
      return this.shown.remarks
    const remarks = from.flatMap((remark): SheetRemark[] => {
      const place = cellPlace(remark.at)
      if (!place) return []
      const quiet =
        (remark.severity === 'warning' && !isOpen(remark, filing)) ||
        (!missing && remark.code === 'answer.missing')
      return [
        {
          row: place.row,
          column: place.column,
          severity: quiet ? 'hint' : remark.severity,
          says: remark.says,
          ...(remark.fix && { fix: remark.fix }),
        },
      ]
    })
    const all = [...this.said, ...remarks]
    this.shown = { from, filing: filing.explanations, missing, remarks: all }
    return all
  }

  /** Comments may come later than the sheet, whose user stays where he stands. */
  hear(comments: readonly Comment[]): void {
    this.said = comments.flatMap(({ at, says }): SheetRemark[] => {
      const place = cellPlace(at)
      if (place?.table !== this.id) return []
      return [{ row: place.row, column: place.column, severity: 'warning', as: '审核意见', says }]
    })
    this.shown = undefined
    for (const listener of [...this.listeners]) listener()
  }

  isHidden(row: string, column: string): boolean {
    return !this.form.visible(cellPath(this.id, row, column))
  }

  apply({ set = [], insert, remove }: SheetChange, what: string): void {
    this.form.edit(what, (edit) => {
      for (const { row, column, value } of set) edit.set(cellPath(this.id, row, column), value)
      if (insert) edit.insertRows(this.id, insert.at, insert.rows)
      if (remove) edit.deleteRows(this.id, remove)
    })
  }

  undo(): void {
    this.form.undo()
  }

  redo(): void {
    this.form.redo()
  }

  get canUndo(): boolean {
    return this.form.canUndo
  }

  get canRedo(): boolean {
    return this.form.canRedo
  }

  newRow(): Row {
    return { id: newRowId(), cells: {} }
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    const stops = [this.form.subscribe('*', listener), this.book.subscribe(listener)]
    return () => {
      this.listeners.delete(listener)
      for (const stop of stops) stop()
    }
  }

  /** From now on what is missing counts as wrong. */
  demandAll(): void {
    this.showMissing = true
    for (const listener of [...this.listeners]) listener()
  }
}

/** Short, and different on two machines that fill in the same form. */
export function newRowId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
