// Draws the part of the sheet that is seen. Lines and cells are reused: scrolling makes no elements.
import type { FieldType } from '../domain/questionnaire.ts'
import { headHeight, numberWidth, rowHeight, type ShownColumn } from './columns.ts'
import { make, px } from './elements.ts'
import { inOneLine, writerOf } from './model.ts'
import { inWords } from './problems.ts'
import type { SheetState, Spot } from './state.ts'

interface CellSlot {
  readonly element: HTMLElement
  text: string
  look: string
  column: number
  says: string
}

interface LineSlot {
  readonly element: HTMLElement
  readonly number: HTMLElement
  line: number
  readonly cells: CellSlot[]
}

export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

const align: Partial<Record<FieldType, string>> = {
  integer: ' is-number',
  decimal: ' is-number',
  date: ' is-date',
  yesNo: ' is-centred',
}

const listed: ReadonlySet<FieldType> = new Set(['yesNo', 'choice', 'choices', 'rows'])

export class Viewport {
  readonly view: HTMLElement
  readonly grid: HTMLElement
  /** Stays at the view's upper left corner while the rest scrolls; for what floats above the cells. */
  readonly layer: HTMLElement
  readonly handle: HTMLElement
  found: ReadonlySet<string> = new Set()
  readonly #state: SheetState
  readonly #id: string
  readonly #head: LineSlot
  readonly #lines: LineSlot[] = []
  #writers = new Map<ShownColumn, (cell: never) => string>()
  #waiting = 0
  #headLook = ''

  constructor(state: SheetState, id: string) {
    this.#state = state
    this.#id = id
    const number = make('div', { role: 'columnheader', class: 'sheet-number', 'aria-colindex': 1 }, '行号')
    const head = make('div', { role: 'row', class: 'sheet-head', 'aria-rowindex': 1 }, number)
    this.#head = { element: head, number, line: -1, cells: [] }
    this.grid = make(
      'div',
      {
        role: 'grid',
        id: `${id}-grid`,
        class: 'sheet-grid',
        'aria-label': state.model.title,
        'aria-multiselectable': 'true',
        'aria-readonly': state.model.readOnly ? 'true' : undefined,
      },
      head,
    )
    this.layer = make('div', { class: 'sheet-layer' })
    this.view = make('div', { class: 'sheet-view' }, this.layer, this.grid)
    this.handle = make('div', { class: 'sheet-handle', 'aria-hidden': 'true', title: '拖动填充' })
    this.view.addEventListener('scroll', () => this.render(), { passive: true })
  }

