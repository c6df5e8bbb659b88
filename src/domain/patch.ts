// A patch is one small change of a filing, with what was there before.
// Undo, the autosave journal, the server's draft and the reviewer's differences all use the same patches.
import {
  type Cell,
  cellPath,
  cellPlace,
  type Filing,
  isBlank,
  isKnownField,
  type Path,
  type Row,
} from './filing.ts'

export const mappings = ['answers', 'nils', 'explanations', 'marks', 'finished', 'attachments'] as const
export type Mapping = (typeof mappings)[number]

/** `null` stands for “not there”. Rows are found by id; `at` is where they stood. */
export type Patch =
  | { readonly set: Mapping; readonly key: string; readonly was: unknown; readonly now: unknown }
  | { readonly set: 'cell'; readonly key: Path; readonly was: Cell; readonly now: Cell }
  | { readonly insert: string; readonly at: number; readonly rows: readonly Row[] }
  | { readonly delete: string; readonly at: number; readonly rows: readonly Row[] }
  /** A field that a later version wrote and this one only carries. It stays where it was made: see `carriedDifference`. */
  | { readonly carry: string; readonly was: unknown; readonly now: unknown }

type Writable<T> = { -readonly [K in keyof T]: T[K] }
type Entries = Record<string, unknown>

/** Copies what a batch touches once, so that pasting 150,000 cells is not 150,000 copies. */
class Draft {
  readonly filing: Writable<Filing>
  private readonly copied = new Set<string>()
  private readonly places = new Map<string, Map<string, number>>()

  constructor(filing: Filing) {
    this.filing = { ...filing }
  }

  apply(patch: Patch): void {
    if ('insert' in patch) this.insert(patch.insert, patch.at, patch.rows)
    else if ('delete' in patch) this.delete(patch.delete, patch.rows)
    else if ('carry' in patch) this.carry(patch.carry, patch.now)
    else if (patch.set === 'cell') this.setCell(patch.key, patch.now)
    else this.setEntry(patch.set, patch.key, patch.now)
  }

  private setEntry(mapping: Mapping, key: string, now: unknown): void {
    if (!this.copied.has(mapping)) {
      this.filing[mapping] = { ...this.filing[mapping] } as never
      this.copied.add(mapping)
    }
    const entries = this.filing[mapping] as Entries
    if (now === null || now === undefined) delete entries[key]
    else entries[key] = now
  }

  private carry(field: string, now: unknown): void {
    if (isKnownField(field) || field in {}) return
    const { filing }: { filing: Entries } = this
    if (now === null || now === undefined) delete filing[field]
    else filing[field] = now
  }

  private rows(table: string): Row[] {
    if (!this.copied.has('tables')) {
      this.filing.tables = { ...this.filing.tables }
      this.copied.add('tables')
    }
    const tables = this.filing.tables as Record<string, Row[]>
    if (!this.copied.has(`tables/${table}`)) {
      const standing = tables[table]
      // What every object inherits is no table.
      tables[table] = Array.isArray(standing) ? [...standing] : []
      this.copied.add(`tables/${table}`)
    }
    return tables[table] as Row[]
  }

  private place(table: string, row: string): number | undefined {
    let places = this.places.get(table)
    if (!places) {
      places = new Map(this.rows(table).map(({ id }, index) => [id, index]))
      this.places.set(table, places)
    }
    return places.get(row)
  }

  private setCell(path: Path, now: Cell): void {
    const place = cellPlace(path)
    if (!place) return
    const index = this.place(place.table, place.row)
    // The row was deleted meanwhile by somebody else: there is nothing left to change.
    if (index === undefined) return
    const rows = this.rows(place.table)
    const rowKey = `tables/${place.table}/${place.row}`
    let row = rows[index] as Row
    if (!this.copied.has(rowKey)) {
      row = { ...row, cells: { ...row.cells } }
      rows[index] = row
      this.copied.add(rowKey)
    }
    const cells = row.cells as Record<string, Cell>
    if (isBlank(now)) delete cells[place.column]
    else cells[place.column] = now
  }

  private insert(table: string, at: number, rows: readonly Row[]): void {
    const fresh = rows.filter(({ id }) => this.place(table, id) === undefined)
    this.rows(table).splice(Math.min(at, this.rows(table).length), 0, ...fresh)
    this.places.delete(table)
  }

