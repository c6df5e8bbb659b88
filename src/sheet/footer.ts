// What the sheet says: about the active cell below the grid, about the whole table below that, and
// aloud to those who listen.
import { make } from './elements.ts'
import { inOneLine, writerOf } from './model.ts'
import { inWords } from './problems.ts'
import type { SheetState } from './state.ts'

/** Signs that a usual column shows. */
const longest = 10

export class Footer {
  readonly message: HTMLElement
  readonly status: HTMLElement
  readonly live: HTMLElement
  /** What is wrong with the text being typed. */
  complaint: string | undefined
  /** What was just done; until the next step. */
  notice = ''
  readonly #state: SheetState
  #told = 0
  #waiting = 0

  constructor(state: SheetState, id: string) {
    this.#state = state
    this.message = make('div', { class: 'sheet-message', id: `${id}-message` })
    // Not live itself: it changes at every step, and what is worth hearing is said by `live`.
    this.status = make('div', { class: 'sheet-status' })
    this.live = make('div', { class: 'sheet-offscreen', 'aria-live': 'polite' })
  }

  announce(words: string): void {
    cancelAnimationFrame(this.#waiting)
    this.live.textContent = words
  }

  /** Where one stands, what is there and what is wrong with it; once for an edit and the step after it. */
  announceCell(): void {
    cancelAnimationFrame(this.#waiting)
    this.#waiting = requestAnimationFrame(() => this.#tellCell())
  }

  #tellCell(): void {
    const { row, column, problems, anchor, model } = this.#state
    if (!column || this.notice !== '') return
    const empty = `空行，输入即可新增${model.rowName}`
    const text = row ? inOneLine(writerOf(column)(row.cells[column.id]), column) || '空' : empty
    const remark = row ? problems.at(row.id, column.id) : undefined
    const wrong = remark ? `，${inWords(remark)}` : ''
    const left = problems.count === this.#told ? '' : `，本表有 ${problems.count} 处问题`
    this.#told = problems.count
    this.announce(
      `第 ${this.#state.numberOf(anchor.line)} 行，${column.column.label}：${text}${wrong}${left}`,
    )
  }

  update(inCards: boolean): void {
    this.#drawStatus(inCards)
    const [tone, words] = this.#words()
    this.message.className = `sheet-message is-${tone}`
    this.message.hidden = inCards && this.notice === ''
    if (this.message.textContent !== words) this.message.textContent = words
  }

  #words(): [tone: string, words: string] {
    const { row, column, problems } = this.#state
    if (this.complaint !== undefined) return ['error', this.complaint]
    if (this.notice !== '') return ['plain', this.notice]
    if (!column) return ['plain', '']
    const { label, help, example } = column.column
    if (row && this.#state.isHidden(row.id, column.id)) {
      return ['plain', `${label}：根据本行其他格的填写情况，这一格不用填`]
    }
    const remark = row ? problems.at(row.id, column.id) : undefined
    if (remark) {
      const fix = remark.fix ? ` ${remark.fix}` : ''
      return [remark.severity, `${inWords(remark)}${fix}`]
    }
    const text = row ? inOneLine(writerOf(column)(row.cells[column.id]), column) : ''
    // The cell may be too narrow to show all of it.
    if (text.length > longest) return ['plain', `${label}：${text}`]
    const hint =
      row || this.#state.model.readOnly
        ? ''
        : '输入即可新增；也可从 Excel 复制后按 Ctrl+V 粘贴，带不带表头都行'
    return ['plain', [label, help, example && `例如：${example}`, hint].filter(Boolean).join(' — ')]
  }

  #drawStatus(inCards: boolean): void {
    const { anchor, range, rows, all, filtered, problems, columns, model } = this.#state
    const selected = (range.bottom - range.top + 1) * (range.right - range.left + 1)
    const hidden = model.columns.filter(({ column }) => columns.isHidden(column.id)).length
    const { count } = problems
    const words = [
      !inCards && `第 ${this.#state.numberOf(anchor.line)} 行 第 ${anchor.column + 1} 列`,
      !inCards && selected > 1 && `选中 ${selected} 格`,
      filtered ? `显示 ${rows.length} 行，共 ${all.length} 行` : `共 ${all.length} 行`,
      count > 0 ? `${count} 处问题` : '没有发现问题',
      hidden > 0 && `隐藏了 ${hidden} 列`,
    ]
    const text = words.filter(Boolean).join(' · ')
    if (this.status.textContent !== text) this.status.textContent = text
  }
}
