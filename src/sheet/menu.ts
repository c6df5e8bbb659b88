// A small menu: on the right mouse button, and for choosing which columns are seen.
import { make, px } from './elements.ts'

export interface MenuItem {
  readonly label: string
  readonly keys?: string
  readonly disabled?: boolean
  /** A tick that can be set or taken away; the menu stays open. */
  readonly checked?: boolean
  readonly startsGroup?: boolean
  run(): void
}

export class Menu {
  readonly element: HTMLElement
  #items: readonly MenuItem[] = []
  #remake: () => readonly MenuItem[] = () => []
  #closed: () => void = () => {}

  constructor() {
    this.element = make('div', {
      role: 'menu',
      class: 'sheet-menu',
      hidden: true,
      tabindex: -1,
      'aria-label': '表格操作',
    })
    this.element.addEventListener('keydown', (event) => this.#key(event))
    this.element.addEventListener('focusout', (event) => {
      if (!this.element.contains(event.relatedTarget as Node | null)) this.#hide()
    })
  }

  /** At a place in the frame that holds the menu; `closed` gets the focus back where it belongs. */
  open(left: number, top: number, items: () => readonly MenuItem[], closed: () => void): void {
    this.#remake = items
    this.#closed = closed
    this.element.hidden = false
    this.#draw(0)
    const frame = (this.element.parentElement as HTMLElement).getBoundingClientRect()
    const height = this.element.offsetHeight
    const over = frame.top + top + height > window.innerHeight - 8
    this.element.style.left = px(Math.max(0, Math.min(left, frame.width - this.element.offsetWidth)))
    this.element.style.top = px(over ? Math.max(8 - frame.top, top - height) : top)
    this.#focus(0, 1)
  }

  #hide(): void {
    if (this.element.hidden) return
    this.element.hidden = true
    this.element.replaceChildren()
  }

  #close(): void {
    this.#hide()
    this.#closed()
  }

  #draw(at: number): void {
    this.#items = this.#remake()
    const buttons = this.#items.map((item, i) => {
      const tick = item.checked === undefined ? undefined : String(item.checked)
      const entry = make(
        'div',
        {
          role: tick ? 'menuitemcheckbox' : 'menuitem',
          class: `sheet-menu-item${item.startsGroup ? ' starts-group' : ''}${tick ? ' has-tick' : ''}`,
          tabindex: -1,
          'aria-checked': tick,
          'aria-disabled': item.disabled ? 'true' : undefined,
        },
        make('span', {}, item.label),
      )
      if (item.keys) entry.append(make('kbd', {}, item.keys))
      entry.addEventListener('click', () => this.#run(i))
      return entry
    })
    this.element.replaceChildren(...buttons)
    ;(buttons[at] as HTMLElement | undefined)?.focus({ preventScroll: true })
  }

  #run(at: number): void {
    const item = this.#items[at]
    if (!item || item.disabled) return
    if (item.checked === undefined) {
      this.#close()
      item.run()
    } else {
      item.run()
      this.#draw(at)
    }
  }

  #key(event: KeyboardEvent): void {
    const entries = [...this.element.children] as HTMLElement[]
    const at = entries.indexOf(document.activeElement as HTMLElement)
    switch (event.key) {
      case 'ArrowDown':
        this.#focus(at + 1, 1)
        break
      case 'ArrowUp':
        this.#focus(at - 1, -1)
        break
      case 'Home':
        this.#focus(0, 1)
        break
      case 'End':
        this.#focus(entries.length - 1, -1)
        break
      case 'Enter':
      case ' ':
        this.#run(at)
        break
      case 'Escape':
      case 'Tab':
        this.#close()
        break
      default:
        return
    }
    event.preventDefault()
    event.stopPropagation()
  }

  #focus(at: number, by: number): void {
    const count = this.#items.length
    for (let i = 0; i < count; i++) {
      const next = (((at + i * by) % count) + count) % count
      if (this.#items[next]?.disabled) continue
      ;(this.element.children[next] as HTMLElement).focus()
      return
    }
  }
}
