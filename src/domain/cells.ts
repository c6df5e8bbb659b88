// A cell as people write it, and as it is kept: one reading for typing, pasting, Excel and Word.
// Liberal in what it takes; what is well-formed but wrong is kept, for the checks to speak about.
import { type Cell, isBlank, type Row } from './filing.ts'
import { readIdentifier } from './identifiers/read.ts'
import { quote } from './identifiers/reading.ts'
import type { Field, Option, Questionnaire, Table } from './questionnaire.ts'
import { limits } from './read-filing.ts'
import { inFigures, plain } from './spelling.ts'

/** `why` is a sentence for the one who wrote it; `nearly` what he may agree to instead. */
export type Reading = { readonly value: Cell } | { readonly why: string; readonly nearly?: Cell }

/** What cells of type `rows` and `files` point at: ids inside, names on the screen. */
export interface Names {
  nameOf(id: string): string | undefined
  idOf(name: string): string | undefined
}

/** `options` are the column's own code list; `names` is needed by types `rows` and `files` only. */
export function parseCell(
  column: Field,
  text: string,
  options: readonly Option[] = [],
  names?: Names,
): Reading {
  const clean = tidy(text)
  if (clean === '') return { value: null }
  if (clean.length > limits.text)
    return {
      why: `共 ${clean.length} 字，一处最多 ${limits.text} 字，请缩短，其余内容作为附件上传`,
    }
  switch (column.type) {
    case 'text':
      return { value: spelled(column, clean.replace(/\s*\n\s*/g, ' ')) }
    case 'longText':
      return { value: clean }
    case 'integer':
    case 'decimal':
      return readNumber(column, clean)
    case 'date':
      return readDate(clean)
    case 'yesNo':
      return readYesNo(clean)
    case 'choice':
      return readChoice(clean, options)
    case 'choices':
      return readChoices(clean, options)
    case 'list':
      return readList(column, clean)
    case 'rows':
      return readNames(
        clean,
        names,
        (name) => `没有名为“${name}”的条目，请先在相应清单中登记，或从列表中选择`,
      )
    case 'files':
      return readNames(clean, names, (name) => `没有名为“${name}”的附件，请在本格打开后上传`)
  }
}

export function showCell(
  column: Field,
  cell: Cell | undefined,
  options: readonly Option[] = [],
  names?: Names,
): string {
  if (isBlank(cell)) return ''
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  if (typeof cell === 'number') return inFigures(cell)
  const words = typeof cell === 'string' ? [cell] : cell
  switch (column.type) {
    case 'choice':
    case 'choices':
      return words.map((code) => options.find((option) => option.code === code)?.label ?? code).join('；')
    case 'rows':
    case 'files':
      return words.map((id) => names?.nameOf(id) ?? id).join('；')
    default:
      return words.join('\n')
  }
}

/** What a row is called, read as on the screen: a row may be named by a choice. Empty while it has no name. */
export function nameOfRow({ options }: Pick<Questionnaire, 'options'>, table: Table, { cells }: Row): string {
  const column = table.columns.find(({ id }) => id === table.nameColumn)
  return column ? showCell(column, cells[column.id], options[column.options ?? '']).trim() : ''
}

/** Line ends, odd spaces and invisible characters that come along when copying. */
const tidy = (text: string): string =>
  text
    .replace(/\r\n?|[\v\u0085\u2028\u2029]/g, '\n')
    .replace(/[\u00a0\u2000-\u200a\u202f\u3000]/g, ' ')
    .replace(/(?![\t\n])[\p{Cc}\p{Cf}]/gu, '')
    .trim()

/** Words that count the same: instead of one people write another. */
const counters = [/^(个|项|家|件|份)$/, /^(台|套|台\(套\)|个)$/, /^(人|名|位)$/, /^(次|起)$/]
const tenfold: Readonly<Record<string, number>> = { 千: 1e3, 万: 1e4, 百万: 1e6, 千万: 1e7, 亿: 1e8 }

