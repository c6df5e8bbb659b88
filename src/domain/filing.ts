// A filing is what one unit has filled in: answers, inventories, attachments, and its own words about them.
// Everything here is plain JSON and immutable; `form` changes it by patches only.

/** A day is `YYYY-MM-DD`; a choice is its option code; several choices, a list or attachments are arrays. */
export type Cell = string | number | boolean | readonly string[] | null

/** `questionId` for an answer, `tableId` for a whole table, `tableId/rowId/columnId` for a cell. */
export type Path = string

export interface Row {
  readonly id: string
  readonly cells: Readonly<Record<string, Cell>>
}

/** “经核查，无”, signed by name: an empty inventory that somebody answers for. */
export interface NilDeclaration {
  readonly by: string
  /** YYYY-MM-DD */
  readonly on: string
}

export interface Attachment {
  readonly name: string
  readonly mediaType: string
  /** bytes */
  readonly size: number
  /** SHA-256 of the bytes, lowercase hex. Also where the bytes are found. */
  readonly sha256: string
}

export interface Filing {
  /** Form of this object, raised when its meaning changes: whoever then reads older ones lifts them first. */
  readonly version: 1
  readonly campaignId: string
  readonly questionnaireId: string
  readonly unitCode: string
  readonly answers: Readonly<Record<string, Cell>>
  readonly tables: Readonly<Record<string, readonly Row[]>>
  /** By table id. */
  readonly nils: Readonly<Record<string, NilDeclaration>>
  /** By `remarkKey`; also `override@<questionId>`: the reason why a computed number was changed by hand. */
  readonly explanations: Readonly<Record<string, string>>
  /** Places the filler wants to look at again: path → note, which may be empty. */
  readonly marks: Readonly<Record<Path, string>>
  /** Section id → the filler's own word that it is finished. */
  readonly finished: Readonly<Record<string, boolean>>
  /** By attachment id; answers and cells of type `files` hold these ids. */
  readonly attachments: Readonly<Record<string, Attachment>>
  /** Fields a later version wrote, kept as they came. */
  readonly [unknown: string]: unknown
}

const knownFields: ReadonlySet<string> = new Set([
  'version',
  'campaignId',
  'questionnaireId',
  'unitCode',
  'answers',
  'tables',
  'nils',
  'explanations',
  'marks',
  'finished',
  'attachments',
])
export const isKnownField = (field: string): boolean => knownFields.has(field)

/** `constructor` and its like: looked up in any object, they are always there. */
export const isInherited = (key: string): boolean => key in {}

/** An id is somebody's text: `constructor` names no file. */
export const attachmentOf = (
  { attachments }: Pick<Filing, 'attachments'>,
  id: string,
): Attachment | undefined => (isInherited(id) ? undefined : attachments[id])

export const emptyFiling = (campaignId: string, questionnaireId: string, unitCode: string): Filing => ({
  version: 1,
  campaignId,
  questionnaireId,
  unitCode,
  answers: {},
  tables: {},
  nils: {},
  explanations: {},
  marks: {},
  finished: {},
  attachments: {},
})

export interface CellPlace {
  readonly table: string
  readonly row: string
  readonly column: string
}

export const cellPath = (table: string, row: string, column: string): Path => `${table}/${row}/${column}`

/** The three parts of a cell's path, or nothing when the path names an answer or a table. */
export function cellPlace(path: Path): CellPlace | undefined {
  const [table, row, column] = path.split('/')
  return table !== undefined && row !== undefined && column !== undefined ? { table, row, column } : undefined
}

export const isBlank = (cell: Cell | undefined): cell is null | undefined | '' | readonly [] =>
  cell === null || cell === undefined || cell === '' || (Array.isArray(cell) && cell.length === 0)
