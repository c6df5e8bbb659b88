import type { Deed } from './deeds.ts'
import { button, make } from './elements.ts'
import type { SheetState } from './state.ts'

/** The buttons above the grid; `slot` is free for the page that holds the sheet. */
export class Toolbar {
  readonly element: HTMLElement
  readonly slot: HTMLElement
  readonly #state: SheetState
  readonly #insert: HTMLButtonElement
  readonly #duplicate: HTMLButtonElement
  readonly #ofRows: HTMLButtonElement[]
  readonly #undo: HTMLButtonElement
  readonly #redo: HTMLButtonElement
  readonly #only: HTMLButtonElement
  readonly #step: HTMLButtonElement[]
  readonly #cards: HTMLButtonElement

  /** `press` is told the deed and the button it came from. */
  constructor(state: SheetState, press: (deed: Deed, at: HTMLElement) => void) {
    this.#state = state
    const tool = (label: string, deed: Deed, title: string, more: Record<string, string> = {}) => {
      const element: HTMLButtonElement = button(label, { title, ...more }, () => press(deed, element))
      return element
    }
    this.#insert = tool('插入行', 'insertBelow', '在当前行下方插入（Ctrl+Enter）')
    this.#duplicate = tool('复制行', 'duplicate', '在下方再放一份选中的行（Ctrl+Shift+D）')
    this.#ofRows = [
      tool('删除行', 'remove', '删除选中的行（Ctrl+Delete），可撤销'),
      tool('向下填充', 'fillDown', '用选中的第一行填满选中的格（Ctrl+D）'),
    ]
    this.#undo = tool('撤销', 'undo', '撤销上一步（Ctrl+Z）')
    this.#redo = tool('重做', 'redo', '重做撤销的一步（Ctrl+Y）')
    this.#only = tool('只看有问题的行', 'onlyProblems', '其余的行暂不显示', { 'aria-pressed': 'false' })
    this.#step = [
      tool('上一处', 'previousProblem', '上一处问题（Shift+F8）'),
      tool('下一处', 'nextProblem', '下一处问题（F8）'),
    ]
    this.#cards = tool('逐条填写', 'cards', '一次填一条', { 'aria-pressed': 'false' })
    this.slot = make('div', { class: 'sheet-slot' })
    const group = (name: string, ...buttons: HTMLElement[]) =>
      make('div', { class: `sheet-tool-group is-${name}` }, ...buttons)
    const editing = state.model.readOnly
      ? []
      : [group('edit', this.#insert, this.#duplicate, ...this.#ofRows), group('undo', this.#undo, this.#redo)]
    this.element = make(
      'div',
      { class: 'sheet-tools', role: 'group', 'aria-label': `${state.model.title}的操作` },
      ...editing,
      group('problems', this.#only, ...this.#step),
      group(
        'look',
        tool('查找', 'find', '在本表中查找（Ctrl+F）'),
        tool('列', 'columns', '选择显示哪些列', { 'aria-haspopup': 'menu' }),
        this.#cards,
      ),
      this.slot,
    )
  }

  update(inCards: boolean): void {
    const { model, problems, filtered, all, selectedRows } = this.#state
    const full = all.length >= model.maxRows
    const none = selectedRows.length === 0
    this.#insert.disabled = full
    this.#duplicate.disabled = full || none
    for (const button of this.#ofRows) button.disabled = none
    this.#undo.disabled = !model.canUndo
    this.#redo.disabled = !model.canRedo
    this.#only.setAttribute('aria-pressed', String(filtered))
    this.#only.disabled = problems.count === 0 && !filtered
    for (const button of this.#step) button.disabled = problems.count === 0
    this.#cards.setAttribute('aria-pressed', String(inCards))
    this.element.classList.toggle('is-cards', inCards)
  }
}
