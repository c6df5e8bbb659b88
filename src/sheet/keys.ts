// Where a key leads from where one stands.
import { isBlank } from '../domain/filing.ts'
import type { SheetState, Spot } from './state.ts'

const steps: Record<string, readonly [lines: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/** Nothing when the key leads nowhere. `page` is how many lines are seen at once. */
export function destination(
  state: SheetState,
  { key, ctrlKey, metaKey, shiftKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey'>,
  page: number,
): Spot | undefined {
  const { line, column } = shiftKey ? state.head : state.anchor
  const far = ctrlKey || metaKey
  const step = steps[key]
  if (step)
    return far ? edge(state, { line, column }, step) : { line: line + step[0], column: column + step[1] }
  const last = state.columns.shown.length - 1
  switch (key) {
    case 'Home':
      return { line: far ? 0 : line, column: 0 }
    case 'End':
      return { line: far ? Math.max(0, state.rows.length - 1) : line, column: last }
    case 'PageUp':
      return { line: line - page, column }
    case 'PageDown':
      return { line: line + page, column }
    default:
      return undefined
  }
}

/** The end of the filled stretch, or the next filled cell after a gap, or the end of the table. */
function edge(state: SheetState, from: Spot, [lines, columns]: readonly [number, number]): Spot {
  const filled = (spot: Spot): boolean =>
    !isBlank(state.rows[spot.line]?.cells[state.columns.shown[spot.column]?.id ?? ''])
  const inside = (spot: Spot): boolean =>
    spot.line >= 0 &&
    spot.line < Math.max(1, state.rows.length) &&
    spot.column >= 0 &&
    spot.column < state.columns.shown.length
  const next = (spot: Spot): Spot => ({ line: spot.line + lines, column: spot.column + columns })
  let at = from
  if (!inside(next(at))) return at
  const running = filled(at) && filled(next(at))
  at = next(at)
  while (inside(next(at)) && (running ? filled(next(at)) : !filled(at))) at = next(at)
  return at
}
