// The filled form as plain data, for the preview on the screen: what the Word file says, where it says it.
import type { Layout, LayoutRow, RuledRow, TextStyle } from './layout.ts'
import { type Guard, type Scope, turns } from './scope.ts'

export interface ModelCell {
  /** Lines are separated by `\n`. */
  readonly text: string
  readonly span: number
  readonly down: number
  readonly label: boolean
  readonly align: 'left' | 'center'
}

export type Block =
  | { readonly kind: 'text'; readonly style: TextStyle; readonly text: string }
  | { readonly kind: 'page' }
  | {
      readonly kind: 'table'
      /** Shares of the width, adding up to 1. */
      readonly widths: readonly number[]
      readonly head: number
      readonly rows: readonly (readonly ModelCell[])[]
    }

/** One after the other, each made when it is asked for: whoever reads the beginning does not wait for the end. */
export function* expand(layout: readonly Layout[], scope: Scope): Generator<Block> {
  for (const part of layout) {
    if (part.kind === 'page') yield part
    else if (part.kind === 'text') {
      const words = say(part.text, scope)
      // A paragraph that was nothing but an unanswered tag is not missed.
      if (words !== '') yield { kind: 'text', style: part.style, text: words }
    } else if (part.kind === 'guarded') {
      for (const inner of turns(part.guard, scope)) yield* expand(part.inside, inner)
    } else {
      const whole = part.widths.reduce((sum, width) => sum + width, 0)
      const rows = part.rows.flatMap((row) => expandRow(row, scope))
      const widths = part.widths.map((width) => width / whole)
      if (rows.length > 0) yield { kind: 'table', widths, head: part.head, rows }
    }
  }
}

const expandRow = (row: LayoutRow, scope: Scope): ModelCell[][] =>
  (row.guard ? turns(row.guard, scope) : [scope]).flatMap((inner) =>
    'rows' in row ? row.rows.flatMap((each) => expandRow(each, inner)) : [expandCells(row, inner)],
  )

const expandCells = ({ cells }: RuledRow, scope: Scope): ModelCell[] =>
  cells.map(({ text, span = 1, down = 1, label = false, align = 'left' }) => ({
    text: say(text, scope),
    span,
    down,
    label,
    align,
  }))

/** Tags in braces, guards within the line included. What is said is never read again for tags. */
function say(words: string, scope: Scope): string {
  const found = /\{([#?^])([^{}]+)\}/.exec(words)
  if (!found) return words.replace(/\{([^{}]+)\}/g, (_, name: string) => scope.text(name) ?? '')
  const [opening, sign, name = ''] = found
  const closing = `{/${name}}`
  const from = found.index + opening.length
  const to = words.indexOf(closing, from)
  const inside = words.slice(from, to)
  return (
    say(words.slice(0, found.index), scope) +
    turns({ sign: sign as Guard['sign'], name }, scope)
      .map((inner) => say(inside, inner))
      .join('') +
    say(words.slice(to + closing.length), scope)
  )
}