  /** Draws once before the next frame, however often it is called. */
  schedule(): void {
    if (this.#waiting) return
    this.#waiting = requestAnimationFrame(() => {
      this.#waiting = 0
      this.render()
    })
  }

  stop(): void {
    cancelAnimationFrame(this.#waiting)
  }

  get cellId(): string {
    const { anchor } = this.#state
    return `${this.#id}-${anchor.line}-${anchor.column}`
  }

  render(): void {
    const { columns, lines, model } = this.#state
    const { clientWidth, clientHeight, scrollLeft, scrollTop } = this.view
    columns.fit(clientWidth)
    this.#writers = new Map()
    const height = headHeight + lines * rowHeight
    this.grid.style.width = px(columns.width)
    this.grid.style.height = px(height)
    this.grid.setAttribute('aria-rowcount', String(lines + 1))
    this.grid.setAttribute('aria-colcount', String(columns.shown.length + 1))
    const [from, to] = columns.within(scrollLeft, clientWidth)
    const seen: number[] = []
    for (let i = 0; i < columns.frozen; i++) seen.push(i)
    for (let i = from; i < to; i++) seen.push(i)
    const gap = (columns.shown[from]?.left ?? columns.frozenWidth) - columns.frozenWidth
    this.#drawHead(seen, from, gap)

    const top = Math.max(0, Math.floor(scrollTop / rowHeight) - 2)
    const bottom = Math.min(lines, Math.ceil((scrollTop + clientHeight - headHeight) / rowHeight) + 2)
    while (this.#lines.length < bottom - top) this.#lines.push(this.#newLine())
    this.#lines.forEach((slot, i) => {
      const line = top + i
      slot.element.hidden = line >= bottom
      if (line < bottom) this.#drawLine(slot, line, seen, from, gap)
    })
    this.#placeHandle()
    this.view.classList.toggle('is-scrolled', scrollLeft > 0)
    this.view.classList.toggle('is-empty', model.readOnly && lines === 0)
  }

  #newLine(): LineSlot {
    const number = make('div', { role: 'rowheader', class: 'sheet-number', 'aria-colindex': 1 })
    const element = make('div', { role: 'row', class: 'sheet-line' }, number)
    this.grid.append(element)
    return { element, number, line: -1, cells: [] }
  }

  #fitCells(slot: LineSlot, count: number, role: string, look: string): void {
    while (slot.cells.length < count) {
      const element = make('div', { role, class: look })
      slot.element.append(element)
      slot.cells.push({ element, text: '', look, column: -1, says: '' })
    }
    while (slot.cells.length > count) slot.cells.pop()!.element.remove()
  }

  #place(element: HTMLElement, column: ShownColumn, first: boolean, gap: number): void {
    element.style.width = px(column.width)
    element.style.left = column.frozen ? px(column.left) : ''
    element.style.marginLeft = first ? px(gap) : ''
  }

  #drawHead(seen: readonly number[], from: number, gap: number): void {
    const { shown } = this.#state.columns
    const { range } = this.#state
    const look = seen
      .map((at) => `${at}:${shown[at]!.id}:${shown[at]!.width}:${at >= range.left && at <= range.right}`)
      .join()
    if (look === this.#headLook) return
    this.#headLook = look
    this.#head.element.style.width = px(this.#state.columns.width)
    this.#fitCells(this.#head, seen.length, 'columnheader', 'sheet-heading')
    seen.forEach((at, i) => {
      const column = shown[at]!
      const slot = this.#head.cells[i]!
      this.#place(slot.element, column, at === from, gap)
      const chosen = at >= range.left && at <= range.right ? ' is-chosen' : ''
      const edge = column.frozen && shown[at + 1]?.frozen !== true ? ' is-edge' : ''
      slot.element.className = `sheet-heading${column.frozen ? ' is-frozen' : ''}${edge}${chosen}`
      slot.element.setAttribute('aria-colindex', String(at + 2))
      if (slot.text === column.id) return
      slot.text = column.id
      const { label, short, unit, required, help } = column.column
      const title = make('span', { class: 'sheet-heading-text' }, short ?? label)
      if (required === true) title.append(make('span', { class: 'sheet-star', title: '必填' }, '*'))
      slot.element.title = help ? `${label}：${help}` : label
      if (unit) title.append(' ', make('span', { class: 'sheet-unit' }, unit))
      slot.element.replaceChildren(
        title,
        make('span', { class: 'sheet-grip', 'data-grip': column.id, 'aria-hidden': 'true' }),
      )
    })
  }

  #drawLine(slot: LineSlot, line: number, seen: readonly number[], from: number, gap: number): void {
    const state = this.#state
    const row = state.rows[line]
    const { range, anchor } = state
    const { shown } = state.columns
    const inRange = line >= range.top && line <= range.bottom
    slot.element.style.top = px(headHeight + line * rowHeight)
    slot.element.style.width = px(state.columns.width)
    const worst = row ? state.problems.ofRow(row.id) : undefined
    slot.number.className = `sheet-number${inRange ? ' is-chosen' : ''}${worst ? ` is-${worst}` : ''}`
    const number = row ? String(state.positionOf(line) + 1) : '+'
    if (slot.number.textContent !== number) {
      slot.number.textContent = number
      if (row) slot.number.removeAttribute('aria-label')
      else slot.number.setAttribute('aria-label', `新增${state.model.rowName}`)
    }
    if (slot.line !== line) {
      slot.line = line
      slot.element.setAttribute('aria-rowindex', String(line + 2))
      for (const cell of slot.cells) cell.column = -1
    }
    this.#fitCells(slot, seen.length, 'gridcell', 'sheet-cell')
    seen.forEach((at, i) => {
      const column = shown[at]!
      const cell = slot.cells[i]!
      this.#place(cell.element, column, at === from, gap)
      if (cell.column !== at) {
        cell.column = at
        cell.element.id = `${this.#id}-${line}-${at}`
        cell.element.setAttribute('aria-colindex', String(at + 2))
      }
      const text = row ? inOneLine(this.#write(column, row.cells[column.id]), column) : ''
      if (cell.text !== text) {
        cell.text = text
        cell.element.textContent = text
      }
      const off = row ? state.isHidden(row.id, column.id) : false
      const remark = row && !off ? state.problems.at(row.id, column.id) : undefined
      const selected = inRange && at >= range.left && at <= range.right
      let look = `sheet-cell${align[column.column.type] ?? ''}${listed.has(column.column.type) ? ' has-options' : ''}`
      if (column.frozen) look += shown[at + 1]?.frozen === true ? ' is-frozen' : ' is-frozen is-edge'
      if (off) look += ' is-off'
      if (!row) look += ' is-new'
      if (remark) look += ` is-${remark.severity}${text === '' ? ' is-blank' : ''}`
      if (row && this.found.has(`${row.id}/${column.id}`)) look += ' is-found'
      if (selected) look += ' is-selected'
      if (line === anchor.line && at === anchor.column) look += ' is-active'
      if (cell.look !== look) {
        cell.look = look
        cell.element.className = look
        cell.element.setAttribute('aria-selected', String(selected))
        if (off) cell.element.setAttribute('aria-disabled', 'true')
        else cell.element.removeAttribute('aria-disabled')
        if (remark?.severity === 'error') cell.element.setAttribute('aria-invalid', 'true')
        else cell.element.removeAttribute('aria-invalid')
      }
      const says = remark ? inWords(remark) : ''
      if (cell.says !== says) {
        cell.says = says
        if (says) cell.element.title = says
        else cell.element.removeAttribute('title')
      }
    })
  }

  #write(column: ShownColumn, cell: unknown): string {
    if (cell === null || cell === undefined || cell === '') return ''
    let writer = this.#writers.get(column)
    if (!writer) {
      writer = writerOf(column) as (cell: never) => string
      this.#writers.set(column, writer)
    }
    return writer(cell as never)
  }

  #placeHandle(): void {
    const { range, model, rows } = this.#state
    const corner =
      model.readOnly || range.bottom >= rows.length
        ? undefined
        : this.#cell({ line: range.bottom, column: range.right })
    if (corner && this.handle.parentNode !== corner) corner.append(this.handle)
    if (!corner) this.handle.remove()
  }

  #cell({ line, column }: Spot): HTMLElement | undefined {
    const slot = this.#lines.find((slot) => slot.line === line && !slot.element.hidden)
    return slot?.cells.find((cell) => cell.column === column)?.element
  }

  /** Where a cell is, from the view's upper left corner. */
  boxOf({ line, column }: Spot): Box {
    const shown = this.#state.columns.shown[column]
    if (!shown) return { left: numberWidth, top: headHeight, width: 120, height: rowHeight }
    return {
      left: shown.frozen ? shown.left : shown.left - this.view.scrollLeft,
      top: headHeight + line * rowHeight - this.view.scrollTop,
      width: shown.width,
      height: rowHeight,
    }
  }

  /** As tall as its lines, up to what the style sheet allows. */
  fitHeight(): void {
    const height = px(headHeight + Math.max(3, this.#state.lines) * rowHeight + 18)
    if (this.view.style.height !== height) this.view.style.height = height
  }

  /** Scrolls just so far that the cell is seen whole. */
  bringIntoSight(spot: Spot): void {
    const { view } = this
    const { columns } = this.#state
    const shown = columns.shown[spot.column]
    // The grid must have its new size before it can be scrolled to its end.
    this.grid.style.height = px(headHeight + this.#state.lines * rowHeight)
    this.grid.style.width = px(columns.width)
    const top = spot.line * rowHeight
    const room = view.clientHeight - headHeight - rowHeight
    if (view.scrollTop > top) view.scrollTop = top
    else if (view.scrollTop < top - room) view.scrollTop = top - room
    if (shown && !shown.frozen) {
      const left = shown.left - columns.frozenWidth
      const right = shown.left + shown.width - view.clientWidth
      if (view.scrollLeft > left) view.scrollLeft = left
      else if (view.scrollLeft < right) view.scrollLeft = Math.min(left, right)
    }
    this.#bringIntoWindow(spot)
  }

  /** The view may reach beyond the window, whose foot belongs to the line that speaks of the cell. */
  #bringIntoWindow(spot: Spot): void {
    const { view } = this
    if (view.clientHeight === 0) return
    const top = view.getBoundingClientRect().top + this.boxOf(spot).top
    const bar = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0
    const below = top + 2 * rowHeight - window.innerHeight
    const above = top - headHeight - bar
    if (below > 0) window.scrollBy(0, below)
    else if (above < 0) window.scrollBy(0, above)
  }

  /** What lies under a point of the window; line −1 is the heading, column −1 the row number. */
  spotAt(clientX: number, clientY: number): Spot {
    const { view } = this
    const { columns } = this.#state
    const frame = view.getBoundingClientRect()
    const x = clientX - frame.left - view.clientLeft
    const y = clientY - frame.top - view.clientTop
    const line = y < headHeight ? -1 : Math.floor((y - headHeight + view.scrollTop) / rowHeight)
    if (x < numberWidth) return { line, column: -1 }
    const left = x < columns.frozenWidth ? x : x + view.scrollLeft
    const column = columns.shown.findIndex((shown) => left < shown.left + shown.width)
    return { line, column: column < 0 ? columns.shown.length - 1 : column }
  }
}
