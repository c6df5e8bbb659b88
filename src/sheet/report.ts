// What a paste or an import could not take: each text with its place and reason, none of them lost.
import { button, make } from './elements.ts'
import type { Rejected, SheetReport } from './model.ts'
import { formatTsv } from './tsv.ts'

// More lines than anybody reads; all of them are in what is copied.
const mostShown = 100

export interface ReportHooks {
  goTo(row: string, column: string): void
  undo(): void
  closed(): void
}

/** One sentence on what came of it. */
export function reportInWords({ title, rows, cells, rejected, unknownColumns }: SheetReport): string {
  const taken = cells > 0 ? `已${title} ${count(rows)} 行 ${count(cells)} 格` : `${title}的内容`
  const left = rejected.length > 0 ? `${cells > 0 ? '，' : '有 '}${count(rejected.length)} 处没有收下` : ''
  const unknown = unknownColumns.length > 0 ? `；表中没有这些列：${unknownColumns.join('、')}` : ''
  return `${taken}${left}${unknown}`
}

const count = (number: number): string => number.toLocaleString('zh-CN')

export class ReportPanel {
  readonly element: HTMLElement
  readonly #hooks: ReportHooks
  #undo: HTMLButtonElement | undefined

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
    this.#undo?.remove()
    this.#undo = undefined
  }

  get open(): boolean {
    return !this.element.hidden
  }

  /** Shown only where something was turned down. `mayUndo` offers to take the whole step back. */
  show(report: SheetReport, mayUndo: boolean): void {
    const { rejected } = report
    this.#undo = undefined
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
      this.#undo = button(`撤销这次${report.title}`, {}, () => {
        this.#hooks.undo()
        this.close()
      })
      actions.splice(1, 0, this.#undo)
    }
    this.element.replaceChildren(
      make(
        'div',
        { class: 'sheet-report-head' },
        make('strong', {}, reportInWords(report)),
        ...actions,
        copied,
      ),
    )
    if (rejected.length > 0) this.element.append(this.#table(rejected))
    this.element.hidden = false
  }

  close(): void {
    this.element.hidden = true
    this.element.replaceChildren()
    this.#hooks.closed()
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
        make('td', { class: 'sheet-report-text' }, text.length > 80 ? `${text.slice(0, 80)}…` : text),
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
