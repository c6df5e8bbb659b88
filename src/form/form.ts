// A filing being filled in: every change is a patch, can be undone, and tells only whom it concerns.
import {
  type Cell,
  cellPlace,
  type Filing,
  isBlank,
  type NilDeclaration,
  type Path,
  type Row,
} from '../domain/filing.ts'
import { applyPatches, invert, type Mapping, type Patch, same } from '../domain/patch.ts'
import type { Questionnaire } from '../domain/questionnaire.ts'
import { fitting } from '../domain/read-filing.ts'
import type { Remark } from '../domain/remark.ts'
import { Reading } from './reading.ts'
import { validateReading } from './validate.ts'

interface Step {
  readonly what: string
  readonly patches: readonly Patch[]
}

const mostSteps = 500

export class Form {
  readonly questionnaire: Questionnaire
  private readonly today: string
  private reading: Reading
  private done: Step[] = []
  private undone: Step[] = []
  /** The path typed into since the last pause: further keystrokes there join the same step. */
  private typingAt: Path | undefined
  private readonly listeners = new Map<string, Set<() => void>>()
  private readonly patchListeners = new Set<(patches: readonly Patch[]) => void>()
  private judged: { reading: Reading; remarks: readonly Remark[] } | undefined

  constructor(questionnaire: Questionnaire, filing: Filing, options: { today: string }) {
    this.questionnaire = questionnaire
    this.today = options.today
    this.reading = new Reading(questionnaire, filing, options.today)
  }

  get filing(): Filing {
    return this.reading.filing
  }

  value(path: Path): Cell {
    return this.reading.value(path)
  }

  computed(id: string): number {
    return this.reading.computed(id)
  }

  visible(path: Path): boolean {
    return this.reading.visible(path)
  }

  required(path: Path): boolean {
    return this.reading.required(path)
  }

  rows(table: string): readonly Row[] {
    return this.reading.rows(table)
  }

  row(table: string, id: string): Row | undefined {
    return this.reading.row(table, id)
  }

  /** In the form's order; judged once per change. */
  remarks(): readonly Remark[] {
    if (this.judged?.reading !== this.reading)
      this.judged = { reading: this.reading, remarks: validateReading(this.reading) }
    return this.judged.remarks
  }

  set(path: Path, value: Cell): void {
    const typingOn = this.typingAt === path && this.done.length > 0 && this.undone.length === 0
    this.edit(`修改“${this.label(path)}”`, (edit) => edit.set(path, value), typingOn)
    this.typingAt = path
  }

  /** Ends a run of typing: what follows is a new step to undo. */
  settle(): void {
    this.typingAt = undefined
  }

  insertRows(table: string, at: number, rows: readonly Row[], what = `增加 ${rows.length} 行`): void {
    this.edit(what, (edit) => edit.insertRows(table, at, rows))
  }

  deleteRows(table: string, ids: readonly string[], what = `删除 ${ids.length} 行`): void {
    this.edit(what, (edit) => edit.deleteRows(table, ids))
  }

  declareNil(table: string, nil: NilDeclaration | null): void {
    this.edit(nil ? '声明“经核查，无”' : '撤销“经核查，无”', (edit) => edit.entry('nils', table, nil))
  }

  /** `key` is a `remarkKey`, or `override@<question id>`. */
  explain(key: string, words: string | null): void {
    this.edit('填写说明', (edit) => edit.entry('explanations', key, words))
  }

  mark(path: Path, note: string | null): void {
    this.edit(note === null ? '取消待核标记' : '标记待核', (edit) => edit.entry('marks', path, note))
  }

  finish(section: string, yes: boolean | null): void {
    this.edit('标记完成情况', (edit) => edit.entry('finished', section, yes))
  }

  /** Several changes as one step to undo, named for the reader. */
  edit(what: string, make: (edit: Edit) => void, joinsLast = false): void {
    const edit = new Edit(this.reading)
    make(edit)
    if (edit.patches.length === 0) return
    this.typingAt = undefined
    const last = this.done[this.done.length - 1]
    if (joinsLast && last)
      this.done[this.done.length - 1] = { what, patches: [...last.patches, ...edit.patches] }
    else this.done.push({ what, patches: edit.patches })
    if (this.done.length > mostSteps) this.done.shift()
    this.undone = []
    this.take(edit.patches)
  }

  get canUndo(): boolean {
    return this.done.length > 0
  }

  get canRedo(): boolean {
    return this.undone.length > 0
  }

  /** Takes the last step back and names it. */
  undo(): string | undefined {
    const step = this.done.pop()
    if (!step) return undefined
    this.typingAt = undefined
    this.undone.push(step)
    this.take(invert(step.patches))
    return step.what
  }

