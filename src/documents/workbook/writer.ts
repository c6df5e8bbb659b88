// Writes an .xlsx file: several sheets, drop-downs, frozen headings, hidden columns and nothing else.
import { escapeXml, xmlHead } from '../word/xml.ts'
import { addressOf, columnLetters } from './address.ts'
import { type LookName, lookNumber, styleSheet } from './styles.ts'
import { packTexts } from './zip.ts'

export interface WrittenCell {
  readonly value: string | number | null
  readonly look: LookName
}

export interface WrittenColumn {
  /** In characters of the usual font. */
  readonly width: number
  readonly hidden?: boolean
  /** For cells that are still empty. */
  readonly look?: LookName
}

/** `list` names what may be chosen: words, or a range of another sheet. */
export interface DropDown {
  readonly column: number
  readonly fromRow: number
  readonly toRow: number
  readonly list: readonly string[] | string
  readonly hint: string
}

export interface WrittenSheet {
  readonly name: string
  readonly columns: readonly WrittenColumn[]
  readonly rows: readonly (readonly (WrittenCell | undefined)[])[]
  /** Points, by row; others are as tall as they need. */
  readonly heights?: Readonly<Record<number, number>>
  readonly frozenRows?: number
  readonly frozenColumns?: number
  readonly merged?: readonly string[]
  readonly filtered?: string
  readonly dropDowns?: readonly DropDown[]
  readonly hidden?: boolean
  /** Printed on one page's width. */
  readonly fitsWidth?: boolean
}

const tallest = 180

/** Points for a row of wrapped texts: not every program works that out by itself. */
export function heightOf(cells: readonly (WrittenCell | undefined)[], widths: readonly number[]): number {
  const lines = cells.map((cell, i) =>
    typeof cell?.value === 'string'
      ? cell.value
          .split('\n')
          .reduce((sum, line) => sum + Math.max(1, Math.ceil(spread(line) / (widths[i] ?? 20))), 0)
      : 1,
  )
  return Math.min(tallest, Math.max(1, ...lines) * 15 + 1)
}

/** Chinese characters take two of what a column's width counts. */
const spread = (text: string): number =>
  [...text].reduce((sum, sign) => sum + (sign > '\u2000' ? 2.1 : 1.1), 0)

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packaging = 'http://schemas.openxmlformats.org/package/2006'
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export function writeWorkbook(sheets: readonly WrittenSheet[]): Uint8Array {
  const strings = new Strings()
  const written = sheets.map((sheet) => writeSheet(sheet, strings))
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbook(sheets),
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`]),
      ['styles', 'styles.xml'],
      ['sharedStrings', 'sharedStrings.xml'],
    ]),
    'xl/styles.xml': styleSheet,
    'xl/sharedStrings.xml': strings.xml(),
  }
  written.forEach((xml, i) => {
    parts[`xl/worksheets/sheet${i + 1}.xml`] = xml
  })
  return packTexts(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, xmlHead + xml])))
}

class Strings {
  readonly #places = new Map<string, number>()
  #uses = 0

  place(text: string): number {
    this.#uses++
    const known = this.#places.get(text)
    if (known !== undefined) return known
    this.#places.set(text, this.#places.size)
    return this.#places.size - 1
  }

  xml(): string {
    const items = [...this.#places.keys()].map(
      (text) => `<si><t xml:space="preserve">${escapeXml(escaped(text))}</t></si>`,
    )
    return `<sst xmlns="${main}" count="${this.#uses}" uniqueCount="${items.length}">${items.join('')}</sst>`
  }
}

/** A text that reads like one of Excel's escapes must not become one. */
const escaped = (text: string): string => text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')

function writeSheet(sheet: WrittenSheet, strings: Strings): string {
  const { columns, rows, heights = {}, merged = [], filtered, dropDowns = [] } = sheet
  const cols = columns.map(
    ({ width, hidden, look }, i) =>
      `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"${hidden ? ' hidden="1"' : ''}${look ? ` style="${lookNumber(look)}"` : ''}/>`,
  )
  const lines = rows.map((cells, row) => {
    const height = heights[row] === undefined ? '' : ` ht="${heights[row]}" customHeight="1"`
    const line = cells.map((cell, column) => cell && writeCell(cell, addressOf(row, column), strings))
    return `<row r="${row + 1}"${height}>${line.join('')}</row>`
  })
  return [
    `<worksheet xmlns="${main}" xmlns:r="${office}">`,
    sheet.fitsWidth ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : '',
    `<sheetViews><sheetView workbookViewId="0"${sheet.hidden ? '' : ' showGridLines="0"'}>${pane(sheet)}</sheetView></sheetViews>`,
    '<sheetFormatPr defaultRowHeight="15"/>',
    cols.length > 0 ? `<cols>${cols.join('')}</cols>` : '',
    `<sheetData>${lines.join('')}</sheetData>`,
    filtered ? `<autoFilter ref="${filtered}"/>` : '',
    merged.length > 0
      ? `<mergeCells count="${merged.length}">${merged.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`
      : '',
    dropDowns.length > 0
      ? `<dataValidations count="${dropDowns.length}">${dropDowns.map(writeDropDown).join('')}</dataValidations>`
      : '',
    '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>',
    `<pageSetup paperSize="9"${sheet.fitsWidth ? ' fitToHeight="0"' : ''} orientation="landscape"/>`,
    '<headerFooter><oddFooter>&amp;L&amp;A&amp;R第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>',
    '</worksheet>',
  ].join('')
}

