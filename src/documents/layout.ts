// The paper as data: what stands where, with tags for what is to be filled in.
// The Word template is drawn from it once, and the preview on the screen is expanded from it each time.
import type { Guard } from './scope.ts'

export type TextStyle =
  | 'coverTitle'
  | 'cover'
  | 'coverNote'
  | 'sheet'
  | 'part'
  | 'item'
  | 'points'
  | 'answer'
  | 'note'

export interface LayoutCell {
  readonly text: string
  /** Columns taken, 1 when absent. */
  readonly span?: number
  /** Rows taken, 1 when absent. */
  readonly down?: number
  readonly label?: true
  readonly align?: 'left' | 'center'
}

export interface RuledRow {
  readonly cells: readonly LayoutCell[]
  /** Printed as tags in the first and last of at least two cells. */
  readonly guard?: Guard
  /** Least height in mm: room for handwriting. */
  readonly height?: number
}

/** Several rows under one guard, whose tags stand in rows of their own. */
export interface RowGroup {
  readonly guard: Guard
  readonly rows: readonly LayoutRow[]
}

export type LayoutRow = RuledRow | RowGroup

export type Layout =
  | { readonly kind: 'text'; readonly style: TextStyle; readonly text: string }
  | { readonly kind: 'page' }
  | {
      readonly kind: 'ruled'
      /** Shares of the page's width. */
      readonly widths: readonly number[]
      /** So many first rows are repeated on every page. */
      readonly head: number
      readonly rows: readonly LayoutRow[]
    }
  | { readonly kind: 'guarded'; readonly guard: Guard; readonly inside: readonly Layout[] }

export const text = (style: TextStyle, words: string): Layout => ({ kind: 'text', style, text: words })
export const label = (words: string, span = 1, down = 1): LayoutCell => ({
  text: words,
  span,
  down,
  label: true,
  align: 'center',
})
export const cell = (words: string, span = 1): LayoutCell => ({ text: words, span, align: 'left' })
