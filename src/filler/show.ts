// An answer as it is read: option labels for codes, names for ids.
import { type Names, nameOfRow, parseCell, showCell } from '../domain/cells.ts'
import { type Cell, isBlank, type Path } from '../domain/filing.ts'
import { readIdentifier } from '../domain/identifiers/read.ts'
import type { Field, Option, Question, Table } from '../domain/questionnaire.ts'
import { define } from '../form/definition.ts'
import type { Form } from '../form/form.ts'

export const optionsOf = (form: Form, field: Field): readonly Option[] =>
  form.questionnaire.options[field.options ?? ''] ?? []

/** What may be chosen, whether from a list of codes or among rows and files that are there. */
export function choicesOf(form: Form, field: Field): readonly Option[] {
  const { type, of = '' } = field
  if (type === 'files')
    return Object.entries(form.filing.attachments).map(([code, { name }]) => ({ code, label: name }))
  if (type === 'rows') return form.rows(of).map(({ id }) => ({ code: id, label: rowName(form, of, id) }))
  return optionsOf(form, field)
}

export const questionOf = (form: Form, id: string): Question | undefined =>
  define(form.questionnaire).questions.get(id)

export const tableOf = (form: Form, id: string): Table | undefined =>
  define(form.questionnaire).tables.get(id)?.table

/** The name of a row, as its table says; a number where it has none yet. */
export function rowName(form: Form, table: string, row: string): string {
  const definition = tableOf(form, table)
  const found = form.row(table, row)
  const name = definition && found ? nameOfRow(form.questionnaire, definition, found) : ''
  if (name) return name
  const at = form.rows(table).findIndex(({ id }) => id === row)
  return `第 ${at + 1} 行`
}

/** Names for the ids in a `rows` or `files` field. */
export function namesFor(form: Form, field: Field): Names | undefined {
  if (field.type === 'files')
    return {
      nameOf: (id) => form.filing.attachments[id]?.name,
      idOf: (name) => Object.entries(form.filing.attachments).find(([, one]) => one.name === name)?.[0],
    }
  const table = field.of
  if (field.type !== 'rows' || !table) return undefined
  return {
    nameOf: (id) => (form.row(table, id) ? rowName(form, table, id) : undefined),
    idOf: (name) => form.rows(table).find(({ id }) => rowName(form, table, id) === name)?.id,
  }
}

export const showValue = (form: Form, field: Field, value: Cell): string =>
  showCell(field, value, optionsOf(form, field), namesFor(form, field))

/** Kept in canonical spelling where it can be read; as written where not, for the checks to speak about. */
export function readValue(form: Form, field: Field, text: string): Cell {
  const reading = parseCell(field, text, optionsOf(form, field), namesFor(form, field))
  if ('why' in reading) return text.trim()
  const { value } = reading
  if (!field.identifier) return value
  if (typeof value === 'string') return normal(field, value)
  return Array.isArray(value) ? value.map((one) => normal(field, one)) : value
}

function normal({ identifier }: Field, text: string): string {
  if (!identifier) return text
  const reading = readIdentifier(identifier, text)
  return 'normal' in reading ? reading.normal : text
}

/** Why a text that could not be read could not be read. */
export function unreadable(form: Form, field: Field, value: Cell): string | undefined {
  if (typeof value !== 'string' || isBlank(value)) return undefined
  const reading = parseCell(field, value, optionsOf(form, field), namesFor(form, field))
  return 'why' in reading ? reading.why : undefined
}

export const labelOf = (form: Form, path: Path): string => {
  const [table = '', row, column] = path.split('/')
  const definition = tableOf(form, table)
  if (!definition) return questionOf(form, path)?.label ?? path
  if (!row || !column) return definition.title
  const label = definition.columns.find(({ id }) => id === column)?.label ?? column
  return `${rowName(form, table, row)} · ${label}`
}
