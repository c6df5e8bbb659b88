// The inventory grid: a table of typed columns that is filled like a spreadsheet.
import type { Row } from '../domain/filing.ts'
import { Card } from './card.ts'
import { putOn } from './clipboard.ts'
import { headHeight, rowHeight } from './columns.ts'
import {
  clearCells,
  deleteRows,
  duplicateRows,
  fillDown,
  insertRows,
  pasteText,
  selectedTexts,
  toggleYesNo,
} from './commands.ts'
import { type Deed, deedOf } from './deeds.ts'
import { Editor } from './editor.ts'
import { make } from './elements.ts'
import { Find } from './find.ts'
import { Footer } from './footer.ts'
import { destination } from './keys.ts'
import { Menu } from './menu.ts'
import { cellMenu, columnMenu } from './menus.ts'
import type { SheetModel, SheetReport } from './model.ts'
import { listenToPointer } from './pointer.ts'
import { ReportPanel, reportInWords } from './report.ts'
import { SheetState, type Spot } from './state.ts'
import { GroupTabs } from './tabs.ts'
import { Toolbar } from './toolbar.ts'
import { Viewport } from './viewport.ts'

/** Below this width rows are filled one at a time. */
const narrow = 640
let sheets = 0

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
  readonly #footer: Footer
  readonly #leave: (() => void)[] = []
  readonly #deeds: Record<Deed, () => void>
  #asCards: boolean | null = null
  #inCards = false
  /** The rows as the last paste or import left them. */
  #reported: readonly Row[] | undefined

  constructor(root: HTMLElement, model: SheetModel) {
    const id = `sheet${++sheets}`
    const state = new SheetState(model)
    this.#root = root
    this.#state = state
    this.#footer = new Footer(state, id)
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
      () => this.#viewport.bringIntoSight(state.anchor),
      () => this.focus(),
    )
    this.#frame.append(this.#menu.element)
    this.#report = new ReportPanel({
      goTo: (row, column) => this.focusCell(row, column),
      undo: () => model.undo(),
      take: (set) => {
        state.apply({ set }, '按近似值填入')
        this.focus()
      },
      again: (report) => {
        this.report(report)
        this.focus()
      },
      closed: () => this.focus(),
    })
    this.#deeds = this.#makeDeeds()
    this.#toolbar = new Toolbar(state, (deed, at) => this.#press(deed, at))
    this.slot = this.#toolbar.slot
    this.#tabs = new GroupTabs(state, id, this.#frame.id, () => this.focus())
    if (model.groups.length > 1) this.#frame.setAttribute('role', 'tabpanel')
    this.#card = new Card(state, id)
    root.classList.add('sheet')
    root.classList.toggle('is-read', model.readOnly)
    root.append(
      this.#toolbar.element,
      this.#report.element,
      this.#find.element,
      this.#tabs.element,
      this.#frame,
      this.#card.element,
      this.#footer.message,
      this.#footer.status,
      this.#footer.live,
    )
    this.#listen()
    this.#fit()
    this.#draw()
    this.#viewport.render()
  }

  focus(): void {
    if (this.#inCards) this.#card.focus()
    else this.#editor.area.focus({ preventScroll: true })
  }

  /** Brings a cell into sight, whatever hides it, and stands on it. False when its row is gone. */
  focusCell(row: string, column: string): boolean {
    this.#editor.leave()
    if (!this.#state.reveal(row, column)) return false
    this.focus()
    this.#draw()
    this.#root.scrollIntoView({ block: 'nearest' })
    this.#viewport.bringIntoSight(this.#state.anchor)
    return true
  }

  /** Tells what an import did, as a paste does. */
  report(report: SheetReport): void {
    this.#report.show(report, !this.#state.model.readOnly)
    this.#reported = this.#state.all
    this.#tell(reportInWords(report))
  }

  destroy(): void {
    for (const leave of this.#leave) leave()
    this.#viewport.stop()
    this.#root.replaceChildren()
    this.#root.classList.remove('sheet')
  }

  #makeDeeds(): Record<Deed, () => void> {
    const state = this.#state
    const { columns, model } = state
    const insert = (where: 'above' | 'below') => () => {
      insertRows(state, where)
      this.#viewport.bringIntoSight(state.anchor)
    }
    const clip = (kind: 'copy' | 'cut') => () => {
      this.focus()
      document.execCommand(kind)
    }
    const widen = (by: number) => () => {
      const { column } = state
      if (column) columns.resize(column.id, column.width + by)
      state.changed()
    }
    const last = () => ({ bottom: Math.max(0, state.rows.length - 1), right: columns.shown.length - 1 })
    return {
      open: () => this.#editor.open(),
      clear: () => clearCells(state),
      toggle: () => toggleYesNo(state),
      fillDown: () => fillDown(state),
      insertAbove: insert('above'),
      insertBelow: insert('below'),
      duplicate: () => duplicateRows(state),
      remove: () => {
        const count = deleteRows(state)
        if (count > 0) this.#tell(`已删除 ${count} 行，可用 Ctrl+Z 撤销`)
      },
      undo: () => model.undo(),
      redo: () => model.redo(),
      copy: clip('copy'),
      cut: clip('cut'),
      selectAll: () => state.select({ top: 0, left: 0, ...last() }),
      onlyProblems: () => state.showOnlyProblems(!state.filtered),
      nextProblem: () => this.#toProblem(false),
      previousProblem: () => this.#toProblem(true),
      find: () => this.#find.open(),
      columns: () => this.#openColumns(this.#editor.area),
      menu: () => {
        const box = this.#viewport.boxOf(state.anchor)
        const frame = this.#viewport.view.getBoundingClientRect()
        this.#openMenu(frame.left + box.left + 12, frame.top + box.top + box.height)
      },
      widen: widen(16),
      narrow: widen(-16),
      cards: () => {
        this.#asCards = !this.#inCards
        this.#fit()
      },
      quiet: () => {
        if (this.#report.open) this.#report.close()
        else state.moveTo(state.anchor)
      },
    }
  }

  #press(deed: Deed, at: HTMLElement): void {
    this.#editor.leave()
    if (deed === 'columns') {
      this.#openColumns(at)
      return
    }
    this.#deeds[deed]()
    // In cards the button keeps the focus, so that it can be pressed again.
    if (!this.#inCards && deed !== 'find') this.focus()
  }

  #listen(): void {
    const { area } = this.#editor
    const state = this.#state
    state.onChange(() => {
      this.#footer.notice = ''
      this.#footer.complaint = undefined
      this.#redraw()
      if (!this.#inCards) state.stand()
    })
    this.#leave.push(
      state.model.subscribe(() => {
        state.refresh()
        if (state.all !== this.#reported) this.#report.forgetUndo()
        this.#redraw()
      }),
    )
    area.addEventListener('keydown', (event) => this.#key(event))
    area.addEventListener('focus', () => {
      this.#root.classList.add('is-focused')
      state.stand()
    })
    area.addEventListener('blur', () => this.#root.classList.remove('is-focused'))
    for (const kind of ['copy', 'cut'] as const) {
      area.addEventListener(kind, (event) => {
        if (this.#editor.busy || state.selectedRows.length === 0) return
        event.preventDefault()
        putOn(event.clipboardData, selectedTexts(state))
        if (kind === 'cut' && !state.model.readOnly) clearCells(state)
      })
    }
    area.addEventListener('paste', (event) => {
      if (this.#editor.busy) return
      event.preventDefault()
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (text === '' || state.model.readOnly) return
      this.report(pasteText(state, text))
      this.#viewport.bringIntoSight(state.anchor)
    })
    this.#viewport.view.addEventListener('scroll', () => this.#editor.place(), { passive: true })
    listenToPointer(state, this.#viewport, {
      focus: () => {
        this.#editor.leave()
        area.focus({ preventScroll: true })
      },
      open: () => this.#editor.open(),
      menu: (x, y) => this.#openMenu(x, y),
    })
    const watcher = new ResizeObserver(() => this.#fit())
    watcher.observe(this.#root)
    this.#leave.push(() => watcher.disconnect())
  }

  #key(event: KeyboardEvent): void {
    // While an input method composes, every key is its own.
    if (event.isComposing || event.keyCode === 229) return
    if (this.#editor.busy && event.key === 'F8') {
      event.preventDefault()
      if (this.#editor.commit()) this.#toProblem(event.shiftKey)
    } else if (this.#editor.busy) {
      const turn = this.#editor.key(event)
      if (turn === 'other') return
      if (turn === 'done') {
        event.preventDefault()
        return
      }
      const [line, column] = { down: [1, 0], up: [-1, 0], right: [0, 1], left: [0, -1] }[turn] as [
        number,
        number,
      ]
      this.#step(event, line, column)
    } else if (event.key === 'Tab') this.#step(event, 0, event.shiftKey ? -1 : 1)
    else if (event.key === 'Enter' && event.shiftKey && !event.ctrlKey) this.#step(event, -1, 0)
    else {
      const { clientHeight } = this.#viewport.view
      const page = Math.max(1, Math.floor((clientHeight - headHeight) / rowHeight) - 1)
      const to = event.altKey ? undefined : destination(this.#state, event, page)
      const deed = deedOf(event)
      if (to) this.#go(to, event.shiftKey)
      else if (deed && (deed !== 'toggle' || this.#state.column?.column.type === 'yesNo')) this.#deeds[deed]()
      else return
      event.preventDefault()
    }
  }

  #step(event: KeyboardEvent, lines: number, columns: number): void {
    const { anchor } = this.#state
    const column = anchor.column + columns
    // Tab at the end of a row leaves the sheet: no one is trapped.
    if (event.key === 'Tab' && (column < 0 || column >= this.#state.columns.shown.length)) return
    event.preventDefault()
    this.#go({ line: anchor.line + lines, column })
  }

  #go(spot: Spot, extend = false): void {
    this.#state.moveTo(spot, extend)
    this.#viewport.bringIntoSight(extend ? this.#state.head : this.#state.anchor)
  }

  #toProblem(backwards: boolean): void {
    this.#editor.leave()
    const next = this.#state.nextProblem(backwards)
    if (next) this.focusCell(next.row, next.column)
    else this.#tell('没有发现问题')
  }

  #openMenu(clientX: number, clientY: number): void {
    const frame = this.#frame.getBoundingClientRect()
    const items = cellMenu(this.#state, (deed) => this.#deeds[deed]())
    const back = () => this.focus()
    this.#menu.open(clientX - frame.left, clientY - frame.top, () => items, back)
  }

  #openColumns(at: HTMLElement): void {
    const frame = this.#frame.getBoundingClientRect()
    const { left, bottom } = at.getBoundingClientRect()
    const items = () => columnMenu(this.#state)
    const back = () => at.focus()
    this.#menu.open(left - frame.left, Math.max(0, bottom - frame.top), items, back)
  }

  #lost(spot: Spot, text: string, why: string): void {
    const row = this.#state.rows[spot.line]
    const column = this.#state.columns.shown[spot.column]
    const place = `第 ${this.#state.numberOf(spot.line)} 行`
    const title = column?.column.label ?? ''
    const found = row && column && { row: row.id, columnId: column.id }
    this.#state.model.onLost?.(`${place}“${title}”的“${text}”没有收下：${why}`)
    const rejected = [{ place, column: title, text, why, ...found }]
    this.#report.show({ title: '填写', rows: 0, cells: 0, rejected, unknownColumns: [] }, false)
    this.#footer.announce(`${place}“${title}”没有收下：${why}`)
  }

  #complain(words: string | undefined): void {
    if (words === this.#footer.complaint) return
    this.#footer.complaint = words
    this.#editor.area.setAttribute('aria-invalid', String(words !== undefined))
    this.#footer.update(this.#inCards)
    if (words) this.#footer.announce(words)
  }

  #tell(words: string): void {
    this.#footer.notice = words
    this.#footer.update(this.#inCards)
    this.#footer.announce(words)
  }

  #redraw(): void {
    this.#viewport.schedule()
    this.#draw()
  }

  #draw(): void {
    this.#toolbar.update(this.#inCards)
    this.#tabs.update()
    const tab = this.#tabs.currentId
    if (tab && this.#frame.hasAttribute('role')) this.#frame.setAttribute('aria-labelledby', tab)
    if (this.#inCards) this.#card.update()
    this.#footer.update(this.#inCards)
    this.#viewport.fitHeight()
    this.#describe()
    this.#editor.place()
  }

  /** For whoever listens. */
  #describe(): void {
    const { area, list, busy } = this.#editor
    const target = list.open ? list.currentId : busy ? undefined : this.#viewport.cellId
    if (target) area.setAttribute('aria-activedescendant', target)
    else area.removeAttribute('aria-activedescendant')
    area.setAttribute('aria-controls', list.open ? list.element.id : this.#viewport.grid.id)
    if (!busy && document.activeElement === area) this.#footer.announceCell()
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
