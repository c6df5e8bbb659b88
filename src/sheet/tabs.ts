// Column groups as tabs: one group at a time beside the columns that stay.
import { make } from './elements.ts'
import type { SheetState } from './state.ts'

export class GroupTabs {
  readonly element: HTMLElement
  readonly #state: SheetState
  readonly #tabs: { id: string | null; element: HTMLButtonElement; badge: HTMLElement; suffix: HTMLElement }[]

  constructor(state: SheetState, id: string, panel: string, turned: () => void) {
    this.#state = state
    const groups = [...state.model.groups, { id: null, title: '全部列' }]
    this.#tabs = groups.map((group, i) => {
      const badge = make('span', { class: 'sheet-badge', hidden: true })
      const suffix = make('span', { class: 'sheet-offscreen' })
      const element = make(
        'button',
        { type: 'button', role: 'tab', class: 'sheet-tab', id: `${id}-tab-${i}`, 'aria-controls': panel },
        group.title,
        badge,
        suffix,
      )
      element.addEventListener('click', () => {
        state.columns.group = group.id
        state.moveTo({ line: state.anchor.line, column: state.columns.frozen })
        turned()
      })
      return { id: group.id, element, badge, suffix }
    })
    this.element = make(
      'div',
      {
        role: 'tablist',
        class: 'sheet-tabs',
        'aria-label': '列的分组',
        hidden: state.model.groups.length < 2,
      },
      ...this.#tabs.map(({ element }) => element),
    )
    this.element.addEventListener('keydown', (event) => {
      const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
      if (by === 0) return
      const at = this.#tabs.findIndex(({ element }) => element === document.activeElement)
      const next = this.#tabs[(at + by + this.#tabs.length) % this.#tabs.length]!.element
      next.click()
      next.focus()
      event.preventDefault()
    })
    this.update()
  }

  get currentId(): string | undefined {
    return this.#tabs.find(({ id }) => id === this.#state.columns.group)?.element.id
  }

  update(): void {
    const { model, problems } = this.#state
    const counts = new Map<string | null, number>()
    for (const { column } of model.columns) {
      const group = column.group ?? null
      counts.set(group, (counts.get(group) ?? 0) + problems.inColumn(column.id))
    }
    for (const { id, element, badge, suffix } of this.#tabs) {
      const current = id === this.#state.columns.group
      if (current && element.getAttribute('aria-selected') === 'false') this.#bringIn(element)
      element.setAttribute('aria-selected', String(current))
      element.tabIndex = current ? 0 : -1
      const count = id === null ? 0 : (counts.get(id) ?? 0)
      badge.hidden = count === 0
      badge.textContent = String(count)
      suffix.textContent = count > 0 ? '处问题' : ''
    }
  }

  /** Where the tabs keep to one line, the one turned to may be outside of it. */
  #bringIn(tab: HTMLElement): void {
    const strip = this.element.getBoundingClientRect()
    const { left, right } = tab.getBoundingClientRect()
    if (left < strip.left) this.element.scrollLeft -= strip.left - left
    else if (right > strip.right) this.element.scrollLeft += right - strip.right
  }
}
