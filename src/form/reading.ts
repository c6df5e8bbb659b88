// One filing read by its questionnaire: values, what is asked, what must be answered.
import { type Cell, cellPlace, type Filing, isBlank, type Path, type Row } from '../domain/filing.ts'
import type { Column, Computed, Condition, Field, Questionnaire } from '../domain/questionnaire.ts'
import { conditionHolds, countRows, type Scope, type Test } from './conditions.ts'
import { type Definition, define } from './definition.ts'

const noRows: readonly Row[] = []

export class Reading implements Scope {
  readonly definition: Definition
  readonly filing: Filing
  /** YYYY-MM-DD, the day of filling in. */
  readonly today: string
  readonly found = new Map<Test, boolean>()
  private readonly asked = new Map<string, boolean>()
  private readonly numbers = new Map<string, number>()
  private readonly rowsById = new Map<string, Map<string, Row>>()

  constructor(questionnaire: Questionnaire, filing: Filing, today: string) {
    this.definition = define(questionnaire)
    this.filing = filing
    this.today = today
  }

  /** Answers and cells as they count: computed numbers unless changed by hand, `null` where nothing stands. */
  value(path: Path): Cell {
    const place = cellPlace(path)
    if (place) return this.row(place.table, place.row)?.cells[place.column] ?? null
    const own = this.filing.answers[path] ?? null
    return isBlank(own) && this.definition.questions.get(path)?.computed ? this.computed(path) : own
  }

  /** What the rows say, whatever was written over it. */
  computed(id: string): number {
    const known = this.numbers.get(id)
    if (known !== undefined) return known
    // Guards against a definition that adds itself; the catalog's tests refuse one.
    this.numbers.set(id, 0)
    const number = this.compute(id)
    this.numbers.set(id, number)
    return number
  }

  visible(path: Path): boolean {
    const place = cellPlace(path)
    if (place) {
      const column = this.definition.tables.get(place.table)?.columns.get(place.column)
      const row = this.row(place.table, place.row)
      if (!column || !row || !this.tableAsked(place.table)) return false
      return this.inRow(place.table, row).asks(place.column)
    }
    const known = this.asked.get(path)
    if (known !== undefined) return known
    this.asked.set(path, false)
    const question = this.definition.questions.get(path)
    const asked = question
      ? this.sectionAsked(path) && holdsOrAbsent(question.if, this)
      : this.tableAsked(path)
    this.asked.set(path, asked)
    return asked
  }

  required(path: Path): boolean {
    if (!this.visible(path)) return false
    const place = cellPlace(path)
    if (!place) return demanded(this.definition.questions.get(path), this)
    const column = this.definition.tables.get(place.table)?.columns.get(place.column)
    const row = this.row(place.table, place.row)
    return row !== undefined && demanded(column, this.inRow(place.table, row))
  }

  rows(table: string): readonly Row[] {
    return this.filing.tables[table] ?? noRows
  }

  row(table: string, id: string): Row | undefined {
    let rows = this.rowsById.get(table)
    if (!rows) {
      rows = new Map(this.rows(table).map((row) => [row.id, row]))
      this.rowsById.set(table, rows)
    }
    return rows.get(id)
  }

  /** What conditions see: an answer that is not asked counts as none. */
  answer(id: string): Cell {
    return this.visible(id) ? this.value(id) : null
  }

  cell(_column: string): Cell {
    return null
  }

  inRow(table: string, row: Row): RowScope {
    return new RowScope(this, this.definition.tables.get(table)?.columns, row)
  }

  private tableAsked(id: string): boolean {
    return this.definition.tables.has(id) && this.sectionAsked(id)
  }

  private sectionAsked(id: string): boolean {
    return holdsOrAbsent(this.definition.sections.get(id)?.if, this)
  }

  private compute(id: string): number {
    const computed = this.definition.questions.get(id)?.computed
    if (!computed) return 0
    if ('count' in computed) return countRows(computed.count, computed.where, this)
    if ('sum' in computed) return this.total(computed)
    const add = (ids: readonly string[]) => ids.reduce((sum, part) => sum + Number(this.value(part) ?? 0), 0)
    return add(computed.add) - add(computed.subtract ?? [])
  }

  private total({ sum: table, column, where, units }: Extract<Computed, { sum: string }>): number {
    let sum = 0
    for (const row of this.rows(table)) {
      const scope = this.inRow(table, row)
      if (where && !conditionHolds(where, scope)) continue
      const cell = scope.cell(column)
      const worth = units ? (units.worth[String(scope.cell(units.column))] ?? 0) : 1
      if (typeof cell === 'number') sum += cell * worth
    }
    // 0.1 + 0.2 must print as 0.3: amounts here carry at most a few decimals. What was converted needs no more than three.
    const places = units ? 1e3 : 1e6
    return Math.round(sum * places) / places
  }
}

/** The same scope, standing in one row. */
export class RowScope implements Scope {
  readonly today: string
  readonly found = new Map<Test, boolean>()
  private readonly reading: Reading
  private readonly columns: ReadonlyMap<string, Column> | undefined
  private readonly row: Row

  constructor(reading: Reading, columns: ReadonlyMap<string, Column> | undefined, row: Row) {
    this.reading = reading
    this.today = reading.today
    this.columns = columns
    this.row = row
  }

  cell(id: string): Cell {
    const cell = this.row.cells[id] ?? null
    return isBlank(cell) || this.asks(id) ? cell : null
  }

  /** Whether the column is asked of this row. */
  asks(id: string): boolean {
    return holdsOrAbsent(this.columns?.get(id)?.if, this)
  }

  answer(id: string): Cell {
    return this.reading.answer(id)
  }

  rows(table: string): readonly Row[] {
    return this.reading.rows(table)
  }

  inRow(table: string, row: Row): RowScope {
    return this.reading.inRow(table, row)
  }
}

export const holdsOrAbsent = (condition: Condition | undefined, scope: Scope): boolean =>
  !condition || conditionHolds(condition, scope)

export function demanded(field: Field | undefined, scope: Scope): boolean {
  if (!field?.required) return false
  return field.required === true || conditionHolds(field.required, scope)
}