  private delete(table: string, rows: readonly Row[]): void {
    const gone = new Set(rows.map(({ id }) => id))
    const kept = this.rows(table).filter(({ id }) => !gone.has(id))
    this.rows(table).splice(0, Number.POSITIVE_INFINITY, ...kept)
    this.places.delete(table)
    for (const id of gone) this.copied.delete(`tables/${table}/${id}`)
  }
}

export function applyPatches(filing: Filing, patches: readonly Patch[]): Filing {
  const draft = new Draft(filing)
  for (const patch of patches) draft.apply(patch)
  return draft.filing
}

/** The patches that take these back, in the order to apply them. */
export const invert = (patches: readonly Patch[]): Patch[] => patches.map(inverse).reverse()

function inverse(patch: Patch): Patch {
  if ('insert' in patch) return { delete: patch.insert, at: patch.at, rows: patch.rows }
  if ('delete' in patch) return { insert: patch.delete, at: patch.at, rows: patch.rows }
  return { ...patch, was: patch.now, now: patch.was } as Patch
}

/** What changes the first filing into the second. Rows are compared by id; their order only where it differs. */
export function difference(before: Filing, after: Filing): Patch[] {
  const patches: Patch[] = []
  for (const set of mappings) {
    const was: Entries = before[set]
    const now: Entries = after[set]
    for (const key of unionOfKeys(was, now))
      if (!same(was[key], now[key])) patches.push({ set, key, was: was[key] ?? null, now: now[key] ?? null })
  }
  for (const table of unionOfKeys(before.tables, after.tables))
    patches.push(...tableDifference(table, before.tables[table] ?? [], after.tables[table] ?? []))
  return patches
}

/** What `difference` leaves out: fields that this version does not know, and nobody is shown or asked about. */
export function carriedDifference(before: Filing, after: Filing): Patch[] {
  return unionOfKeys(before, after)
    .filter((field) => !isKnownField(field) && !same(before[field], after[field]))
    .map((carry) => ({ carry, was: before[carry] ?? null, now: after[carry] ?? null }))
}

function tableDifference(table: string, before: readonly Row[], after: readonly Row[]): Patch[] {
  const patches: Patch[] = []
  const earlier = new Map(before.map((row) => [row.id, row]))
  const later = new Set(after.map(({ id }) => id))
  for (let at = before.length - 1; at >= 0; at--) {
    const row = before[at] as Row
    if (!later.has(row.id)) patches.push({ delete: table, at, rows: [row] })
  }
  const standing = before.filter(({ id }) => later.has(id)).map(({ id }) => id)
  after.forEach((row, at) => {
    const was = earlier.get(row.id)
    if (standing[at] !== row.id) {
      const moved = standing.indexOf(row.id)
      if (was && moved >= 0) {
        patches.push({ delete: table, at: moved, rows: [was] })
        standing.splice(moved, 1)
      }
      patches.push({ insert: table, at, rows: [row] })
      standing.splice(at, 0, row.id)
      return
    }
    if (!was) return
    for (const column of unionOfKeys(was.cells, row.cells))
      if (!same(was.cells[column], row.cells[column]))
        patches.push({
          set: 'cell',
          key: cellPath(table, row.id, column),
          was: was.cells[column] ?? null,
          now: row.cells[column] ?? null,
        })
  })
  return patches
}

const unionOfKeys = (one: object, other: object): string[] => [
  ...new Set([...Object.keys(one), ...Object.keys(other)]),
]

/** Equal as JSON, whatever the order of keys; blank things of every kind are the same blank. */
export function same(one: unknown, other: unknown): boolean {
  if (one === other) return true
  const oneBlank = isBlank(one as Cell)
  if (oneBlank || isBlank(other as Cell)) return oneBlank && isBlank(other as Cell)
  if (typeof one !== 'object' || typeof other !== 'object') return false
  if (Array.isArray(one) || Array.isArray(other))
    return (
      Array.isArray(one) &&
      Array.isArray(other) &&
      one.length === other.length &&
      one.every((part, at) => same(part, other[at]))
    )
  // A database gives keys back in an order of its own.
  return unionOfKeys(one as object, other as object).every((key) =>
    same((one as Entries)[key], (other as Entries)[key]),
  )
}
