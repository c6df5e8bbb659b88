// Conditions as data, told true or false. No text is parsed and no code is run.
import { type Cell, isBlank, type Row } from '../domain/filing.ts'
import type { Comparison, Condition, Operand } from '../domain/questionnaire.ts'

/** What a condition may look at. A place that is not asked reads as `null`. */
export interface Scope {
  readonly today: string
  answer(id: string): Cell
  rows(table: string): readonly Row[]
  /** A cell of the row in question; outside a row every column reads as `null`. */
  cell(column: string): Cell
  /** The scope inside one row of a table. */
  inRow(table: string, row: Row): Scope
}

export function conditionHolds(condition: Condition, scope: Scope): boolean {
  if ('all' in condition) return condition.all.every((part) => conditionHolds(part, scope))
  if ('any' in condition) return condition.any.some((part) => conditionHolds(part, scope))
  if ('not' in condition) return !conditionHolds(condition.not, scope)
  if ('count' in condition)
    return compare(countRows(condition.count, condition.where, scope), condition, scope)
  const cell = 'column' in condition ? scope.cell(condition.column) : scope.answer(condition.question)
  return compare(cell, condition, scope)
}

export function countRows(table: string, where: Condition | undefined, scope: Scope): number {
  const rows = scope.rows(table)
  if (!where) return rows.length
  let count = 0
  for (const row of rows) if (conditionHolds(where, scope.inRow(table, row))) count++
  return count
}

function compare(cell: Cell, comparison: Comparison, scope: Scope): boolean {
  if ('is' in comparison) return equal(cell, comparison.is)
  if ('isNot' in comparison) return !equal(cell, comparison.isNot)
  if ('in' in comparison) return comparison.in.some((value) => equal(cell, value))
  if ('empty' in comparison) return isBlank(cell) === comparison.empty
  if ('contains' in comparison)
    return (typeof cell === 'string' || Array.isArray(cell)) && cell.includes(comparison.contains)
  if ('matches' in comparison)
    return typeof cell === 'string' && new RegExp(comparison.matches, 'u').test(cell)
  if ('less' in comparison) return ordered(cell, comparison.less, scope, (order) => order < 0)
  if ('more' in comparison) return ordered(cell, comparison.more, scope, (order) => order > 0)
  if ('atLeast' in comparison) return ordered(cell, comparison.atLeast, scope, (order) => order >= 0)
  return ordered(cell, comparison.atMost, scope, (order) => order <= 0)
}

/** Nothing is ordered against a blank: an unanswered question is neither early nor late. */
function ordered(cell: Cell, operand: Operand, scope: Scope, holds: (order: number) => boolean): boolean {
  const other = resolve(operand, scope)
  if (isBlank(cell) || isBlank(other)) return false
  if (typeof cell === 'number' || typeof other === 'number') {
    const order = Number(cell) - Number(other)
    return !Number.isNaN(order) && holds(order)
  }
  if (typeof cell !== 'string' || typeof other !== 'string') return false
  return holds(cell < other ? -1 : cell > other ? 1 : 0)
}

function resolve(operand: Operand, scope: Scope): Cell {
  if (typeof operand !== 'object') return operand
  if ('today' in operand) return scope.today
  return 'column' in operand ? scope.cell(operand.column) : scope.answer(operand.question)
}

function equal(one: Cell, other: Cell): boolean {
  if (isBlank(one) || isBlank(other)) return isBlank(one) && isBlank(other)
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((part) => other.includes(part))
  return one === other
}