function readNumber(column: Field, text: string): Reading {
  const unit = column.unit === undefined ? '' : plain(column.unit)
  const asked = column.unit === undefined ? '' : `，以“${column.unit}”为单位`
  const parts = /^(约|大约|近)?([+-]?[\d,]*\.?\d+)(百万|千万|千|万|亿)?(.*?)(左右)?$/.exec(plain(text))
  const [, about, digits = '', times = '', counted = '', orSo] = parts ?? []
  const grouped = /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(digits) ? digits.replace(/,/g, '') : digits
  // “1.2万” is a number of people, but in a column of 万条 it is said already.
  const said = times + counted === unit || (counted === '' && times !== '' && unit.startsWith(times))
  const fits =
    said ||
    counted === '' ||
    counted === unit ||
    counters.some((same) => same.test(counted) && same.test(unit))
  const scaled = times === '' || said || !/^[千万亿]/.test(unit)
  if (!/^[+-]?\d+(\.\d+)?$/.test(grouped) || !fits || !scaled) {
    return { why: `${quote(text)}不是数字，请只填阿拉伯数字${asked}；没有就填 0` }
  }
  const factor = said ? 1 : (tenfold[times] ?? 1)
  const value = factor === 1 ? Number(grouped) : Number((Number(grouped) * factor).toPrecision(15))
  if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return { why: `${quote(text)}位数过多，请核对${asked}` }
  if (column.type === 'integer' && !Number.isInteger(value)) {
    return { why: `${quote(text)}不是整数，请填整数${asked}` }
  }
  if (about || orSo) return { why: `${quote(text)}是约数，请填实数${asked}`, nearly: value }
  return { value: value === 0 ? 0 : value }
}

function readDate(text: string): Reading {
  const day = readIdentifier('day', text)
  if (!('fault' in day)) return { value: day.normal }
  const first = firstOfMonth(text)
  return first === undefined ? { why: day.fault } : { why: day.fault, nearly: first }
}

/** A ledger often knows no more than the month. Not “2019.1”: a spreadsheet writes October so, too. */
function firstOfMonth(text: string): string | undefined {
  const month = plain(text).replace(/份$/, '')
  if (/^\d{4}\.1$/.test(month) || !/^\d{4}([-/.年]\d{1,2}月?|\d{2})$/.test(month)) return undefined
  const [, year = '', rest = ''] = /^(\d{4})\D?(\d{1,2})/.exec(month) ?? []
  const day = readIdentifier('day', `${year}-${rest}-1`)
  return 'fault' in day ? undefined : day.normal
}

/** The usual spelling of an identifier; a faulty one stays as written, marked by the checks. */
function spelled({ identifier }: Field, text: string): string {
  if (identifier === undefined) return text
  const reading = readIdentifier(identifier, text)
  return 'fault' in reading ? text : reading.normal
}

const yes = new Set(['是', '有', '对', '已', '√', '✓', '✔', '☑', 'y', 'yes', 'true', 't', '1', '是的'])
const no = new Set([
  '否',
  '无',
  '错',
  '未',
  '×',
  '✗',
  '✘',
  'x',
  '☐',
  'n',
  'no',
  'false',
  'f',
  '0',
  '不是',
  '没有',
])

function readYesNo(text: string): Reading {
  const word = plain(text)
  if (yes.has(word)) return { value: true }
  if (no.has(word)) return { value: false }
  return { why: `${quote(text)}看不出是“是”还是“否”，请填“是”或“否”` }
}

const chineseDigits = '零一二三四五六七八九'
const negation = /^[不未无非没]/

type Match = { readonly code: string } | { readonly why: string }

