// One row at a time as a form: for narrow screens, and for whoever prefers it.
import type { Cell } from '../domain/filing.ts'
import type { ShownColumn } from './columns.ts'
import { deleteRows, duplicateRows, putCell } from './commands.ts'
import { button, make } from './elements.ts'
import { readerOf, writerOf, yesNo } from './model.ts'
import { inWords } from './problems.ts'
import type { SheetState } from './state.ts'

interface CardField {
  readonly column: ShownColumn
  readonly element: HTMLElement
  readonly remark: HTMLElement
  show(cell: Cell | undefined): void
  /** A text that could not be taken stays, with the reason. */
  why: string | undefined
}

/** More boxes than these are harder to look through than to type. */
const mostTicks = 24

export class Card {
  readonly element: HTMLElement
  readonly #state: SheetState
  readonly #id: string
  readonly #title: HTMLElement
  readonly #body: HTMLElement
  readonly #previous: HTMLButtonElement
  readonly #next: HTMLButtonElement
  readonly #change: HTMLButtonElement[]
  #fields: CardField[] = []
  #shown = ''

  constructor(state: SheetState, id: string) {
    this.#state = state
    this.#id = id
    const { rowName } = state.model
    const step = (by: number) => () =>
      state.moveTo({ line: state.anchor.line + by, column: state.anchor.column })
    this.#title = make('div', { class: 'sheet-card-title', 'aria-live': 'polite' })
    this.#previous = button(`上一${measure(rowName)}`, {}, step(-1))
    this.#next = button(`下一${measure(rowName)}`, {}, step(1))
    this.#change = [
      button(`新增${rowName}`, {}, () => this.#add()),
      button('复制本条', {}, () => duplicateRows(this.#alone())),
      button('删除本条', {}, () => deleteRows(this.#alone())),
    ]
    this.#body = make('div', { class: 'sheet-card-body' })
    this.element = make(
      'div',
      { class: 'sheet-card', role: 'group', 'aria-label': `${state.model.title}，逐条填写`, hidden: true },
      make(
        'div',
        { class: 'sheet-card-head' },
        this.#title,
        make('div', { class: 'sheet-card-steps' }, this.#previous, this.#next),
      ),
      this.#body,
      make('div', { class: 'sheet-card-foot' }, ...(state.model.readOnly ? [] : this.#change)),
    )
  }

  update(): void {
    const { state, row } = { state: this.#state, row: this.#state.row }
    const { line } = state.anchor
    const count = state.rows.length
    const name = state.model.columns.find(({ column }) => column.id === state.model.nameColumn)
    const called = row && name ? writerOf(name)(row.cells[name.column.id]) : ''
    this.#title.textContent = row
      ? `第 ${line + 1} 条，共 ${count} 条${called ? `：${called}` : ''}`
      : count === 0
        ? `还没有${state.model.rowName}`
        : `共 ${count} 条`
    this.#previous.disabled = line <= 0
    this.#next.disabled = line >= count - 1
    const [add, duplicate, remove] = this.#change
    add!.disabled = !state.canGrow
    duplicate!.disabled = !row || !state.canGrow
    remove!.disabled = !row
    const shown = `${row?.id}|${state.columns.shown.map(({ id }) => id).join()}`
    if (shown !== this.#shown) {
      this.#shown = shown
      this.#fields = row ? state.columns.shown.map((column) => this.#field(column)) : []
      this.#body.replaceChildren(...this.#fields.map(({ element }) => element))
    }
    if (!row) return
    for (const field of this.#fields) {
      const off = state.isHidden(row.id, field.column.id)
      field.element.hidden = off
      if (field.why === undefined && !field.element.contains(document.activeElement)) {
        field.show(row.cells[field.column.id])
      }
      const remark = state.problems.at(row.id, field.column.id)
      const words = field.why ?? (remark?.as ? inWords(remark) : remark?.says) ?? ''
      const tone = field.why ? 'error' : (remark?.severity ?? '')
      field.element.className = `sheet-field${tone ? ` is-${tone}` : ''}`
      if (field.remark.textContent !== words) field.remark.textContent = words
    }
  }

  /** Puts the focus in the field of the active cell. */
  focus(): void {
    const field = this.#fields.find(({ column }) => column.id === this.#state.column?.id)
    const control = field?.element.querySelector<HTMLElement>('input, select, textarea, button')
    ;(control ?? this.#change[0])?.focus()
  }

  #alone(): SheetState {
    this.#state.moveTo(this.#state.anchor)
    return this.#state
  }

  #add(): void {
    const state = this.#state
    const at = state.all.length
    state.apply({ insert: { at, rows: [state.model.newRow()] } }, `新增${state.model.rowName}`)
    state.moveTo({ line: at, column: 0 })
    this.update()
    this.focus()
  }

  #put(field: CardField, value: Cell): void {
    const column = this.#state.columns.indexOf(field.column.id)
    putCell(this.#state, { line: this.#state.anchor.line, column }, value)
  }

  #field(column: ShownColumn): CardField {
    const { id, label, unit, required, help, type, example } = column.column
    const control = `${this.#id}-card-${id}`
    const remark = make('p', { class: 'sheet-field-remark', id: `${control}-remark`, role: 'status' })
    const words = [label, ...(unit ? [`（${unit}）`] : [])].join('')
    const star = required === true ? [make('span', { class: 'sheet-star', title: '必填' }, '*')] : []
    const hint = help ?? (example ? `例如：${example}` : '')
    const hints = hint ? [make('p', { class: 'sheet-field-help', id: `${control}-help` }, hint)] : []
    const field = { column, remark, why: undefined } as unknown as {
      -readonly [Key in keyof CardField]: CardField[Key]
    }
    const attributes = {
      id: control,
      'aria-describedby': `${control}-remark${hint ? ` ${control}-help` : ''}`,
    }
    const group = type === 'choices' || (type === 'rows' && column.options().length <= mostTicks)
    const input = group ? this.#ticks(field, control) : this.#control(field, attributes)
    field.element = group
      ? make(
          'fieldset',
          { class: 'sheet-field' },
          make('legend', {}, words, ...star),
          ...hints,
          input,
          remark,
        )
      : make(
          'div',
          { class: 'sheet-field' },
          make('label', { for: control }, words, ...star),
          ...hints,
          input,
          remark,
        )
    // Clicked too, since a control that is off takes no focus.
    for (const event of ['focusin', 'click'])
      field.element.addEventListener(event, () => this.#state.stand(id))
    return field
  }

  #control(field: CardField, attributes: Record<string, string>): HTMLElement {
    const { column } = field
    const { type } = column.column
    const { readOnly } = this.#state.model
    if (type === 'files') {
      const open = button('附件', { ...attributes, class: 'sheet-files' }, () => {
        const { row, model } = this.#state
        if (row) model.openFiles?.(row.id, column.id)
      })
      field.show = (cell) => {
        open.textContent = `附件（${Array.isArray(cell) ? cell.length : 0}）`
      }
      return open
    }
    if (type === 'yesNo' || type === 'choice') {
      const options = type === 'yesNo' ? yesNo : column.options()
      const select = make(
        'select',
        { ...attributes, disabled: readOnly },
        make('option', { value: '' }, '请选择'),
        ...options.map(({ code, label }) => make('option', { value: code }, label)),
      )
      select.addEventListener('change', () => {
        const { value } = select
        this.#put(field, value === '' ? null : type === 'yesNo' ? value === 'yes' : value)
      })
      field.show = (cell) => {
        select.value =
          typeof cell === 'boolean' ? (cell ? 'yes' : 'no') : typeof cell === 'string' ? cell : ''
      }
      return select
    }
    const long = type === 'longText' || type === 'list' || type === 'rows'
    const input = long
      ? make('textarea', { ...attributes, rows: 3, readonly: readOnly })
      : make('input', { ...attributes, type: 'text', autocomplete: 'off', readonly: readOnly })
    if (type === 'rows') input.placeholder = '填名称，多个用；隔开'
    if (type === 'integer') input.setAttribute('inputmode', 'numeric')
    if (type === 'decimal') input.setAttribute('inputmode', 'decimal')
    input.addEventListener('change', () => {
      const reading = readerOf(column)(input.value)
      field.why = 'why' in reading ? reading.why : undefined
      if ('why' in reading) this.update()
      else this.#put(field, reading.value)
    })
    field.show = (cell) => {
      input.value = writerOf(column)(cell)
    }
    return input
  }

  #ticks(field: CardField, control: string): HTMLElement {
    const boxes = field.column.options().map(({ code, label }, i) => {
      const id = i === 0 ? control : `${control}-${i}`
      const box = make('input', { type: 'checkbox', id, value: code, disabled: this.#state.model.readOnly })
      return { box, line: make('label', { class: 'sheet-field-tick', for: id }, box, label) }
    })
    const list = make('div', { class: 'sheet-field-ticks' }, ...boxes.map(({ line }) => line))
    list.addEventListener('change', (event) => {
      const changed = (event.target as HTMLInputElement).value
      const options = field.column.options()
      const alone = options.find(({ code }) => code === changed)?.alone === true
      for (const { box } of boxes) {
        const other = options.find(({ code }) => code === box.value)
        if (box.value !== changed && (alone || other?.alone)) box.checked = false
      }
      const value = boxes.filter(({ box }) => box.checked).map(({ box }) => box.value)
      this.#put(field, value.length > 0 ? value : null)
    })
    field.show = (cell) => {
      for (const { box } of boxes) box.checked = Array.isArray(cell) && cell.includes(box.value)
    }
    return list
  }
}

/** “上一个系统”, “上一条” where the row has no measure word of its own. */
const measure = (rowName: string): string =>
  rowName.length > 0 && rowName.length < 4 ? `个${rowName}` : '条'
