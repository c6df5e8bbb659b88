// Finding a text in the sheet: Ctrl+F while one stands in it.
import { plain } from '../domain/spelling.ts'
import { button, make } from './elements.ts'
import { writerOf } from './model.ts'
import type { SheetState } from './state.ts'

interface Hit {
  readonly line: number
  readonly column: number
}

export class Find {
  readonly element: HTMLElement
  readonly #input: HTMLInputElement
  readonly #count: HTMLElement
  readonly #state: SheetState
  readonly #show: (found: ReadonlySet<string>) => void
  readonly #moved: () => void
  readonly #closed: () => void
  #hits: Hit[] = []
  #at = -1

  /** `show` marks the cells found, by `row/column`; `closed` gives the focus back. */
  constructor(
    state: SheetState,
    show: (found: ReadonlySet<string>) => void,
    moved: () => void,
    closed: () => void,
  ) {
    this.#state = state
    this.#show = show
    this.#moved = moved
    this.#closed = closed
    this.#input = make('input', {
      type: 'text',
      class: 'sheet-find-text',
      'aria-label': '在本表中查找',
      placeholder: '查找内容',
    })
    this.#count = make('span', { class: 'sheet-find-count', role: 'status' })
    this.element = make(
      'div',
      { class: 'sheet-find', role: 'search', 'aria-label': '在本表中查找', hidden: true },
      this.#input,
      this.#count,
      button('上一个', { title: 'Shift+Enter' }, () => this.#step(-1)),
      button('下一个', { title: 'Enter' }, () => this.#step(1)),
      button('关闭', { title: 'Esc' }, () => this.close()),
    )
    this.#input.addEventListener('input', () => this.#search())
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close()
      else if (event.key === 'Enter' && event.target === this.#input) this.#step(event.shiftKey ? -1 : 1)
      else return
      event.preventDefault()
      event.stopPropagation()
    })
  }

  open(): void {
    this.element.hidden = false
    this.#input.focus()
    this.#input.select()
    this.#search()
  }

  close(): void {
    this.element.hidden = true
    this.#show(new Set())
    this.#closed()
  }

  #search(): void {
    const words = plain(this.#input.value)
    this.#hits = []
    const found = new Set<string>()
    if (words !== '') {
      const writers = this.#state.columns.shown.map(writerOf)
      this.#state.rows.forEach((row, line) => {
        this.#state.columns.shown.forEach(({ id }, column) => {
          const cell = row.cells[id]
          if (cell === undefined || cell === null) return
          if (!plain(writers[column]!(cell)).includes(words)) return
          this.#hits.push({ line, column })
          found.add(`${row.id}/${id}`)
        })
      })
    }
    this.#at = -1
    this.#show(found)
    this.#step(1)
  }

  #step(by: number): void {
    const count = this.#hits.length
    if (count > 0) {
      this.#at = this.#at < 0 ? 0 : (this.#at + by + count) % count
      this.#state.moveTo(this.#hits[this.#at]!)
      this.#moved()
    }
    const empty = plain(this.#input.value) === ''
    this.#count.textContent = empty ? '' : count === 0 ? '没有找到' : `${this.#at + 1} / ${count}`
  }
}
