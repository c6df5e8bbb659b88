// The inventory grid: a table of typed columns that is filled like a spreadsheet.
import { Card } from './card.ts'
import { headHeight, rowHeight } from './columns.ts'
import {
  clearCells,
  copyText,
  deleteRows,
  duplicateRows,
  fillDown,
  insertRows,
  pasteText,
  toggleYesNo,
} from './commands.ts'
import { Editor } from './editor.ts'
import { make } from './elements.ts'
import { Find } from './find.ts'
import { destination } from './keys.ts'
import { Menu, type MenuItem } from './menu.ts'
import type { SheetModel, SheetReport } from './model.ts'
import { inOneLine, writerOf } from './model.ts'
import { listenToPointer } from './pointer.ts'
import { ReportPanel, reportInWords } from './report.ts'
import { SheetState, type Spot } from './state.ts'
import { GroupTabs } from './tabs.ts'
import { Toolbar } from './toolbar.ts'
import { Viewport } from './viewport.ts'

/** Below this width rows are filled one at a time. */
const narrow = 640
let sheets = 0

const spoken = { error: '错误', warning: '警告', hint: '提示' } as const

export class Sheet {
  /** Beside the sheet's own buttons; for import, export and the like. */
  readonly slot: HTMLElement
  readonly #state: SheetState
  readonly #root: HTMLElement
  readonly #frame: HTMLElement
  readonly #viewport: Viewport
  readonly #editor: Editor
  readonly #toolbar: Toolbar
  readonly #tabs: GroupTabs
  readonly #menu = new Menu()
  readonly #find: Find
  readonly #report: ReportPanel
  readonly #card: Card
  readonly #message: HTMLElement
  readonly #status: HTMLElement
  readonly #live: HTMLElement
  readonly #leave: (() => void)[] = []
  #asCards: boolean | null = null
  #inCards = false
  #notice = ''
  #complaint: string | undefined

