// Outside data becomes a filing here, once. Whatever comes in is hostile until it has passed.
import { isDay } from './calendar.ts'
import {
  type Attachment,
  type Cell,
  type Filing,
  isInherited,
  isKnownField,
  type NilDeclaration,
  type Row,
} from './filing.ts'
import { Problem } from './problem.ts'

export const limits = {
  /** entries in any one mapping */
  entries: 20_000,
  tables: 100,
  rows: 5000,
  columns: 400,
  /** characters of any one text */
  text: 20_000,
  items: 1000,
  /** characters of an id */
  id: 120,
  attachments: 2000,
  unknownDepth: 20,
  unknownNodes: 20_000,
} as const

/** Cut to what is read back: what a draft once takes it must be able to open again. */
export function fitting(value: Cell): Cell {
  if (typeof value === 'string') return cut(value)
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  return Array.isArray(value) ? value.slice(0, limits.items).map(cut) : value
}

/** Not through the middle of a character. */
const cut = (text: string): string =>
  text.length > limits.text ? text.slice(0, limits.text).replace(/[\ud800-\udbff]$/, '') : text

/** Keeps top-level fields it does not know. Throws `filing.malformed`, naming the place, or `filing.newer`. */
export function readFiling(outside: unknown): Filing {
  const whole = record(outside, '根')
  refuseNewer(whole)
  if (whole.version !== 1) throw malformed('version', '缺少版本号')
  return {
    ...unknownFields(whole),
    version: 1,
    campaignId: id(whole.campaignId, 'campaignId'),
    questionnaireId: id(whole.questionnaireId, 'questionnaireId'),
    unitCode: id(whole.unitCode, 'unitCode'),
    answers: mapping(whole.answers, 'answers', limits.entries, cell),
    tables: mapping(whole.tables, 'tables', limits.tables, rows),
    nils: mapping(whole.nils, 'nils', limits.tables, nil),
    explanations: mapping(whole.explanations, 'explanations', limits.entries, text),
    marks: mapping(whole.marks, 'marks', limits.entries, text),
    finished: mapping(whole.finished, 'finished', limits.entries, yesNo),
    attachments: mapping(whole.attachments, 'attachments', limits.attachments, attachment),
  }
}

/** Also for a filing that passes through without being read. */
export function refuseNewer({ version }: Record<string, unknown>): void {
  if (typeof version === 'number' && version > 1) throw newer(version)
}

type Read<Value> = (outside: unknown, at: string) => Value

function record(outside: unknown, at: string): Record<string, unknown> {
  if (typeof outside !== 'object' || outside === null || Array.isArray(outside))
    throw malformed(at, '应为一组字段')
  return outside as Record<string, unknown>
}

function mapping<Value>(
  outside: unknown,
  at: string,
  most: number,
  read: Read<Value>,
): Record<string, Value> {
  if (outside === undefined) return {}
  const entries = Object.entries(record(outside, at))
  if (entries.length > most) throw malformed(at, `超过 ${most} 项`)
  return Object.fromEntries(
    entries.map(([key, value]) => {
      if (key.length > 2 * limits.id || isInherited(key)) throw malformed(at, '字段名不合规')
      return [key, read(value, `${at}.${key.slice(0, 40)}`)]
    }),
  )
}

function id(outside: unknown, at: string): string {
  if (typeof outside !== 'string' || outside === '' || outside.length > limits.id || isInherited(outside))
    throw malformed(at, '标识不合规')
  return outside
}

function text(outside: unknown, at: string): string {
  if (typeof outside !== 'string') throw malformed(at, '应为文字')
  if (outside.length > limits.text) throw malformed(at, `超过 ${limits.text} 字`)
  return outside
}

function yesNo(outside: unknown, at: string): boolean {
  if (typeof outside !== 'boolean') throw malformed(at, '应为是或否')
  return outside
}

function cell(outside: unknown, at: string): Cell {
  if (outside === null || typeof outside === 'boolean') return outside
  if (typeof outside === 'number') {
    if (!Number.isFinite(outside)) throw malformed(at, '数不合规')
    return outside
  }
  if (!Array.isArray(outside)) return text(outside, at)
  if (outside.length > limits.items) throw malformed(at, `超过 ${limits.items} 项`)
  return outside.map((part) => text(part, at))
}

function rows(outside: unknown, at: string): Row[] {
  if (!Array.isArray(outside)) throw malformed(at, '应为若干行')
  if (outside.length > limits.rows) throw malformed(at, `超过 ${limits.rows} 行`)
  const ids = new Set<string>()
  return outside.map((one, index) => {
    const place = `${at}[${index}]`
    const row = record(one, place)
    const rowId = id(row.id, `${place}.id`)
    if (ids.has(rowId) || rowId.includes('/')) throw malformed(place, '行标识重复或不合规')
    ids.add(rowId)
    return { id: rowId, cells: mapping(row.cells, `${place}.cells`, limits.columns, cell) }
  })
}

function nil(outside: unknown, at: string): NilDeclaration {
  const { by, on } = record(outside, at)
  return { by: text(by, `${at}.by`), on: day(on, `${at}.on`) }
}

function day(outside: unknown, at: string): string {
  if (typeof outside !== 'string' || !isDay(outside)) throw malformed(at, '应为年-月-日')
  return outside
}

function attachment(outside: unknown, at: string): Attachment {
  const { name, mediaType, size, sha256 } = record(outside, at)
  if (typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256))
    throw malformed(`${at}.sha256`, '应为 SHA-256')
  if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0)
    throw malformed(`${at}.size`, '应为字节数')
  const fileName = id(name, `${at}.name`)
  // A name is shown and saved: it must not name a place.
  if (/[\\/\p{Cc}\u202a-\u202e\u2066-\u2069]|^\.+$/u.test(fileName))
    throw malformed(`${at}.name`, '文件名不合规')
  return { name: fileName, mediaType: id(mediaType, `${at}.mediaType`), size, sha256 }
}

function unknownFields(whole: Record<string, unknown>): Record<string, unknown> {
  const fields = Object.entries(whole).filter(([key]) => !isKnownField(key) && !isInherited(key))
  let nodes = 0
  const measure = (value: unknown, depth: number): void => {
    nodes++
    if (depth > limits.unknownDepth || nodes > limits.unknownNodes) throw malformed('未知字段', '过深或过多')
    if (typeof value === 'object' && value !== null)
      for (const part of Object.values(value)) measure(part, depth + 1)
  }
  for (const [, value] of fields) measure(value, 0)
  return Object.fromEntries(fields)
}

const malformed = (at: string, reason: string): Problem =>
  new Problem('invalid', 'filing.malformed', `填报内容不合规：${at} ${reason}`, { at, reason })

const newer = (version: number): Problem =>
  new Problem('invalid', 'filing.newer', `填报内容的版本（${version}）比本软件新，请先升级本软件`, {
    version,
  })
