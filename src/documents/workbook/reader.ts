// Reads what stands in the cells of an .xlsx file, in a browser as on a server.
import { Problem } from '../../domain/problem.ts'
import { columnOf } from './address.ts'
import { attribute, tagsOf } from './tags.ts'
import { Zip } from './zip.ts'

export type Value =
  | { readonly text: string }
  | { readonly number: number; readonly as: 'number' | 'day' | 'percent' }
  | { readonly flag: boolean }
  /** `#REF!` and its like. */
  | { readonly fault: string }

export interface ReadLine {
  /** From 0. */
  readonly row: number
  /** By column, from 0. Empty cells are absent. */
  readonly cells: ReadonlyMap<number, Value>
}

export interface ReadSheet {
  readonly name: string
  /** Lines with something in them, from the top. Read when asked for. */
  lines(): ReadLine[]
}

export interface ReadWorkbook {
  readonly sheets: readonly ReadSheet[]
  readonly from1904: boolean
}

const mostCells = 2_000_000

export function readWorkbook(bytes: Uint8Array): ReadWorkbook {
  refuseOthers(bytes)
  const zip = new Zip(bytes)
  const workbook = zip.text('xl/workbook.xml')
  if (workbook === undefined) throw notExcel()
  const targets = relations(zip.text('xl/_rels/workbook.xml.rels') ?? '')
  const formats = readFormats(zip.text('xl/styles.xml') ?? '')
  let strings: readonly string[] | undefined
  let from1904 = false
  const sheets: ReadSheet[] = []
  for (const { name, attributes, kind } of tagsOf(workbook)) {
    if (kind === 'close') continue
    if (name === 'workbookPr') from1904 = /^(1|true)$/.test(attribute(attributes, 'date1904') ?? '')
    if (name !== 'sheet') continue
    const target = targets.get(attribute(attributes, '[\\w]+:id') ?? '')
    const part = target === undefined ? undefined : target.startsWith('/') ? target.slice(1) : `xl/${target}`
    sheets.push({
      name: attribute(attributes, 'name') ?? '',
      lines: () => {
        strings ??= readStrings(zip.text('xl/sharedStrings.xml') ?? '')
        return readLines((part && zip.text(part)) ?? '', strings, formats)
      },
    })
  }
  return { sheets, from1904 }
}

function refuseOthers(bytes: Uint8Array): void {
  const starts = (...signs: number[]) => signs.every((sign, i) => bytes[i] === sign)
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    // An encrypted .xlsx is kept inside the same old container as an .xls.
    const names = new TextDecoder('utf-16le').decode(bytes.subarray(0, Math.min(bytes.length, 1 << 20) & ~1))
    throw names.includes('EncryptedPackage') ? encrypted() : oldFormat()
  }
  if (!starts(0x50, 0x4b)) throw notExcel()
}

function relations(xml: string): ReadonlyMap<string, string> {
  const targets = new Map<string, string>()
  for (const { name, attributes } of tagsOf(xml)) {
    if (name !== 'Relationship') continue
    targets.set(attribute(attributes, 'Id') ?? '', attribute(attributes, 'Target') ?? '')
  }
  return targets
}

function readStrings(xml: string): string[] {
  const strings: string[] = []
  let now = ''
  let reading = false
  for (const { name, kind, text } of tagsOf(xml)) {
    if (name === 'si') {
      if (kind === 'open') now = ''
      else strings.push(kind === 'close' ? unescaped(now) : '')
    } else if (name === 'rPh') reading = kind === 'open'
    // Readings of Chinese characters are no part of the text.
    else if (name === 't' && kind === 'close' && !reading) now += text
  }
  return strings
}

type As = 'number' | 'day' | 'percent'

