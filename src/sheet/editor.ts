// One text area, always holding the focus and lying over the active cell: an input method composes
// from the first key on, and the clipboard works without permission. Until something is typed it is
// not seen.
import type { Cell } from '../domain/filing.ts'
import { putCell, putEverywhere } from './commands.ts'
import { make, px } from './elements.ts'
import { readerOf, writerOf, yesNo } from './model.ts'
import { OptionList } from './option-list.ts'
import type { SheetState, Spot } from './state.ts'
import type { Viewport } from './viewport.ts'

export interface EditorHooks {
  /** What to tell about the cell being typed into; nothing to take it back. */
  complain(words: string | undefined): void
  /** A text that was left behind because it could not be taken. */
  lost(spot: Spot, text: string, why: string): void
  /** Typing began, ended or changed the list. */
  turned(): void
}

const hints: Partial<Record<string, string>> = {
  date: '如 2019-06-10',
  list: '每行一项，Alt+Enter 换行',
}

export class Editor {
  readonly area: HTMLTextAreaElement
  readonly list: OptionList
  /** `typing` began with a key: arrows lead on. `editing` began with F2: arrows move in the text. */
  mode: 'idle' | 'typing' | 'editing' = 'idle'
  readonly #state: SheetState
  readonly #viewport: Viewport
  readonly #frame: HTMLElement
  readonly #hooks: EditorHooks
  #stepped = false

