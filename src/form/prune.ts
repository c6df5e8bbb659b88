// What is handed in: hidden answers stay in the draft, but do not leave it.
import type { Filing, Row } from '../domain/filing.ts'
import type { Questionnaire } from '../domain/questionnaire.ts'
import type { TableDefinition } from './definition.ts'
import { Reading } from './reading.ts'

/** Drops answers and cells that are not asked; keeps what this version does not know. */
export function prune(questionnaire: Questionnaire, filing: Filing, today: string): Filing {
  const reading = new Reading(questionnaire, filing, today)
  const { questions, tables } = reading.definition
  return {
    ...filing,
    answers: keep(filing.answers, (id) => !questions.has(id) || reading.visible(id)),
    tables: Object.fromEntries(
      Object.entries(filing.tables)
        .filter(([id]) => !tables.has(id) || reading.visible(id))
        .map(([id, rows]) => [id, pruneRows(rows, tables.get(id), reading)]),
    ),
  }
}

function pruneRows(
  rows: readonly Row[],
  definition: TableDefinition | undefined,
  reading: Reading,
): readonly Row[] {
  if (!definition) return rows
  const conditional = definition.table.columns.filter((column) => column.if)
  if (conditional.length === 0) return rows
  return rows.map((row) => {
    const scope = reading.inRow(definition.table.id, row)
    const hidden = new Set(conditional.filter(({ id }) => !scope.asks(id)).map(({ id }) => id))
    return { ...row, cells: keep(row.cells, (id) => !hidden.has(id)) }
  })
}

const keep = <Value>(
  from: Readonly<Record<string, Value>>,
  wanted: (key: string) => boolean,
): Record<string, Value> => Object.fromEntries(Object.entries(from).filter(([key]) => wanted(key)))
