// Conditions as data, told true or false. No text is parsed and no code is run.

import { isDay } from '../domain/calendar.ts'
import { type Cell, isBlank, type Row } from '../domain/filing.ts'
import type { Comparison, Condition, Operand } from '../domain/questionnaire.ts'

/** What a condition may look at. A place that is not asked reads as `null`. */
export interface Scope {
  readonly today: string
  /** What was found true and false here already. A scope never changes, so it stays found. */
  readonly found: Map<Test, boolean>
  answer(id: string): Cell
  rows(table: string): readonly Row[]
  /** A cell of the row in question; outside a row every column reads as `null`. */
  cell(column: string): Cell
  /** The scope inside one row of a table. */
  inRow(table: string, row: Row): Scope
}

export type Test = (scope: Scope) => boolean

const byCondition = new WeakMap<Condition, Test>()
const byWords = new Map<string, Test>()

export function conditionHolds(condition: Condition, scope: Scope): boolean {
  const test = testOf(condition)
  const known = scope.found.get(test)
  if (known !== undefined) return known
  // Guards against conditions that wait for each other.
  scope.found.set(test, false)
  const holds = test(scope)
  scope.found.set(test, holds)
  return holds
}

/** Large inventories ask few conditions of many cells: each is read once, and the same words are one test. */
function testOf(condition: Condition): Test {
  const known = byCondition.get(condition)
  if (known) return known
  const words = JSON.stringify(condition)
  const test = byWords.get(words) ?? read(condition)
  byWords.set(words, test)
  byCondition.set(condition, test)
  return test
}

function read(condition: Condition): Test {
  if ('all' in condition) {
    const parts = condition.all.map(read)
    return (scope) => parts.every((part) => part(scope))
  }
  if ('any' in condition) {
    const parts = condition.any.map(read)
    return (scope) => parts.some((part) => part(scope))
  }
  if ('not' in condition) {
    const part = read(condition.not)
    return (scope) => !part(scope)
  }
  const fits = readComparison(condition)
  if ('count' in condition) {
    const { count, where } = condition
    return (scope) => fits(countRows(count, where, scope), scope)
  }
  if ('column' in condition) {
    const { column } = condition
    return (scope) => fits(scope.cell(column), scope)
  }
  const { question } = condition
  return (scope) => fits(scope.answer(question), scope)
}

export function countRows(table: string, where: Condition | undefined, scope: Scope): number {
  const rows = scope.rows(table)
  if (!where) return rows.length
  let count = 0
  for (const row of rows) if (conditionHolds(where, scope.inRow(table, row))) count++
  return count
}

type Fits = (cell: Cell, scope: Scope) => boolean

function readComparison(comparison: Comparison): Fits {
  if ('is' in comparison) return (cell) => equal(cell, comparison.is)
  if ('isNot' in comparison) return (cell) => !equal(cell, comparison.isNot)
  if ('in' in comparison) return (cell) => comparison.in.some((value) => equal(cell, value))
  if ('empty' in comparison) return (cell) => isBlank(cell) === comparison.empty
  if ('contains' in comparison)
    return (cell) => (typeof cell === 'string' || Array.isArray(cell)) && cell.includes(comparison.contains)
  if ('matches' in comparison) {
    const pattern = new RegExp(comparison.matches, 'u')
    return (cell) => typeof cell === 'string' && pattern.test(cell)
  }
  if ('less' in comparison) return ordered(comparison.less, (order) => order < 0)
  if ('more' in comparison) return ordered(comparison.more, (order) => order > 0)
  if ('atLeast' in comparison) return ordered(comparison.atLeast, (order) => order >= 0)
  return ordered(comparison.atMost, (order) => order <= 0)
}

/** Nothing is ordered against a blank: an unanswered question is neither early nor late, nor is what is no day. */
function ordered(operand: Operand, holds: (order: number) => boolean): Fits {
  const isWithToday = typeof operand === 'object' && 'today' in operand
  return (cell, scope) => {
    const other = resolve(operand, scope)
    if (isBlank(cell) || isBlank(other)) return false
    if (typeof cell === 'number' || typeof other === 'number') {
      const order = Number(cell) - Number(other)
      return !Number.isNaN(order) && holds(order)
    }
    if (typeof cell !== 'string' || typeof other !== 'string' || (isWithToday && !isDay(cell))) return false
    return holds(cell < other ? -1 : cell > other ? 1 : 0)
  }
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