function writeCell({ value, look }: WrittenCell, address: string, strings: Strings): string {
  const start = `<c r="${address}" s="${lookNumber(look)}"`
  if (value === null || value === '') return `${start}/>`
  if (typeof value === 'number') return `${start}><v>${value}</v></c>`
  return `${start} t="s"><v>${strings.place(value)}</v></c>`
}

function pane({ frozenRows = 0, frozenColumns = 0 }: WrittenSheet): string {
  if (frozenRows === 0 && frozenColumns === 0) return ''
  const split = `${frozenColumns > 0 ? ` xSplit="${frozenColumns}"` : ''}${frozenRows > 0 ? ` ySplit="${frozenRows}"` : ''}`
  const active =
    frozenColumns > 0 && frozenRows > 0 ? 'bottomRight' : frozenRows > 0 ? 'bottomLeft' : 'topRight'
  return `<pane${split} topLeftCell="${addressOf(frozenRows, frozenColumns)}" activePane="${active}" state="frozen"/>`
}

function writeDropDown({ column, fromRow, toRow, list, hint }: DropDown): string {
  const letters = columnLetters(column)
  const formula = typeof list === 'string' ? list : `"${list.join(',')}"`
  return `<dataValidation type="list" allowBlank="1" showErrorMessage="1" errorTitle="填写有误" error="${escapeXml(hint)}" sqref="${letters}${fromRow + 1}:${letters}${toRow + 1}"><formula1>${escapeXml(formula)}</formula1></dataValidation>`
}

function workbook(sheets: readonly WrittenSheet[]): string {
  const entries = sheets.map(
    ({ name, hidden }, i) =>
      `<sheet name="${escapeXml(name)}" sheetId="${i + 1}"${hidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  )
  // What stays in sight on the screen is printed on every page.
  const titles = sheets.flatMap(({ name, frozenRows = 0, frozenColumns = 0 }, i) => {
    const areas = [
      ...(frozenColumns > 0 ? [`$A:$${columnLetters(frozenColumns - 1)}`] : []),
      ...(frozenRows > 0 ? [`$1:$${frozenRows}`] : []),
    ].map((area) => `${quoteSheet(name)}!${area}`)
    return areas.length === 0
      ? []
      : [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${escapeXml(areas.join(','))}</definedName>`,
        ]
  })
  return `<workbook xmlns="${main}" xmlns:r="${office}"><bookViews><workbookView/></bookViews><sheets>${entries.join('')}</sheets>${titles.length > 0 ? `<definedNames>${titles.join('')}</definedNames>` : ''}</workbook>`
}

/** As formulas name a sheet. */
export const quoteSheet = (name: string): string => `'${name.replace(/'/g, "''")}'`

const relations = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships xmlns="${packaging}/relationships">${targets.map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${office}/${type}" Target="${target}"/>`).join('')}</Relationships>`

const contentTypes = (sheets: number): string => {
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}.xml" ContentType="${sheetType}.${type}+xml"/>`
  const all = [
    override('workbook', 'sheet.main'),
    ...Array.from({ length: sheets }, (_, i) => override(`worksheets/sheet${i + 1}`, 'worksheet')),
    override('styles', 'styles'),
    override('sharedStrings', 'sharedStrings'),
  ]
  return `<Types xmlns="${packaging}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${all.join('')}</Types>`
}
