import type { FieldType } from '../domain/questionnaire.ts'
import type { SheetColumn, SheetModel } from './model.ts'

export const rowHeight = 32
export const headHeight = 46
/** Width of the row numbers. */
export const numberWidth = 52
const narrowest = 48
const widest = 900

const usualWidth: Record<FieldType, number> = {
  text: 168,
  longText: 240,
  integer: 92,
  decimal: 92,
  date: 112,
  yesNo: 84,
  choice: 128,
  choices: 176,
  list: 184,
  rows: 168,
  files: 96,
}

/** These take up what width is left over. */
const growing: ReadonlySet<FieldType> = new Set(['text', 'longText', 'list', 'choices', 'rows'])

export interface ShownColumn extends SheetColumn {
  readonly id: string
  readonly width: number
  /** px from the left edge of the grid */
  readonly left: number
  readonly frozen: boolean
}

interface Layout {
  group: string | null
  readonly hidden: Set<string>
  readonly widths: Map<string, number>
}

// Kept while the page lives, so that a table looks the same when one comes back to it.
const layouts = new Map<string, Layout>()

/** Which columns are shown, in which order, and where. */
export class Columns {
  readonly #model: SheetModel
  readonly #layout: Layout
  #viewWidth = 0
  shown: readonly ShownColumn[] = []
  /** How many of the shown columns stay in sight, from the left. */
  frozen = 0

  constructor(model: SheetModel) {
    this.#model = model
    const known = layouts.get(model.id)
    this.#layout = known ?? { group: model.groups[0]?.id ?? null, hidden: new Set(), widths: new Map() }
    layouts.set(model.id, this.#layout)
    if (this.#layout.group !== null && !model.groups.some(({ id }) => id === this.#layout.group)) {
      this.#layout.group = model.groups[0]?.id ?? null
    }
    this.#arrange()
  }

  /** Null shows all groups at once. */
  get group(): string | null {
    return this.#layout.group
  }

  set group(group: string | null) {
    this.#layout.group = group
    this.#arrange()
  }

  get width(): number {
    const last = this.shown[this.shown.length - 1]
    return last ? last.left + last.width : numberWidth
  }

  /** px from the left edge that stay in sight */
  get frozenWidth(): number {
    const last = this.shown[this.frozen - 1]
    return last ? last.left + last.width : numberWidth
  }

  /** Frozen columns may take at most half of what is seen. */
  fit(viewWidth: number): void {
    if (viewWidth === this.#viewWidth) return
    this.#viewWidth = viewWidth
    this.#arrange()
  }

  resize(id: string, width: number): void {
    this.#layout.widths.set(id, Math.round(Math.min(widest, Math.max(narrowest, width))))
    this.#arrange()
  }

  isHidden(id: string): boolean {
    return this.#layout.hidden.has(id)
  }

  hide(id: string, hidden: boolean): void {
    if (hidden) this.#layout.hidden.add(id)
    else this.#layout.hidden.delete(id)
    this.#arrange()
  }

  showAll(): void {
    this.#layout.hidden.clear()
    this.#arrange()
  }

  /** Brings a column into the shown ones, through its group if need be. */
  reveal(id: string): number {
    this.#layout.hidden.delete(id)
    const column = this.#model.columns.find(({ column }) => column.id === id)?.column
    if (column && !column.frozen && this.#layout.group !== null && column.group !== undefined) {
      this.#layout.group = column.group
    }
    this.#arrange()
    return this.indexOf(id)
  }

  indexOf(id: string): number {
    return this.shown.findIndex((column) => column.id === id)
  }

  /** The scrolling columns that a view of this width sees: from, and up to but without. */
  within(scrollLeft: number, viewWidth: number): [from: number, to: number] {
    const left = scrollLeft + this.frozenWidth
    const right = scrollLeft + viewWidth
    let from = this.frozen
    while (from < this.shown.length && this.shown[from]!.left + this.shown[from]!.width <= left) from++
    let to = from
    while (to < this.shown.length && this.shown[to]!.left < right) to++
    return [from, to]
  }

  #arrange(): void {
    const { group, hidden, widths } = this.#layout
    const wanted = this.#model.columns.filter(
      ({ column }) =>
        !hidden.has(column.id) &&
        (group === null || column.frozen || column.group === undefined || column.group === group),
    )
    const ordered = [
      ...wanted.filter(({ column }) => column.frozen),
      ...wanted.filter(({ column }) => !column.frozen),
    ]
    const usual = ({ column }: SheetColumn) =>
      widths.get(column.id) ?? column.width ?? usualWidth[column.type]
    const wanting = ordered.filter(({ column }) => growing.has(column.type) && !widths.has(column.id))
    const spare = this.#viewWidth - ordered.reduce((sum, column) => sum + usual(column), numberWidth) - 1
    const more = spare > 0 && wanting.length > 0 ? Math.min(160, Math.floor(spare / wanting.length)) : 0
    let left = numberWidth
    let frozen = 0
    this.shown = ordered.map(({ column, options }) => {
      const width = usual({ column, options }) + (wanting.some((one) => one.column === column) ? more : 0)
      const stays = column.frozen === true && (this.#viewWidth === 0 || left + width <= this.#viewWidth / 2)
      const shown = { id: column.id, column, options, width, left, frozen: stays }
      left += width
      if (stays) frozen++
      return shown
    })
    this.frozen = frozen
  }
}
