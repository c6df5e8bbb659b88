// The shape of a form: sections of questions and tables, with conditions as data.
// What the data means is decided in `form`; what the forms say is in `catalog/questionnaires`.
import type { Cell } from './filing.ts'
import type { IdentifierKind } from './identifiers/kinds.ts'
import type { Severity } from './remark.ts'

/**
 * How sure we are that the official form has this: read in a source · category read, details inferred ·
 * inferred · from a public law or standard not re-read word by word.
 */
export type Certainty = 'confirmed' | 'partly' | 'inferred' | 'law'

export interface Option {
  readonly code: string
  readonly label: string
  readonly help?: string
  /** What people write for it in their own ledgers. */
  readonly also?: readonly string[]
  /** Choosing this excludes every other (“不涉及”, “无交互”). */
  readonly alone?: true
}

/** `question` reads an answer, `column` a cell of the row being judged; `count` counts rows of a table. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | (Place & Comparison)
  | ({ readonly count: string; readonly where?: Condition } & Comparison)

export type Place = { readonly question: string } | { readonly column: string }

/** Days compare as text, which is their order. `matches` takes a regular expression without flags. */
export type Comparison =
  | { readonly is: Cell }
  | { readonly isNot: Cell }
  | { readonly in: readonly Cell[] }
  | { readonly contains: string }
  | { readonly empty: boolean }
  | { readonly less: Operand }
  | { readonly more: Operand }
  | { readonly atLeast: Operand }
  | { readonly atMost: Operand }
  | { readonly matches: string }

/** A number or day, another place, or the day of filling in. */
export type Operand = number | string | Place | { readonly today: true }

export type Computed =
  | { readonly count: string; readonly where?: Condition }
  | {
      readonly sum: string
      readonly column: string
      readonly where?: Condition
      /** Rows write in several units: what each counts in the total's, by the unit's code. */
      readonly units?: { readonly column: string; readonly worth: Readonly<Record<string, number>> }
    }
  | { readonly add: readonly string[]; readonly subtract?: readonly string[] }

export type FieldType =
  | 'text'
  | 'longText'
  | 'integer'
  | 'decimal'
  | 'date'
  | 'yesNo'
  | 'choice'
  | 'choices'
  /** Several texts, one a line; each checked by `identifier` where given. */
  | 'list'
  | 'files'
  /** Row ids of another table (`of`). */
  | 'rows'

/** A rule told as data: where `when` holds, `says` is said. */
export interface FieldRule {
  readonly code: string
  readonly when: Condition
  readonly severity: Severity
  readonly says: string
}

/** What a question and a column have in common. */
export interface Field {
  readonly id: string
  readonly label: string
  /** Shorter words for a column head. */
  readonly short?: string
  readonly type: FieldType
  readonly identifier?: IdentifierKind
  /** Code list id; for `choice` and `choices`. */
  readonly options?: string
  /** Table id; for `rows`. */
  readonly of?: string
  /** 人, 万条, GB, 天, 个 … printed after the number. Never converted silently. */
  readonly unit?: string
  readonly required?: true | Condition
  readonly if?: Condition
  readonly rules?: readonly FieldRule[]
  readonly maxLength?: number
  readonly minLength?: number
  readonly min?: number
  /** Of a number; for `files`, how many at most. */
  readonly max?: number
  /** For `files`: the endings that are taken, lower case; absent, whatever the filler takes anywhere. */
  readonly accept?: readonly string[]
  /** What a cautious filler would want to know; one or two sentences. */
  readonly help?: string
  /** Example of a good answer. */
  readonly example?: string
  /** Where this field comes from: source code of the catalog's `sources`. */
  readonly source: string
  readonly certainty: Certainty
}

export interface Question extends Field {
  /** The form's own “重点包括”, one point each. */
  readonly guidance?: readonly string[]
  readonly computed?: Computed
}

export interface Column extends Field {
  /** Column group id: the sheet shows one group at a time beside the frozen columns. */
  readonly group?: string
  /** Stays in sight while the rest scrolls. */
  readonly frozen?: true
  /** px at 100 % */
  readonly width?: number
  /** No two rows may share it (spaces and width aside). */
  readonly unique?: true
  /** What a new row says until somebody says otherwise: only where nearly every unit would say the same. */
  readonly initial?: Cell
}

export interface Table {
  readonly id: string
  readonly title: string
  /** “系统”, “网站”: what one row is, for sentences. */
  readonly rowName: string
  /** Column whose text names a row in sentences and row cards. */
  readonly nameColumn: string
  readonly groups?: readonly { readonly id: string; readonly title: string }[]
  readonly columns: readonly Column[]
  readonly maxRows: number
  /** An empty table must be declared “经核查，无”. */
  readonly nil?: true
  readonly help?: string
  readonly source: string
  readonly certainty: Certainty
}

/** Rows × columns of computed counts, drawn as one table. */
export interface Matrix {
  readonly id: string
  readonly title: string
  readonly rows: readonly { readonly label: string; readonly questions: readonly string[] }[]
  readonly columns: readonly string[]
  readonly note?: string
}

/** What one page shows, in order. */
export type Part =
  | { readonly questions: readonly string[]; readonly title?: string; readonly help?: string }
  | { readonly table: string }
  | { readonly matrix: string }

/** One task of the task list: one topic, one page. */
export interface Section {
  readonly id: string
  readonly title: string
  /** One of the six areas of the notice. */
  readonly area: string
  /** Which of the four 重点报送内容 it serves. */
  readonly reports: readonly string[]
  readonly intro?: string
  readonly if?: Condition
  readonly parts: readonly Part[]
}

export interface Questionnaire {
  readonly id: string
  readonly title: string
  readonly year: number
  /** The six areas, in the notice's order and words. */
  readonly areas: readonly { readonly id: string; readonly title: string }[]
  /** The four 重点报送内容, in the notice's words. */
  readonly reports: readonly { readonly id: string; readonly title: string }[]
  readonly sources: Readonly<Record<string, string>>
  readonly options: Readonly<Record<string, readonly Option[]>>
  readonly questions: readonly Question[]
  readonly tables: readonly Table[]
  readonly matrices: readonly Matrix[]
  readonly sections: readonly Section[]
}

/** The cells of a row just added. */
export const initialCells = ({ columns }: Table): Record<string, Cell> =>
  Object.fromEntries(columns.flatMap(({ id, initial }) => (initial === undefined ? [] : [[id, initial]])))