  constructor(state: SheetState, viewport: Viewport, frame: HTMLElement, id: string, hooks: EditorHooks) {
    this.#state = state
    this.#viewport = viewport
    this.#frame = frame
    this.#hooks = hooks
    this.area = make('textarea', {
      class: 'sheet-editor',
      rows: 1,
      spellcheck: 'false',
      autocomplete: 'off',
      autocapitalize: 'off',
      'aria-label': `${state.model.title}，单元格`,
      'aria-describedby': `${id}-message`,
    })
    this.area.readOnly = state.model.readOnly
    this.list = new OptionList(id, (code) => this.#pick(code))
    viewport.layer.append(this.area)
    frame.append(this.list.element)
    this.area.addEventListener('compositionstart', () => this.mode === 'idle' && this.#begin('typing'))
    this.area.addEventListener('input', (event) => this.#typed((event as InputEvent).isComposing))
    // Chrome sends no input of its own when the composition ends.
    this.area.addEventListener('compositionend', () => this.busy && this.#typed(false))
    this.area.addEventListener('blur', () => this.leave())
  }

  get busy(): boolean {
    return this.mode !== 'idle'
  }

  /** Opens the active cell with what it holds. */
  open(): void {
    const { column, row } = this.#state
    if (!column || this.busy || !this.#begin('editing')) return
    if (this.list.open) return
    this.area.value = row ? writerOf(column)(row.cells[column.id]) : ''
    this.area.setSelectionRange(this.area.value.length, this.area.value.length)
    this.place()
  }

  /** False when the text cannot be taken; the cell then stays open. */
  commit(everywhere = false): boolean {
    if (!this.busy) return true
    const reading = this.#reading()
    if ('why' in reading) {
      this.#hooks.complain(reading.why)
      return false
    }
    const spot = this.#state.anchor
    this.cancel()
    if (reading.value === undefined) return true
    if (everywhere) putEverywhere(this.#state, reading.value)
    else putCell(this.#state, spot, reading.value)
    return true
  }

  cancel(): void {
    if (!this.busy) return
    this.mode = 'idle'
    this.#stepped = false
    this.area.value = ''
    this.area.placeholder = ''
    this.area.classList.remove('is-open')
    this.list.hide()
    this.#hooks.complain(undefined)
    this.#hooks.turned()
    this.place()
  }

  /** Takes what can be taken and closes: somebody clicked elsewhere. */
  leave(): void {
    if (!this.busy) return
    const { value: text } = this.area
    const reading = this.#reading()
    if (!('why' in reading)) {
      this.commit()
      return
    }
    const spot = this.#state.anchor
    this.cancel()
    this.#hooks.lost(spot, text, reading.why)
  }

  /** A key while the cell is open. True when it is dealt with; a move is then the caller's. */
  key(event: KeyboardEvent): 'done' | 'down' | 'up' | 'right' | 'left' | 'other' {
    const { key } = event
    if (key === 'Escape') {
      this.cancel()
      return 'done'
    }
    if (key === 'Enter') return this.#enter(event)
    if (key === 'Tab') return this.commit() ? (event.shiftKey ? 'left' : 'right') : 'done'
    if (this.list.open) {
      if (key === 'ArrowDown' || key === 'ArrowUp') {
        this.list.step(key === 'ArrowDown' ? 1 : -1)
        this.#stepped = true
        this.#hooks.turned()
        return 'done'
      }
      if (key === ' ' && this.#several && this.area.value === '' && this.list.current) {
        this.list.tick(this.list.current.code)
        this.#hooks.turned()
        return 'done'
      }
      return 'other'
    }
    if (key === 'F2') {
      this.mode = 'editing'
      return 'done'
    }
    if (this.mode === 'typing' && key.startsWith('Arrow') && !event.shiftKey) {
      if (!this.commit()) return 'done'
      return key === 'ArrowUp' ? 'up' : key === 'ArrowDown' ? 'down' : key === 'ArrowLeft' ? 'left' : 'right'
    }
    return 'other'
  }

  /** Lies over the active cell, within what is seen. */
  place(): void {
    const { area } = this
    const { view } = this.#viewport
    const box = this.#viewport.boxOf(this.#state.anchor)
    const width = this.busy ? Math.min(Math.max(box.width, 180), view.clientWidth) : box.width
    area.style.width = px(width)
    area.style.height = px(box.height)
    const height = this.busy ? Math.min(Math.max(area.scrollHeight + 2, box.height), 200) : box.height
    const left = Math.max(0, Math.min(box.left, view.clientWidth - width))
    const top = Math.max(0, Math.min(box.top, view.clientHeight - height))
    area.style.height = px(height)
    area.style.left = px(left)
    area.style.top = px(top)
    if (this.list.open) this.list.place(box, this.#frame, left, top)
  }

  get #several(): boolean {
    const type = this.#state.column?.column.type
    return type === 'choices' || type === 'rows'
  }

  #enter(event: KeyboardEvent): 'done' | 'down' | 'up' {
    const type = this.#state.column?.column.type
    if (event.altKey || (event.shiftKey && (type === 'longText' || type === 'list'))) {
      this.area.setRangeText('\n', this.area.selectionStart, this.area.selectionEnd, 'end')
      this.place()
      return 'done'
    }
    if (this.list.open && this.#several && this.area.value !== '' && this.list.current) {
      this.#pick(this.list.current.code)
      return 'done'
    }
    this.#stepped = true
    if (!this.commit(event.ctrlKey)) return 'done'
    return event.ctrlKey ? 'done' : event.shiftKey ? 'up' : 'down'
  }

  #begin(mode: 'typing' | 'editing'): boolean {
    const { model, row, column } = this.#state
    const refusal = this.#refusal()
    if (refusal !== undefined || !column) {
      this.area.value = ''
      if (refusal) this.#hooks.complain(refusal)
      return false
    }
    if (column.column.type === 'files') {
      this.area.value = ''
      if (row) model.openFiles?.(row.id, column.id)
      return false
    }
    this.mode = mode
    this.#viewport.bringIntoSight(this.#state.anchor)
    this.area.classList.add('is-open')
    this.area.placeholder = hints[column.column.type] ?? ''
    this.#openList()
    this.place()
    this.#hooks.turned()
    return true
  }

  #refusal(): string | undefined {
    const { model, row, column } = this.#state
    if (model.readOnly) return '当前为只读，不能修改'
    if (row && column && this.#state.isHidden(row.id, column.id))
      return '根据本行其他格的填写情况，这一格不用填'
    if (!row && !this.#state.canGrow) return `本表最多 ${model.maxRows} 行，不能再增加`
    return undefined
  }

  #openList(): void {
    const { row, column } = this.#state
    if (!column) return
    const cell = row?.cells[column.id]
    const { type } = column.column
    if (type === 'yesNo') {
      this.list.show(yesNo, cell === true ? ['yes'] : cell === false ? ['no'] : [], false, this.area.value)
    } else if (type === 'choice') {
      this.list.show(column.options(), typeof cell === 'string' ? [cell] : [], false, this.area.value)
    } else if (type === 'choices' || type === 'rows') {
      this.list.show(column.options(), Array.isArray(cell) ? cell : [], true, this.area.value)
    } else return
    this.area.placeholder = row ? writerOf(column)(cell) || '输入文字可筛选' : '输入文字可筛选'
  }

  /** `undefined` leaves the cell as it is. */
  #reading(): { value: Cell | undefined } | { why: string } {
    const { column } = this.#state
    if (!column) return { value: undefined }
    const text = this.area.value
    const { list } = this
    if (!list.open) return readerOf(column)(text)
    if (this.#several) {
      const chosen = list.chosen
      if (text.trim() === '') return { value: chosen.length > 0 ? chosen : null }
      const reading = readerOf(column)(text)
      if ('why' in reading)
        return list.current ? { value: [...new Set([...chosen, list.current.code])] } : reading
      const more = Array.isArray(reading.value) ? reading.value : []
      return { value: [...new Set([...chosen, ...more])] }
    }
    if (text.trim() === '' && !this.#stepped) return { value: undefined }
    const reading = readerOf(column)(text)
    if (text.trim() !== '' && 'value' in reading) return reading
    const code = list.current?.code
    if (code === undefined) return 'why' in reading ? reading : { value: undefined }
    return { value: column.column.type === 'yesNo' ? code === 'yes' : code }
  }

  #pick(code: string): void {
    if (this.#several) {
      this.list.tick(code)
      this.area.value = ''
      this.list.filter('')
      this.place()
      this.#hooks.turned()
      return
    }
    const yes = this.#state.column?.column.type === 'yesNo'
    const spot = this.#state.anchor
    this.cancel()
    putCell(this.#state, spot, yes ? code === 'yes' : code)
  }

  #typed(composing: boolean): void {
    if (!this.busy && !this.#begin('typing')) return
    this.#hooks.complain(undefined)
    if (this.list.open && !composing) {
      this.list.filter(this.area.value)
      this.#stepped = false
      this.#hooks.turned()
    }
    this.place()
  }
}
