// The list of options under a cell: filtered by what is typed, walked by arrows, several by ticks.
import type { Option } from '../domain/questionnaire.ts'
import { plain } from '../domain/spelling.ts'
import { make, px } from './elements.ts'
import type { Box } from './viewport.ts'

const tallest = 296
/** Of a longer list one types a few letters. */
const mostShown = 100

export class OptionList {
  readonly element: HTMLElement
  #options: readonly Option[] = []
  #seen: readonly Option[] = []
  #chosen = new Set<string>()
  #at = -1
  #more = 0
  #several = false
  readonly #id: string
  readonly #pick: (code: string) => void

  /** `pick` is told which option the mouse chose. */
  constructor(id: string, pick: (code: string) => void) {
    this.#id = id
    this.#pick = pick
    this.element = make('div', {
      role: 'listbox',
      id: `${id}-options`,
      class: 'sheet-options',
      hidden: true,
      'aria-label': '可选项',
    })
    this.element.addEventListener('mousedown', (event) => {
      event.preventDefault()
      const place = (event.target as Element).closest<HTMLElement>('[data-at]')?.dataset.at
      const option = place === undefined ? undefined : this.#seen[Number(place)]
      if (option) this.#pick(option.code)
    })
  }

  get open(): boolean {
    return !this.element.hidden
  }

  /** The option that Enter would take. */
  get current(): Option | undefined {
    return this.#seen[this.#at]
  }

  get currentId(): string | undefined {
    return this.current ? `${this.#id}-option-${this.#at}` : undefined
  }

  get chosen(): readonly string[] {
    return this.#options.filter(({ code }) => this.#chosen.has(code)).map(({ code }) => code)
  }

  show(options: readonly Option[], chosen: readonly string[], several: boolean, text: string): void {
    this.#options = options
    this.#chosen = new Set(chosen)
    this.#several = several
    this.element.hidden = false
    if (several) this.element.setAttribute('aria-multiselectable', 'true')
    else this.element.removeAttribute('aria-multiselectable')
    this.filter(text)
  }

  hide(): void {
    this.element.hidden = true
    this.element.replaceChildren()
    this.#seen = []
  }

  filter(text: string): void {
    const words = plain(text)
    const starting = this.#options.filter(
      ({ code, label }) => plain(code) === words || plain(label).startsWith(words),
    )
    const holding = this.#options.filter(
      (option) => !starting.includes(option) && plain(option.label).includes(words),
    )
    const found = words === '' ? this.#options : [...starting, ...holding]
    const first = found.length > mostShown ? found.filter(({ code }) => this.#chosen.has(code)) : []
    this.#seen = [...first, ...found.filter((option) => !first.includes(option))].slice(0, mostShown)
    this.#more = found.length - this.#seen.length
    const chosen = this.#seen.findIndex(({ code }) => this.#chosen.has(code))
    this.#at = words === '' ? Math.max(0, chosen) : 0
    this.#draw()
  }

  step(by: number): void {
    const count = this.#seen.length
    if (count === 0) return
    this.#at = (((this.#at + by) % count) + count) % count
    this.#draw()
  }

  tick(code: string): void {
    const option = this.#options.find((option) => option.code === code)
    if (!option) return
    if (this.#chosen.has(code)) this.#chosen.delete(code)
    else {
      // “不涉及” and its like stand alone.
      const others = this.#options.filter(({ alone }) => option.alone || alone)
      for (const other of others) if (other.code !== code) this.#chosen.delete(other.code)
      if (option.alone) this.#chosen.clear()
      this.#chosen.add(code)
    }
    this.#draw()
  }

  /** Under the cell, or above it where the window ends. `frame` is what it is positioned in. */
  place(box: Box, frame: HTMLElement, left: number, top: number): void {
    const outer = frame.getBoundingClientRect()
    const below = window.innerHeight - (outer.top + top + box.height)
    const height = Math.min(tallest, this.#seen.length * 30 + 10)
    const up = below < height + 8 && outer.top + top > height
    this.element.style.minWidth = px(Math.max(160, box.width))
    this.element.style.top = up ? px(top - this.element.offsetHeight - 2) : px(top + box.height + 2)
    const width = this.element.offsetWidth
    this.element.style.left = px(Math.max(0, Math.min(left, outer.width - width)))
  }

  #draw(): void {
    const items = this.#seen.map((option, i) => {
      const chosen = this.#chosen.has(option.code)
      const look = `sheet-option${i === this.#at ? ' is-current' : ''}${chosen ? ' is-chosen' : ''}`
      const item = make(
        'div',
        {
          role: 'option',
          id: `${this.#id}-option-${i}`,
          class: look,
          'data-at': i,
          'aria-selected': String(this.#several ? chosen : i === this.#at),
        },
        make('span', { class: this.#several ? 'sheet-tick' : 'sheet-dot', 'aria-hidden': 'true' }),
        make('span', {}, option.label),
      )
      if (option.help) item.append(make('span', { class: 'sheet-option-help' }, option.help))
      return item
    })
    if (items.length === 0)
      items.push(
        make(
          'div',
          { class: 'sheet-option is-none', role: 'option', 'aria-selected': 'false' },
          '没有相符的选项',
        ),
      )
    if (this.#more > 0) {
      const words = `还有 ${this.#more} 项，输入文字可筛选`
      items.push(
        make('div', { class: 'sheet-option is-none', role: 'option', 'aria-selected': 'false' }, words),
      )
    }
    this.element.replaceChildren(...items)
    const current = items[this.#at]
    if (!current) return
    const { offsetTop, offsetHeight } = current
    const { scrollTop, clientHeight } = this.element
    if (offsetTop < scrollTop) this.element.scrollTop = offsetTop
    else if (offsetTop + offsetHeight > scrollTop + clientHeight) {
      this.element.scrollTop = offsetTop + offsetHeight - clientHeight
    }
  }
}