  redo(): string | undefined {
    const step = this.undone.pop()
    if (!step) return undefined
    this.typingAt = undefined
    this.done.push(step)
    this.take(step.patches)
    return step.what
  }

  /** Changes made elsewhere — a journal, another tab, the server. Not a step of this user's to undo. */
  apply(patches: readonly Patch[]): void {
    this.take(patches, false)
  }

  /** `key`: a question, table or section-independent cell path; `*` for every change. */
  subscribe(key: string, listener: () => void): () => void {
    const listeners = this.listeners.get(key) ?? new Set()
    this.listeners.set(key, listeners)
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0 && this.listeners.get(key) === listeners) this.listeners.delete(key)
    }
  }

  /** Hears this user's patches, undo and redo included; not those applied from elsewhere. */
  onPatches(listener: (patches: readonly Patch[]) => void): () => void {
    this.patchListeners.add(listener)
    return () => this.patchListeners.delete(listener)
  }

  private take(patches: readonly Patch[], ours = true): void {
    this.reading = new Reading(this.questionnaire, applyPatches(this.reading.filing, patches), this.today)
    if (ours) for (const listener of [...this.patchListeners]) listener(patches)
    const heard = new Set<() => void>()
    for (const key of this.touched(patches))
      for (const listener of this.listeners.get(key) ?? []) heard.add(listener)
    for (const listener of heard) listener()
  }

  private touched(patches: readonly Patch[]): Set<string> {
    const keys = new Set<string>(['*'])
    const { dependents } = this.reading.definition
    const touch = (key: string) => {
      if (keys.has(key)) return
      keys.add(key)
      for (const dependent of dependents.get(key) ?? []) keys.add(dependent)
    }
    for (const patch of patches) {
      if ('carry' in patch) continue
      if ('insert' in patch) touch(patch.insert)
      else if ('delete' in patch) touch(patch.delete)
      else if (patch.set === 'cell') {
        keys.add(patch.key)
        const table = cellPlace(patch.key)?.table
        if (table) touch(table)
      } else if (patch.set === 'explanations') keys.add(patch.key.slice(patch.key.indexOf('@') + 1))
      else touch(patch.key)
    }
    return keys
  }

  private label(path: Path): string {
    const { questions, tables } = this.reading.definition
    const place = cellPlace(path)
    if (!place) return questions.get(path)?.label ?? path
    return tables.get(place.table)?.columns.get(place.column)?.label ?? place.column
  }
}

/** Gathers patches against a filing that changes as they are gathered. */
export class Edit {
  readonly patches: Patch[] = []
  private readonly reading: Reading
  private readonly cells = new Map<Path, Cell>()
  private readonly fresh = new Map<string, Row>()

  constructor(reading: Reading) {
    this.reading = reading
  }

  set(path: Path, value: Cell): void {
    const now = isBlank(value) ? null : fitting(value)
    const was = this.stands(path)
    if (same(was, now)) return
    this.cells.set(path, now)
    this.patches.push(
      cellPlace(path) ? { set: 'cell', key: path, was, now } : { set: 'answers', key: path, was, now },
    )
  }

  insertRows(table: string, at: number, rows: readonly Row[]): void {
    if (rows.length === 0) return
    for (const row of rows) this.fresh.set(`${table}/${row.id}`, row)
    this.patches.push({ insert: table, at, rows })
  }

  deleteRows(table: string, ids: readonly string[]): void {
    const gone = new Set(ids)
    const rows = this.reading.rows(table)
    // From the end, and run by run, so that undoing puts every row back where it stood.
    for (let end = rows.length - 1; end >= 0; end--) {
      if (!gone.has(rows[end]?.id ?? '')) continue
      let start = end
      while (start > 0 && gone.has(rows[start - 1]?.id ?? '')) start--
      this.patches.push({ delete: table, at: start, rows: rows.slice(start, end + 1) })
      end = start
    }
  }

  /** Patches made elsewhere against the filing as it stands: a restored version, a merge. */
  add(patches: readonly Patch[]): void {
    this.patches.push(...patches)
  }

  entry(set: Mapping, key: string, wanted: unknown): void {
    const now = typeof wanted === 'string' ? fitting(wanted) : wanted
    const was = this.reading.filing[set][key] ?? null
    if (was !== now) this.patches.push({ set, key, was, now })
  }

  private stands(path: Path): Cell {
    const known = this.cells.get(path)
    if (known !== undefined) return known
    const place = cellPlace(path)
    if (!place) return this.reading.filing.answers[path] ?? null
    const row = this.fresh.get(`${place.table}/${place.row}`) ?? this.reading.row(place.table, place.row)
    return row?.cells[place.column] ?? null
  }
}
