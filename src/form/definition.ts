// A questionnaire made ready for use: looked up by id, and knowing what depends on what.
import type {
  Column,
  Computed,
  Condition,
  Field,
  Operand,
  Question,
  Questionnaire,
  Section,
  Table,
} from '../domain/questionnaire.ts'

export interface Definition {
  readonly questionnaire: Questionnaire
  readonly questions: ReadonlyMap<string, Question>
  readonly tables: ReadonlyMap<string, TableDefinition>
  /** Question or table id → its section. */
  readonly sections: ReadonlyMap<string, Section>
  /** Question or table id → ids of the questions and tables that may look different when it changes. */
  readonly dependents: ReadonlyMap<string, ReadonlySet<string>>
}

export interface TableDefinition {
  readonly table: Table
  readonly columns: ReadonlyMap<string, Column>
  /** Whether a row can be judged without looking at anything but the row and the day. */
  readonly rowsStandAlone: boolean
}

const known = new WeakMap<Questionnaire, Definition>()

export function define(questionnaire: Questionnaire): Definition {
  let definition = known.get(questionnaire)
  if (!definition) {
    definition = make(questionnaire)
    known.set(questionnaire, definition)
  }
  return definition
}

function make(questionnaire: Questionnaire): Definition {
  const questions = new Map(questionnaire.questions.map((question) => [question.id, question]))
  const tables = new Map<string, TableDefinition>()
  const readers = new Map<string, Set<string>>()
  const reads = (reader: string, mentioned: Iterable<string>) => {
    for (const id of mentioned) {
      const already = readers.get(id)
      if (already) already.add(reader)
      else readers.set(id, new Set([reader]))
    }
  }

  for (const question of questionnaire.questions)
    reads(question.id, [...mentionedByField(question), ...mentionedByComputed(question.computed)])
  for (const table of questionnaire.tables) {
    const mentioned = new Set(table.columns.flatMap((column) => [...mentionedByField(column)]))
    for (const { of } of table.columns) if (of) mentioned.add(of)
    reads(table.id, mentioned)
    tables.set(table.id, {
      table,
      columns: new Map(table.columns.map((column) => [column.id, column])),
      rowsStandAlone: mentioned.size === 0,
    })
  }

  const sections = new Map<string, Section>()
  for (const section of questionnaire.sections)
    for (const id of idsOf(section, questionnaire)) sections.set(id, section)
  return { questionnaire, questions, tables, sections, dependents: closed(readers) }
}

/** The question and table ids a section shows, in order. */
export function idsOf(section: Section, questionnaire: Questionnaire): string[] {
  return section.parts.flatMap((part) => {
    if ('questions' in part) return [...part.questions]
    if ('table' in part) return [part.table]
    const matrix = questionnaire.matrices.find(({ id }) => id === part.matrix)
    return matrix?.rows.flatMap(({ questions }) => [...questions]) ?? []
  })
}

function mentionedByField(field: Field): Set<string> {
  const found = new Set<string>()
  if (field.if) collect(field.if, found)
  if (field.required && field.required !== true) collect(field.required, found)
  for (const { when } of field.rules ?? []) collect(when, found)
  return found
}

function mentionedByComputed(computed: Computed | undefined): Set<string> {
  const found = new Set<string>()
  if (!computed) return found
  if ('add' in computed) for (const id of [...computed.add, ...(computed.subtract ?? [])]) found.add(id)
  else {
    found.add('count' in computed ? computed.count : computed.sum)
    if (computed.where) collect(computed.where, found)
  }
  return found
}

function collect(condition: Condition, into: Set<string>): void {
  if ('all' in condition) for (const part of condition.all) collect(part, into)
  else if ('any' in condition) for (const part of condition.any) collect(part, into)
  else if ('not' in condition) collect(condition.not, into)
  else {
    if ('question' in condition) into.add(condition.question)
    if ('count' in condition) {
      into.add(condition.count)
      if (condition.where) collect(condition.where, into)
    }
    for (const key of ['less', 'more', 'atLeast', 'atMost'] as const) {
      const operand = (condition as Partial<Record<typeof key, Operand>>)[key]
      if (typeof operand === 'object' && 'question' in operand) into.add(operand.question)
    }
  }
}

/** Everything reachable, so that one look-up answers what a change may touch. */
function closed(readers: ReadonlyMap<string, ReadonlySet<string>>): Map<string, ReadonlySet<string>> {
  const all = new Map<string, ReadonlySet<string>>()
  for (const id of readers.keys()) {
    const reached = new Set<string>()
    const next = [...(readers.get(id) ?? [])]
    for (let reader = next.pop(); reader !== undefined; reader = next.pop()) {
      if (reached.has(reader)) continue
      reached.add(reader)
      next.push(...(readers.get(reader) ?? []))
    }
    all.set(id, reached)
  }
  return all
}