  constructor(root: HTMLElement, model: SheetModel) {
    const id = `sheet${++sheets}`
    const state = new SheetState(model)
    this.#root = root
    this.#state = state
    this.#viewport = new Viewport(state, id)
    this.#frame = make('div', { class: 'sheet-frame', id: `${id}-frame` }, this.#viewport.view)
    this.#editor = new Editor(state, this.#viewport, this.#frame, id, {
      complain: (words) => this.#complain(words),
      lost: (spot, text, why) => this.#lost(spot, text, why),
      turned: () => this.#describe(),
    })
    this.#find = new Find(
      state,
      (found) => {
        this.#viewport.found = found
        state.changed()
      },
      () => this.focus(),
    )
    this.#frame.append(this.#find.element, this.#menu.element)
    this.#report = new ReportPanel({
      goTo: (row, column) => this.focusCell(row, column),
      undo: () => model.undo(),
      closed: () => this.focus(),
    })
    this.#toolbar = this.#makeToolbar()
    this.slot = this.#toolbar.slot
    this.#tabs = new GroupTabs(state, id, `${id}-frame`, () => this.focus())
    if (model.groups.length > 1) this.#frame.setAttribute('role', 'tabpanel')
    this.#card = new Card(state, id)
    this.#message = make('div', { class: 'sheet-message', id: `${id}-message` })
    this.#status = make('div', { class: 'sheet-status', role: 'status' })
    this.#live = make('div', { class: 'sheet-offscreen', 'aria-live': 'polite' })
    root.classList.add('sheet')
    root.append(
      this.#toolbar.element,
      this.#tabs.element,
      this.#report.element,
      this.#frame,
      this.#card.element,
      this.#message,
      this.#status,
      this.#live,
    )
    this.#listen()
    this.#fit()
    this.#viewport.render()
    this.#draw()
  }

  get focused(): boolean {
    return this.#root.contains(document.activeElement)
  }

  focus(): void {
    if (this.#inCards) this.#card.focus()
    else this.#editor.area.focus({ preventScroll: true })
  }

  /** Brings a cell into sight, whatever hides it, and stands on it. False when its row is gone. */
  focusCell(row: string, column: string): boolean {
    this.#editor.leave()
    if (!this.#state.reveal(row, column)) return false
    this.#viewport.bringIntoSight(this.#state.anchor)
    this.#draw()
    this.focus()
    this.#root.scrollIntoView({ block: 'nearest' })
    return true
  }

  /** Tells what an import did, as a paste does. */
  report(report: SheetReport): void {
    this.#notice = reportInWords(report)
    this.#report.show(report, !this.#state.model.readOnly)
    this.#draw()
    this.#announce(this.#notice)
  }

  destroy(): void {
    for (const leave of this.#leave) leave()
    this.#viewport.stop()
    this.#root.replaceChildren()
    this.#root.classList.remove('sheet')
  }

  #listen(): void {
    const { area } = this.#editor
    const state = this.#state
    state.onChange(() => {
      this.#notice = ''
      this.#complaint = undefined
      this.#redraw()
    })
    this.#leave.push(
      state.model.subscribe(() => {
        state.refresh()
        this.#redraw()
      }),
    )
    area.addEventListener('keydown', (event) => this.#key(event))
    area.addEventListener('focus', () => this.#root.classList.add('is-focused'))
    area.addEventListener('blur', () => this.#root.classList.remove('is-focused'))
    for (const kind of ['copy', 'cut'] as const) {
      area.addEventListener(kind, (event) => {
        if (this.#editor.busy) return
        event.preventDefault()
        event.clipboardData?.setData('text/plain', copyText(state))
        if (kind === 'cut' && !state.model.readOnly) clearCells(state)
      })
    }
    area.addEventListener('paste', (event) => {
      if (this.#editor.busy) return
      event.preventDefault()
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text !== '' && !state.model.readOnly) this.report(pasteText(state, text))
    })
    this.#viewport.view.addEventListener('scroll', () => this.#editor.place(), { passive: true })
    listenToPointer(state, this.#viewport, {
      focus: () => {
        this.#editor.leave()
        area.focus({ preventScroll: true })
        return true
      },
      open: () => this.#editor.open(),
      menu: (x, y) => this.#openMenu(x, y),
    })
    const watcher = new ResizeObserver(() => this.#fit())
    watcher.observe(this.#root)
    this.#leave.push(() => watcher.disconnect())
  }

  #makeToolbar(): Toolbar {
    const state = this.#state
    const then = (deed: () => void) => () => {
      this.#editor.leave()
      deed()
      if (!this.#inCards) this.focus()
    }
    return new Toolbar(state, {
      insert: then(() => insertRows(state, 'below')),
      duplicate: then(() => duplicateRows(state)),
      remove: then(() => this.#delete()),
      undo: then(() => state.model.undo()),
      redo: then(() => state.model.redo()),
      fillDown: then(() => fillDown(state)),
      onlyProblems: then(() => state.showOnlyProblems(!state.filtered)),
      previousProblem: () => this.#toProblem(true),
      nextProblem: () => this.#toProblem(false),
      find: () => this.#find.open(),
      columns: (at) => this.#openColumns(at),
      cards: () => {
        this.#asCards = !this.#inCards
        this.#fit()
        this.focus()
      },
    })
  }

  #key(event: KeyboardEvent): void {
    // While an input method composes, every key is its own.
    if (event.isComposing || event.keyCode === 229) return
    if (this.#editor.busy) {
      const turn = this.#editor.key(event)
      if (turn === 'other') return
      const { anchor } = this.#state
      const last = this.#state.columns.shown.length - 1
      const leaving =
        event.key === 'Tab' &&
        turn !== 'done' &&
        (turn === 'right' ? anchor.column >= last : anchor.column <= 0)
      // Tab at the end of a row leaves the sheet: no one is trapped.
      if (leaving) return
      event.preventDefault()
      if (turn === 'done') return
      const [line, column] = { down: [1, 0], up: [-1, 0], right: [0, 1], left: [0, -1] }[turn] as [
        number,
        number,
      ]
      this.#go({ line: anchor.line + line, column: anchor.column + column })
      return
    }
    if (this.#command(event)) event.preventDefault()
  }

  #command(event: KeyboardEvent): boolean {
    const state = this.#state
    const { key, shiftKey, altKey } = event
    const ctrl = event.ctrlKey || event.metaKey
    const { anchor } = state
    if (altKey && shiftKey && (key === 'ArrowLeft' || key === 'ArrowRight')) {
      const { column } = state
      if (column) state.columns.resize(column.id, column.width + (key === 'ArrowRight' ? 16 : -16))
      state.changed()
      return true
    }
    if (altKey && key === 'ArrowDown') {
      this.#editor.open()
      return true
    }
    if (altKey) return false
    if (key === 'Tab') {
      const next = anchor.column + (shiftKey ? -1 : 1)
      if (next < 0 || next >= state.columns.shown.length) return false
      this.#go({ line: anchor.line, column: next })
      return true
    }
    const to = destination(
      state,
      event,
      Math.max(1, Math.floor((this.#viewport.view.clientHeight - headHeight) / rowHeight) - 1),
    )
    if (to) {
      this.#go(to, shiftKey)
      return true
    }
    if (ctrl) return this.#commandWithCtrl(key.toLowerCase(), shiftKey)
    switch (key) {
      case 'Enter':
        if (shiftKey) this.#go({ line: anchor.line - 1, column: anchor.column })
        else this.#editor.open()
        return true
      case 'F2':
        this.#editor.open()
        return true
      case 'F8':
        this.#toProblem(shiftKey)
        return true
      case 'F10':
      case 'ContextMenu': {
        if (key === 'F10' && !shiftKey) return false
        const box = this.#viewport.boxOf(anchor)
        const frame = this.#viewport.view.getBoundingClientRect()
        this.#openMenu(frame.left + box.left + 12, frame.top + box.top + box.height)
        return true
      }
      case 'Delete':
      case 'Backspace':
        clearCells(state)
        return true
      case 'Escape':
        if (this.#report.open) this.#report.close()
        else state.moveTo(anchor)
        return true
      case ' ':
        if (state.column?.column.type !== 'yesNo') return false
        toggleYesNo(state)
        return true
      default:
        return false
    }
  }

  #commandWithCtrl(key: string, shift: boolean): boolean {
    const state = this.#state
    const { columns, model } = state
    switch (key) {
      case 'a':
        state.select({
          top: 0,
          left: 0,
          bottom: Math.max(0, state.rows.length - 1),
          right: columns.shown.length - 1,
        })
        return true
      case 'd':
        if (shift) duplicateRows(state)
        else fillDown(state)
        return true
      case 'z':
        if (shift) model.redo()
        else model.undo()
        return true
      case 'y':
        model.redo()
        return true
      case 'f':
        this.#find.open()
        return true
      case 'enter':
        insertRows(state, 'below')
        this.#viewport.bringIntoSight(state.anchor)
        return true
      case 'delete':
        this.#delete()
        return true
      default:
        return false
    }
  }

  #go(spot: Spot, extend = false): void {
    this.#state.moveTo(spot, extend)
    this.#viewport.bringIntoSight(extend ? this.#state.head : this.#state.anchor)
  }

  #delete(): void {
    const count = deleteRows(this.#state)
    if (count > 0) this.#tell(`已删除 ${count} 行，可用 Ctrl+Z 撤销`)
  }

  #toProblem(backwards: boolean): void {
    this.#editor.leave()
    const next = this.#state.nextProblem(backwards)
    if (next) this.focusCell(next.row, next.column)
    else this.#tell('没有发现问题')
  }

  #openMenu(clientX: number, clientY: number): void {
    const state = this.#state
    const { readOnly } = state.model
    const none = state.selectedRows.length === 0
    const full = state.all.length >= state.model.maxRows
    const clip = (kind: 'copy' | 'cut') => () => {
      this.focus()
      document.execCommand(kind)
    }
    const copy: MenuItem = { label: '复制', keys: 'Ctrl+C', disabled: none, run: clip('copy') }
    const items: MenuItem[] = readOnly
      ? [copy]
      : [
          copy,
          { label: '剪切', keys: 'Ctrl+X', disabled: none, run: clip('cut') },
          { label: '清除内容', keys: 'Delete', disabled: none, run: () => clearCells(state) },
          { label: '向下填充', keys: 'Ctrl+D', disabled: none, run: () => fillDown(state) },
          { label: '在上方插入行', disabled: full, startsGroup: true, run: () => insertRows(state, 'above') },
          {
            label: '在下方插入行',
            keys: 'Ctrl+Enter',
            disabled: full,
            run: () => insertRows(state, 'below'),
          },
          {
            label: '复制选中的行',
            keys: 'Ctrl+Shift+D',
            disabled: none || full,
            run: () => duplicateRows(state),
          },
          { label: '删除选中的行', keys: 'Ctrl+Delete', disabled: none, run: () => this.#delete() },
        ]
    const { column } = state
    if (column) {
      items.push({
        label: `隐藏“${column.column.short ?? column.column.label}”列`,
        startsGroup: true,
        disabled: state.columns.shown.length < 2,
        run: () => this.#hide(column.id, true),
      })
    }
    const frame = this.#frame.getBoundingClientRect()
    this.#menu.open(
      clientX - frame.left,
      clientY - frame.top,
      () => items,
      () => this.focus(),
    )
  }

  #openColumns(at: HTMLElement): void {
    const { model, columns } = this.#state
    const items = (): MenuItem[] => [
      {
        label: '显示全部列',
        run: () => {
          columns.showAll()
          this.#state.moveTo(this.#state.anchor)
        },
      },
      ...model.columns.map(({ column }, i) => ({
        label: column.label,
        checked: !columns.isHidden(column.id),
        startsGroup: i === 0 || column.group !== model.columns[i - 1]?.column.group,
        run: () => this.#hide(column.id, !columns.isHidden(column.id)),
      })),
    ]
    const frame = this.#frame.getBoundingClientRect()
    const box = at.getBoundingClientRect()
    this.#menu.open(box.left - frame.left, Math.max(0, box.bottom - frame.top), items, () => at.focus())
  }

  #hide(column: string, hidden: boolean): void {
    const { columns, anchor } = this.#state
    if (hidden && columns.shown.length < 2) return
    columns.hide(column, hidden)
    this.#state.moveTo(anchor)
  }

  #lost(spot: Spot, text: string, why: string): void {
    const row = this.#state.rows[spot.line]
    const column = this.#state.columns.shown[spot.column]
    const title = column?.column.label ?? ''
    const place = `第 ${spot.line + 1} 行`
    const rejected = {
      place,
      column: title,
      text,
      why,
      ...(row && column && { row: row.id, columnId: column.id }),
    }
    this.#report.show({ title: '填写', rows: 0, cells: 0, rejected: [rejected], unknownColumns: [] }, false)
    this.#announce(`${place}“${title}”没有收下：${why}`)
  }

  #complain(words: string | undefined): void {
    if (words === this.#complaint) return
    this.#complaint = words
    this.#editor.area.setAttribute('aria-invalid', String(words !== undefined))
    this.#drawMessage()
    if (words) this.#announce(words)
  }

  #tell(words: string): void {
    this.#notice = words
    this.#drawMessage()
    this.#announce(words)
  }

  #announce(words: string): void {
    this.#live.textContent = words
  }

  #redraw(): void {
    this.#viewport.schedule()
    this.#draw()
  }

  #draw(): void {
    this.#toolbar.update(this.#inCards)
    this.#tabs.update()
    const tab = this.#tabs.currentId
    if (tab && this.#frame.getAttribute('role') === 'tabpanel')
      this.#frame.setAttribute('aria-labelledby', tab)
    if (this.#inCards) this.#card.update()
    this.#drawStatus()
    this.#drawMessage()
    this.#describe()
    this.#editor.place()
    const { height } = this.#viewport.view.style
    const wanted = `${headHeight + Math.max(3, this.#state.lines) * rowHeight + 18}px`
    if (height !== wanted) this.#viewport.view.style.height = wanted
  }

  #drawStatus(): void {
    const { anchor, range, rows, all, filtered, problems, columns } = this.#state
    const selected = (range.bottom - range.top + 1) * (range.right - range.left + 1)
    const words = [
      this.#inCards ? '' : `第 ${anchor.line + 1} 行 第 ${anchor.column + 1} 列`,
      selected > 1 && !this.#inCards ? `选中 ${selected} 格` : '',
      filtered ? `显示 ${rows.length} 行，共 ${all.length} 行` : `共 ${all.length} 行`,
      problems.list.length > 0 ? `${problems.list.length} 处问题` : '没有发现问题',
    ]
    const hidden = this.#state.model.columns.filter(({ column }) => columns.isHidden(column.id)).length
    if (hidden > 0) words.push(`隐藏了 ${hidden} 列`)
    const text = words.filter((word) => word !== '').join(' · ')
    if (this.#status.textContent !== text) this.#status.textContent = text
    this.#status.classList.toggle('has-problems', problems.list.length > 0)
  }

  #drawMessage(): void {
    const { row, column, problems } = this.#state
    const remark = row && column ? problems.at(row.id, column.id) : undefined
    const off = row && column && this.#state.isHidden(row.id, column.id)
    let tone = 'plain'
    let words = ''
    if (this.#complaint !== undefined) {
      tone = 'error'
      words = this.#complaint
    } else if (this.#notice) words = this.#notice
    else if (off) words = `${column.column.label}：根据本行其他格的填写情况，这一格不用填`
    else if (remark) {
      tone = remark.severity
      words = `${spoken[remark.severity]}：${remark.says}${remark.fix ? ` ${remark.fix}` : ''}`
    } else if (column) {
      const { label, help, example } = column.column
      words = [label, help, example && `例如：${example}`].filter(Boolean).join(' — ')
    }
    this.#message.className = `sheet-message is-${tone}`
    this.#message.hidden = this.#inCards && this.#notice === ''
    if (this.#message.textContent !== words) this.#message.textContent = words
  }

  /** For whoever listens: where one stands, what is there and what is wrong with it. */
  #describe(): void {
    const { area, list } = this.#editor
    const { row, column, problems, anchor, model } = this.#state
    const target = list.open ? list.currentId : this.#viewport.cellId
    if (target && (list.open || this.#editor.mode === 'idle'))
      area.setAttribute('aria-activedescendant', target)
    else area.removeAttribute('aria-activedescendant')
    area.setAttribute('aria-controls', list.open ? list.element.id : this.#viewport.grid.id)
    if (this.#editor.busy || !column || this.#inCards || this.#notice || !this.focused) return
    const text = row
      ? inOneLine(writerOf(column)(row.cells[column.id]), column) || '空'
      : `空行，输入即可新增${model.rowName}`
    const remark = row ? problems.at(row.id, column.id) : undefined
    const wrong = remark ? `，${spoken[remark.severity]}：${remark.says}` : ''
    this.#announce(`第 ${anchor.line + 1} 行，${column.column.label}：${text}${wrong}`)
  }

  #fit(): void {
    const inCards = this.#asCards ?? this.#root.clientWidth < narrow
    const changed = inCards !== this.#inCards
    this.#inCards = inCards
    this.#frame.hidden = inCards
    this.#card.element.hidden = !inCards
    this.#root.classList.toggle('is-cards', inCards)
    if (changed) this.#draw()
    this.#viewport.schedule()
  }
}
