// The mouse, the pen and the finger on the grid: selecting, filling, resizing, the menu.

import { headHeight, rowHeight } from './columns.ts'
import { fillOver } from './commands.ts'
import type { Range, SheetState, Spot } from './state.ts'
import type { Viewport } from './viewport.ts'

const arrowWidth = 24

export interface PointerHooks {
  /** Closes an open cell and takes the focus back. */
  focus(): void
  open(): void
  menu(x: number, y: number): void
}

export function listenToPointer(state: SheetState, viewport: Viewport, hooks: PointerHooks): void {
  const { view, handle } = viewport

  view.addEventListener('mousedown', (event) => {
    if (event.target === view || (event.target as Element).tagName === 'TEXTAREA') return
    // Keeps the focus where it is: in the text area.
    event.preventDefault()
    if (event.button === 1) return
    const grip = (event.target as HTMLElement).dataset?.grip
    if (grip !== undefined) return resize(event, grip)
    if (event.target === handle) return fill()
    const spot = viewport.spotAt(event.clientX, event.clientY)
    hooks.focus()
    if (event.button === 2 && inside(state.range, spot)) return
    if (event.button === 0 && onArrow(event, spot)) {
      hooks.open()
      return
    }
    select(event, spot)
  })

  view.addEventListener('dblclick', (event) => {
    const grip = (event.target as HTMLElement).dataset?.grip
    if (grip !== undefined) return fitToText(grip)
    const spot = viewport.spotAt(event.clientX, event.clientY)
    if (spot.line >= 0 && spot.column >= 0) hooks.open()
  })

  view.addEventListener('contextmenu', (event) => {
    if ((event.target as Element).tagName === 'TEXTAREA') return
    event.preventDefault()
    hooks.menu(event.clientX, event.clientY)
  })

  /** The little arrow that the active cell shows where it has options. */
  function onArrow(event: MouseEvent, { line, column }: Spot): boolean {
    if (state.model.readOnly || line !== state.anchor.line || column !== state.anchor.column) return false
    const cell = (event.target as Element).closest('.has-options')?.getBoundingClientRect()
    return cell !== undefined && event.clientX > cell.right - arrowWidth
  }

  function select(event: MouseEvent, spot: Spot): void {
    const last = state.columns.shown.length - 1
    const bottom = state.lines - 1
    const at = (spot: Spot): Range => ({
      top: Math.max(spot.line, 0),
      bottom: spot.line < 0 ? bottom : spot.line,
      left: Math.max(spot.column, 0),
      right: spot.column < 0 ? last : spot.column,
    })
    const extend = (spot: Spot): void => {
      const { bottom, right } = at(spot)
      state.moveTo({ line: bottom, column: right }, true)
    }
    if (event.shiftKey) extend(spot)
    else if (spot.line >= 0 && spot.column >= 0) state.moveTo(spot)
    else state.select(at(spot))
    if (event.button !== 0) return
    drag(spot, (moved) =>
      extend({
        line: spot.line < 0 ? -1 : Math.max(0, moved.line),
        column: spot.column < 0 ? -1 : Math.max(0, moved.column),
      }),
    )
  }

  function fill(): void {
    const from = state.range
    let target = from
    drag(
      { line: from.bottom, column: from.right },
      (spot) => {
        const line = Math.min(Math.max(0, spot.line), state.rows.length - 1)
        const down = line > from.bottom ? line - from.bottom : from.top - line
        const across = spot.column > from.right ? spot.column - from.right : from.left - spot.column
        target = from
        if (down >= across && down > 0) {
          target = { ...from, top: Math.min(from.top, line), bottom: Math.max(from.bottom, line) }
        } else if (across > 0 && spot.column >= 0) {
          target = {
            ...from,
            left: Math.min(from.left, spot.column),
            right: Math.max(from.right, spot.column),
          }
        }
        state.select(target)
      },
      () => {
        state.select(from)
        if (target !== from) fillOver(state, target)
      },
    )
  }

  function resize(event: MouseEvent, id: string): void {
    const start = event.clientX
    const width = state.columns.shown.find((column) => column.id === id)?.width ?? 0
    follow((event) => {
      state.columns.resize(id, width + event.clientX - start)
      state.changed()
    })
  }

  function fitToText(id: string): void {
    const cells = view.querySelectorAll<HTMLElement>('.sheet-cell')
    const at = state.columns.indexOf(id)
    let widest = 72
    for (const cell of cells) if (cell.id.endsWith(`-${at}`)) widest = Math.max(widest, cell.scrollWidth + 12)
    state.columns.resize(id, widest)
    state.changed()
  }

  /** Follows the pointer over the cells, scrolling when it leaves the view. */
  function drag(start: Spot, moved: (spot: Spot) => void, done: () => void = () => {}): void {
    const scrolls = start.column >= state.columns.frozen
    let x = 0
    let y = 0
    const timer = setInterval(() => {
      const frame = view.getBoundingClientRect()
      const down = y > frame.bottom - 8 ? 1 : y !== 0 && y < frame.top + headHeight ? -1 : 0
      const back = scrolls && x !== 0 && x < frame.left + state.columns.frozenWidth
      const right = x > frame.right - 8 ? 1 : back ? -1 : 0
      if (down === 0 && right === 0) return
      view.scrollTop += down * rowHeight
      if (right > 0 || view.scrollLeft > 0) view.scrollLeft += right * 24
      moved(viewport.spotAt(x, Math.min(Math.max(y, frame.top + headHeight + 1), frame.bottom - 2)))
    }, 60)
    follow(
      (event) => {
        x = event.clientX
        y = event.clientY
        moved(viewport.spotAt(x, y))
      },
      () => {
        clearInterval(timer)
        done()
      },
    )
  }
}

function follow(moved: (event: MouseEvent) => void, done: () => void = () => {}): void {
  const stop = (): void => {
    window.removeEventListener('mousemove', moved)
    window.removeEventListener('mouseup', stop)
    done()
  }
  window.addEventListener('mousemove', moved)
  window.addEventListener('mouseup', stop)
}

const inside = ({ top, bottom, left, right }: Range, { line, column }: Spot): boolean =>
  line >= top && line <= bottom && column >= left && column <= right