/** Code, label, “1 局域网”, then an unambiguous beginning or part of a label. */
function findOption(text: string, options: readonly Option[]): Match {
  const word = plain(text).replace(/其它/g, '其他')
  const named = options.map((option) => ({ code: option.code, label: plain(option.label) }))
  const exact =
    options.find(({ code, label }) => code === text || label === text) ??
    named.find(({ label }) => label === word) ??
    named.find(({ code }) => plain(code) === word) ??
    options.find(({ also }) => also?.some((other) => plain(other) === word)) ??
    named.find(({ code, label }) => word.endsWith(label) && bareCode(word, label) === plain(code))
  if (exact) return { code: exact.code }
  const spelled = word.replace(/\d/g, (digit) => chineseDigits[Number(digit)] ?? digit)
  for (const form of new Set([word, spelled])) {
    const starting = named.filter(({ label }) => label.startsWith(form))
    // “备案” inside “未备案” is the opposite of what it says.
    const holding = named.filter(
      ({ label }) =>
        form.length > 1 && label.includes(form) && (negation.test(form) || !negation.test(label)),
    )
    const found = starting.length > 0 ? starting : holding
    if (found.length === 1 && found[0]) return { code: found[0].code }
    if (found.length > 1) {
      const labels = found
        .slice(0, 4)
        .map(({ code }) => `“${options.find((option) => option.code === code)?.label}”`)
      return { why: `${quote(text)}可能是${labels.join('、')}，请写全` }
    }
  }
  const labels = options.slice(0, 8).map(({ label }) => label)
  const rest = options.length > 8 ? `等 ${options.length} 项` : ''
  return { why: `${quote(text)}不在选项中，可选：${labels.join('、')}${rest}` }
}

const bareCode = (word: string, label: string): string =>
  word.slice(0, -label.length).replace(/[.,、:：)）-]$/, '')

function readChoice(text: string, options: readonly Option[]): Reading {
  const match = findOption(text, options)
  return 'why' in match ? match : { value: match.code }
}

// Labels may hold the weaker separators themselves, so the stronger are tried first.
const separators = [/[\n;；]/, /[、,，|]/, /[/／]/, / /]

function readChoices(text: string, options: readonly Option[]): Reading {
  const codes: string[] = []
  const why = collect(text, 0)
  if (why !== undefined) return { why }
  const kept = [...new Set(codes)]
  const alone = options.find((option) => option.alone === true && kept.includes(option.code))
  if (alone && kept.length > 1) return { why: `选了“${alone.label}”就不能再选其他项` }
  // Kept in the order of the list, so that the same choice is always the same value.
  const order = options.map(({ code }) => code)
  return { value: kept.sort((one, other) => order.indexOf(one) - order.indexOf(other)) }

  function collect(part: string, depth: number): string | undefined {
    const match = findOption(part, options)
    if ('code' in match) {
      codes.push(match.code)
      return undefined
    }
    for (let level = depth; level < separators.length; level++) {
      const pieces = split(part, separators[level]!)
      if (pieces.length < 2) continue
      for (const piece of pieces) {
        const wrong = collect(piece, level + 1)
        if (wrong !== undefined) return wrong
      }
      return undefined
    }
    return match.why
  }
}

const split = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')

function readList(column: Field, text: string): Reading {
  const separator = column.identifier === undefined ? /[\n;；]/ : /[\n;；、,，]/
  const value = [...new Set(split(text, separator).map((item) => spelled(column, item)))]
  if (value.length > limits.items)
    return { why: `共 ${value.length} 项，一处最多 ${limits.items} 项，请合并或缩短` }
  return { value: value.length > 0 ? value : null }
}

function readNames(text: string, names: Names | undefined, unknown: (name: string) => string): Reading {
  const whole = names?.idOf(text)
  if (whole !== undefined) return { value: [whole] }
  const ids: string[] = []
  for (const name of split(text, /[\n;；]/)) {
    const id = names?.idOf(name)
    if (id !== undefined) {
      ids.push(id)
      continue
    }
    const pieces = split(name, /[、,，]/)
    for (const piece of pieces) {
      const found = names?.idOf(piece)
      if (found === undefined) return { why: unknown(pieces.length > 1 ? piece : name) }
      ids.push(found)
    }
  }
  return { value: [...new Set(ids)] }
}
