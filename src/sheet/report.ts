// What a paste or an import could not take: each text with its place and reason, none of them lost.
import { shortened } from '../domain/spelling.ts'
import { formatTsv } from './clipboard.ts'
import { button, make } from './elements.ts'
import type { Again, CellChange, Rejected, SheetReport } from './model.ts'

// More lines than anybody reads; all of them are in what is copied.
const mostShown = 100

export interface ReportHooks {
  goTo(row: string, column: string): void
  undo(): void
  /** Takes what the turned down cells may have meant. */
  take(cells: readonly CellChange[]): void
  again(report: SheetReport): void
  closed(): void
}

/** One sentence on what came of it. */
export function reportInWords({ title, rows, cells, rejected, unknownColumns, known }: SheetReport): string {
  const how = known ? `（${howMany(known)}）` : ''
  const taken = cells > 0 ? `已${title} ${count(rows)} 行 ${count(cells)} 格${how}` : `${title}的内容`
  const left = rejected.length > 0 ? `${cells > 0 ? '，' : '有 '}${count(rejected.length)} 处没有收下` : ''
  const unknown = unknownColumns.length > 0 ? `；表中没有这些列：${unknownColumns.join('、')}` : ''
  return `${taken}${left}${unknown}`
}

const howMany = ({ updated, added }: { updated: number; added: number }): string =>
  [updated > 0 && `更新已有的 ${count(updated)} 行`, added > 0 && `在末尾新增 ${count(added)} 行`]
    .filter(Boolean)
    .join('，') || '没有改动'

const count = (number: number): string => number.toLocaleString('zh-CN')

export class ReportPanel {
  readonly element: HTMLElement
  readonly #hooks: ReportHooks
  /** What holds only until something else is done. */
  #passing: HTMLElement[] = []

  constructor(hooks: ReportHooks) {
    this.#hooks = hooks
    this.element = make('div', {
      class: 'sheet-report',
      role: 'region',
      'aria-label': '没有收下的内容',
      hidden: true,
    })
    this.element.addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.close()
    })
  }

  /** Once something else has been done, undoing would undo that. */
  forgetUndo(): void {
    for (const element of this.#passing) element.remove()
    this.#passing = []
  }

  get open(): boolean {
    return !this.element.hidden
  }

  /** Shown only where something was turned down. `mayUndo` offers to take the whole step back. */
  show(report: SheetReport, mayUndo: boolean): void {
    const { rejected, again } = report
    this.#passing = []
    if (rejected.length === 0 && report.unknownColumns.length === 0) {
      this.element.hidden = true
      return
    }
    const copied = make('span', { role: 'status', class: 'sheet-report-copied' })
    const actions = [
      button('复制没收下的内容', {}, () => {
        copied.textContent = copy(rejected)
          ? '已复制，可粘贴到 Excel 中修改'
          : '浏览器不允许复制，请在表中选中后复制'
      }),
      button('关闭', {}, () => this.close()),
    ]
    if (mayUndo) {
      const undo = button(`撤销这次${report.title}`, {}, () => {
        this.#hooks.undo()
        this.close()
      })
      this.#passing.push(undo)
      actions.splice(1, 0, undo)
    }
    const nearly = mayUndo ? this.#nearly(rejected) : undefined
    if (nearly) actions.unshift(nearly)
    this.element.replaceChildren(
      make(
        'div',
        { class: 'sheet-report-head' },
        make('strong', {}, reportInWords(report)),
        ...actions,
        copied,
      ),
    )
    if (mayUndo && again && again.columns.length > 0) this.element.append(this.#meanings(report, again))
    if (rejected.length > 0) this.element.append(this.#table(rejected))
    this.element.hidden = false
  }

  close(): void {
    this.element.hidden = true
    this.element.replaceChildren()
    this.#hooks.closed()
  }

  /** “2019年6月” names no day and “约300” no number; what comes near is taken only on request. */
  #nearly(rejected: readonly Rejected[]): HTMLButtonElement | undefined {
    const cells = rejected.flatMap(({ row, columnId, nearly }): CellChange[] =>
      row !== undefined && columnId !== undefined && nearly !== undefined
        ? [{ row, column: columnId, value: nearly }]
        : [],
    )
    if (cells.length === 0) return undefined
    return button(`按近似值填入 ${count(cells.length)} 处（年月取 1 日，约数取整数）`, {}, () => {
      const done = new Set(cells.map(({ row, column }) => `${row}/${column}`))
      this.#hooks.take(cells)
      const left = rejected.filter(({ row, columnId }) => !done.has(`${row}/${columnId}`))
      this.show(
        { title: '填入', rows: cells.length, cells: cells.length, rejected: left, unknownColumns: [] },
        false,
      )
    })
  }

  /** Headings that name no column: somebody says what they mean, and it is done again. */
  #meanings({ unknownColumns, title }: SheetReport, again: Again): HTMLElement {
    const choices = unknownColumns.map((heading) => {
      const select = make(
        'select',
        {},
        make('option', { value: '' }, '不收这一列'),
        ...again.columns.map(({ id, label }) => make('option', { value: id }, label)),
      )
      return { heading, select }
    })
    const apply = button(`按所选的列重新${title}`, {}, () => {
      const chosen = choices.filter(({ select }) => select.value !== '')
      if (chosen.length === 0) return
      this.#hooks.again(again.run(new Map(chosen.map(({ heading, select }) => [heading, select.value]))))
    })
    const form = make(
      'div',
      { class: 'sheet-report-columns', role: 'group', 'aria-label': '没有对应上的列' },
      make('span', {}, '这些列收到哪里？'),
      ...choices.map(({ heading, select }) => make('label', {}, `${heading} → `, select)),
      apply,
    )
    this.#passing.push(form)
    return form
  }

  #table(rejected: readonly Rejected[]): HTMLElement {
    const lines = rejected.slice(0, mostShown).map(({ place, column, text, why, row, columnId }) => {
      const where: Node | string =
        row !== undefined && columnId !== undefined
          ? button(place, { class: 'sheet-link' }, () => this.#hooks.goTo(row, columnId))
          : place
      return make(
        'tr',
        {},
        make('td', {}, where),
        make('td', {}, column),
        make('td', { class: 'sheet-report-text' }, shortened(text, 80)),
        make('td', {}, why),
      )
    })
    const heads = ['位置', '列', '内容', '没有收下的原因'].map((head) => make('th', { scope: 'col' }, head))
    const table = make('table', {}, make('thead', {}, make('tr', {}, ...heads)), make('tbody', {}, ...lines))
    const rest = rejected.length - lines.length
    const more =
      rest > 0 ? [make('p', {}, `还有 ${count(rest)} 处未列出，可用“复制没收下的内容”取得全部。`)] : []
    return make(
      'div',
      { class: 'sheet-report-list', tabindex: 0, role: 'group', 'aria-label': '没有收下的内容清单' },
      table,
      ...more,
    )
  }
}

function copy(rejected: readonly Rejected[]): boolean {
  const rows = rejected.map(({ place, column, text, why }) => [place, column, text, why])
  const area = make('textarea', { class: 'sheet-offscreen', 'aria-hidden': 'true', tabindex: -1 })
  area.value = formatTsv([['位置', '列', '内容', '原因'], ...rows])
  document.body.append(area)
  const before = document.activeElement as HTMLElement | null
  area.select()
  // The clipboard API is missing on plain http; this works wherever a button was pressed.
  const done = document.execCommand('copy')
  area.remove()
  before?.focus({ preventScroll: true })
  return done
}
