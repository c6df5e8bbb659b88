// A filing's rows as several checks read them: cells by type, whatever was really written there.
import { isDay } from './calendar.ts'
import { type Cell, cellPath, type Filing, type Path, type Row } from './filing.ts'
import { shortened } from './spelling.ts'

/** Letters: none that the form takes is longer, and a sentence about many rows must not grow beyond its own. */
export const longestName = 100

export class Entry {
  readonly row: Row
  readonly table: string
  readonly place: number

  constructor(row: Row, table: string, place: number) {
    this.row = row
    this.table = table
    this.place = place
  }

  get id(): string {
    return this.row.id
  }

  at(column: string): Path {
    return cellPath(this.table, this.row.id, column)
  }

  /** Trimmed; empty when there is none. */
  text(column: string): string {
    const cell = this.row.cells[column]
    return typeof cell === 'string' ? cell.trim() : ''
  }

  number(column: string): number | undefined {
    const cell = this.row.cells[column]
    return typeof cell === 'number' && Number.isFinite(cell) ? cell : undefined
  }

  /** Undefined when it is blank or no day at all. */
  day(column: string): string | undefined {
    return asDay(this.row.cells[column])
  }

  yes(column: string): boolean | undefined {
    const cell = this.row.cells[column]
    return typeof cell === 'boolean' ? cell : undefined
  }

  list(column: string): readonly string[] {
    const cell = this.row.cells[column]
    return Array.isArray(cell) ? cell.filter((part) => typeof part === 'string') : []
  }

  /** 0 for 未定级, 1 to 5; undefined when it is blank or no grade at all. */
  gradeIn(column: string): number | undefined {
    const grade = this.text(column)
    return /^[0-5]$/.test(grade) ? Number(grade) : undefined
  }

  /** `系统“教务系统”`, or `第 3 个系统` while it has no name. */
  protected called(kind: string, nameColumn: string): string {
    const name = this.text(nameColumn)
    return name ? `${kind}“${shortened(name, longestName)}”` : `第 ${this.place + 1} 个${kind}`
  }
}

export class System extends Entry {
  get name(): string {
    return this.called('系统', 'systemName')
  }

  /** 0 while it is not graded. */
  get level(): number {
    return this.gradeIn('securityLevel') ?? 0
  }

  get isRunning(): boolean {
    return this.text('runningStatus') === 'running'
  }

  /** The superior unit grades and files it, for all its parts. */
  get isGradedAbove(): boolean {
    return this.yes('gradedBySuperior') === true
  }

  /** To grade it, file it and have it assessed is this unit's own duty. */
  get owesGrading(): boolean {
    return this.isRunning && !this.isGradedAbove
  }

  /** 已下线 and what the superior unit counts stay out of the matrix. */
  get counts(): boolean {
    return this.text('runningStatus') !== 'offline' && !this.isGradedAbove
  }
}

export class Website extends Entry {
  get name(): string {
    return this.called('网站', 'siteName')
  }

  get url(): string {
    return this.text('siteUrl')
  }

  get isInUse(): boolean {
    return this.text('siteStatus') === 'active'
  }

  /** In use, and open to the internet. */
  get isPublic(): boolean {
    return this.isInUse && this.yes('publicAccess') === true
  }
}

export class App extends Entry {
  get name(): string {
    return this.called('应用', 'appName')
  }

  /** An account inside somebody else's app is filed by that app's owner. */
  get isMobileApp(): boolean {
    return /^(app|mini)$/.test(this.text('appType'))
  }
}

export class DataSet extends Entry {
  get name(): string {
    return this.called('数据', 'dataName')
  }

  get isPersonal(): boolean {
    return this.list('piFlags').some((flag) => flag !== 'none')
  }

  /** Distinct people; 0 where none are concerned. */
  get persons(): number {
    return this.isPersonal ? (this.number('personCount') ?? 0) : 0
  }
}

const kinds = new Map<string, new (row: Row, table: string, place: number) => Entry>([
  ['systems', System],
  ['websites', Website],
  ['apps', App],
  ['dataSets', DataSet],
])
const known = new WeakMap<readonly Row[], readonly Entry[]>()

/** Rows are immutable, so a table that did not change is read once. */
export function rowsOf(filing: Filing, table: string): readonly Entry[] {
  const rows = filing.tables[table]
  // A table may be named `constructor` by whoever means harm.
  if (!Array.isArray(rows)) return []
  const before = known.get(rows)
  if (before) return before
  const Kind = kinds.get(table) ?? Entry
  const made = rows.map((row, place) => new Kind(row, table, place))
  known.set(rows, made)
  return made
}

export const systemsOf = (filing: Filing) => rowsOf(filing, 'systems') as readonly System[]
export const websitesOf = (filing: Filing) => rowsOf(filing, 'websites') as readonly Website[]
export const appsOf = (filing: Filing) => rowsOf(filing, 'apps') as readonly App[]
export const dataSetsOf = (filing: Filing) => rowsOf(filing, 'dataSets') as readonly DataSet[]

export const asDay = (cell: Cell | undefined): string | undefined =>
  typeof cell === 'string' && isDay(cell) ? cell : undefined

export const levelName = (level: number): string =>
  level === 0 ? '未定级' : `第${'一二三四五'[level - 1]}级`

const evasions =
  /^(无|没有|同上|略|待[补定填]充?|暂无|暂缺|未定|未知|不详|测试|test|[-/\\.。、…—xX*?？\d]+|n\/?a)[。.]?$/i

/** Something stands there only so that the field is not empty. */
export const isEvasive = (text: string): boolean => evasions.test(text.replace(/\s/g, ''))