/** For each cell style, what its numbers stand for. */
function readFormats(xml: string): As[] {
  const codes = new Map<number, string>()
  const formats: As[] = []
  let inside = false
  for (const { name, kind, attributes } of tagsOf(xml)) {
    if (name === 'numFmt' && kind !== 'close') {
      codes.set(Number(attribute(attributes, 'numFmtId')), attribute(attributes, 'formatCode') ?? '')
    } else if (name === 'cellXfs') inside = kind === 'open'
    else if (name === 'xf' && inside && kind !== 'close') {
      const id = Number(attribute(attributes, 'numFmtId') ?? 0)
      formats.push(meaningOf(id, codes.get(id)))
    }
  }
  return formats
}

function meaningOf(id: number, code: string | undefined): As {
  // Excel knows none that is longer; looking for brackets in one without end takes for ever.
  if (code !== undefined && code.length <= 255) {
    const bare = code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '').toLowerCase()
    if (/[ymd]/.test(bare) && !bare.includes('general')) return 'day'
    return bare.includes('%') ? 'percent' : 'number'
  }
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) {
    return 'day'
  }
  return id === 9 || id === 10 ? 'percent' : 'number'
}

function readLines(xml: string, strings: readonly string[], formats: readonly As[]): ReadLine[] {
  const lines: ReadLine[] = []
  let row = -1
  let column = -1
  let cells = new Map<number, Value>()
  let type = ''
  let style = 0
  let value: string | undefined
  let written = ''
  let reading = false
  let count = 0
  const keep = () => {
    const found = meaning()
    if (found === undefined) return
    if (++count > mostCells) throw tooManyCells()
    cells.set(column, found)
  }
  const meaning = (): Value | undefined => {
    if (type === 'inlineStr') return written === '' ? undefined : { text: unescaped(written) }
    if (value === undefined || value === '') return undefined
    if (type === 's') {
      const text = strings[Number(value)] ?? ''
      return text === '' ? undefined : { text }
    }
    if (type === 'b') return { flag: value === '1' || value === 'true' }
    if (type === 'e') return { fault: value }
    if (type === 'str' || type === 'd') return { text: unescaped(value) }
    const number = Number(value)
    return Number.isFinite(number) ? { number, as: formats[style] ?? 'number' } : { text: value }
  }
  for (const { name, kind, attributes, text } of tagsOf(xml)) {
    switch (name) {
      case 'row':
        if (kind === 'close') {
          if (cells.size > 0) lines.push({ row, cells })
        } else {
          row = Number(attribute(attributes, 'r') ?? row + 2) - 1
          column = -1
          cells = new Map()
        }
        break
      case 'c':
        if (kind === 'close') keep()
        else {
          column = columnOf(attribute(attributes, 'r') ?? '') ?? column + 1
          type = attribute(attributes, 't') ?? 'n'
          style = Number(attribute(attributes, 's') ?? 0)
          value = undefined
          written = ''
        }
        break
      case 'v':
        if (kind === 'close') value = text
        break
      case 'rPh':
        reading = kind === 'open'
        break
      case 't':
        if (kind === 'close' && !reading) written += text
        break
      default:
    }
  }
  return lines
}

/** Excel writes what XML cannot hold as `_x000D_`. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

const notExcel = () =>
  new Problem(
    'invalid',
    'workbook.not-excel',
    '这不是 .xlsx 文件，请用 Excel 或 WPS 打开后另存为“Excel 工作簿（*.xlsx）”再导入',
  )

const oldFormat = () =>
  new Problem(
    'invalid',
    'workbook.old-format',
    '这是旧格式的文件（.xls 或 .et），请用 Excel 或 WPS 打开后另存为“Excel 工作簿（*.xlsx）”再导入',
  )

const encrypted = () =>
  new Problem('invalid', 'workbook.encrypted', 'Excel 文件设有打开密码，请取消密码后另存为 .xlsx 再导入')

const tooManyCells = () =>
  new Problem('limited', 'workbook.too-large', 'Excel 文件中的内容过多，请删除多余的工作表和行后再导入', {
    mostCells,
  })
