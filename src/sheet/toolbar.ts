import { button, make } from './elements.ts'
import type { SheetState } from './state.ts'

export interface ToolbarHooks {
  insert(): void
  duplicate(): void
  remove(): void
  undo(): void
  redo(): void
  fillDown(): void
  onlyProblems(): void
  previousProblem(): void
  nextProblem(): void
  find(): void
  columns(at: HTMLElement): void
  cards(): void
}

/** The buttons above the grid; `slot` is free for the page that holds the sheet. */
export class Toolbar {
  readonly element: HTMLElement
  readonly slot: HTMLElement
  readonly #state: SheetState
  readonly #edit: HTMLButtonElement[]
  readonly #undo: HTMLButtonElement
  readonly #redo: HTMLButtonElement
  readonly #only: HTMLButtonElement
  readonly #step: HTMLButtonElement[]
  readonly #cards: HTMLButtonElement

  constructor(state: SheetState, hooks: ToolbarHooks) {
    this.#state = state
    this.#edit = [
      button('插入行', { title: '在当前行下方插入（Ctrl+Enter）' }, hooks.insert),
      button('复制行', { title: '在下方再放一份选中的行（Ctrl+Shift+D）' }, hooks.duplicate),
      button('删除行', { title: '删除选中的行（Ctrl+Delete），可撤销' }, hooks.remove),
      button('向下填充', { title: '用选中的第一行填满选中的格（Ctrl+D）' }, hooks.fillDown),
    ]
    this.#undo = button('撤销', { title: 'Ctrl+Z' }, hooks.undo)
    this.#redo = button('重做', { title: 'Ctrl+Y' }, hooks.redo)
    this.#only = button('只看有问题的行', { 'aria-pressed': 'false' }, hooks.onlyProblems)
    this.#step = [
      button('上一处', { title: '上一处问题（Shift+F8）' }, hooks.previousProblem),
      button('下一处', { title: '下一处问题（F8）' }, hooks.nextProblem),
    ]
    const columns = button('列', { title: '选择显示哪些列', 'aria-haspopup': 'menu' }, () =>
      hooks.columns(columns),
    )
    this.#cards = button('逐条填写', { title: '一次填一条', 'aria-pressed': 'false' }, hooks.cards)
    this.slot = make('div', { class: 'sheet-slot' })
    const group = (name: string, ...buttons: HTMLElement[]) =>
      make('div', { class: `sheet-tool-group is-${name}` }, ...buttons)
    const editing = state.model.readOnly
      ? []
      : [group('edit', ...this.#edit), group('undo', this.#undo, this.#redo)]
    this.element = make(
      'div',
      { class: 'sheet-tools', role: 'group', 'aria-label': `${state.model.title}的操作` },
      ...editing,
      group('problems', this.#only, ...this.#step),
      group('look', button('查找', { title: 'Ctrl+F' }, hooks.find), columns, this.#cards),
      this.slot,
    )
  }

  update(inCards: boolean): void {
    const { model, problems, filtered, all, selectedRows } = this.#state
    const [insert, duplicate, remove, fill] = this.#edit
    const full = all.length >= model.maxRows
    insert!.disabled = full
    duplicate!.disabled = full || selectedRows.length === 0
    remove!.disabled = selectedRows.length === 0
    fill!.disabled = selectedRows.length === 0
    this.#undo.disabled = !model.canUndo
    this.#redo.disabled = !model.canRedo
    this.#only.setAttribute('aria-pressed', String(filtered))
    this.#only.disabled = problems.list.length === 0 && !filtered
    for (const button of this.#step) button.disabled = problems.list.length === 0
    this.#cards.setAttribute('aria-pressed', String(inCards))
    this.element.classList.toggle('is-cards', inCards)
  }
}
