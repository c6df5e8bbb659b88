// Draws a layout as WordprocessingML. Guards become tags: in cells of their row, or in paragraphs of their own.
import type { Layout, LayoutCell, LayoutRow, RuledRow, TextStyle } from '../../src/documents/layout.ts'
import { escapeXml } from '../../src/documents/word/xml.ts'
import { chinese, mm, textWidth } from './styles.ts'

const styleOf: Record<TextStyle, string> = {
  coverTitle: 'CoverTitle',
  cover: 'Cover',
  coverNote: 'CoverNote',
  sheet: 'Sheet',
  part: 'Part',
  item: 'Item',
  points: 'Points',
  answer: 'Answer',
  note: 'Note',
}

export const paragraph = (style: string, words: string, properties = ''): string =>
  `<w:p><w:pPr><w:pStyle w:val="${style}"/>${properties}</w:pPr>${runs(words)}</w:p>`

const runs = (words: string): string =>
  words === ''
    ? ''
    : `<w:r>${chinese}${words
        .split('\n')
        .map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`)
        .join('<w:br/>')}</w:r>`

export function draw(layout: readonly Layout[]): string {
  const out: string[] = []
  let afterTable = false
  for (const [at, part] of layout.entries()) {
    // A line that announces what follows stays with it.
    const announces = part.kind === 'text' && part.style === 'note' && layout[at + 1]?.kind === 'guarded'
    const xml = announces ? paragraph(styleOf.note, part.text, '<w:keepNext/>') : drawPart(part)
    if (part.kind === 'ruled' && afterTable) out.push(spacer)
    out.push(xml)
    afterTable = part.kind === 'ruled'
  }
  return out.join('')
}

/** mm: air above and below a line of a table. */
const rowHeight = 5.8

const spacer = '<w:p><w:pPr><w:pStyle w:val="CellText"/></w:pPr></w:p>'

function drawPart(part: Layout): string {
  if (part.kind === 'text') return paragraph(styleOf[part.style], part.text)
  if (part.kind === 'page') return '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
  if (part.kind === 'ruled') return drawTable(part)
  const { sign, name } = part.guard
  return paragraph('Note', `{${sign}${name}}`) + draw(part.inside) + paragraph('Note', `{/${name}}`)
}

function drawTable({ widths, head, rows }: Extract<Layout, { kind: 'ruled' }>): string {
  const whole = widths.reduce((sum, width) => sum + width, 0)
  const at = (edge: number) =>
    Math.round((widths.slice(0, edge).reduce((sum, width) => sum + width, 0) / whole) * textWidth)
  const grid = widths.map((_, column) => `<w:gridCol w:w="${at(column + 1) - at(column)}"/>`).join('')
  const merged = new Map<number, { left: number; span: number }>()
  const drawAll = (all: readonly LayoutRow[], isHead: (index: number) => boolean): string =>
    all
      .map((row, index) =>
        'rows' in row
          ? tagRow(`{${row.guard.sign}${row.guard.name}}`) +
            drawAll(row.rows, () => false) +
            tagRow(`{/${row.guard.name}}`)
          : drawRow(row, isHead(index), at, merged, all === rows && kept.has(index)),
      )
      .join('')
  const kept = keptRows(rows)
  const tagRow = (tag: string) => drawRow({ cells: [{ text: tag, span: widths.length }] }, false, at, merged)
  const body = drawAll(rows, (index) => index < head)
  return (
    `<w:tbl><w:tblPr><w:tblStyle w:val="Ruled"/><w:tblW w:w="${textWidth}" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="fixed"/></w:tblPr>` +
    `<w:tblGrid>${grid}</w:tblGrid>${body}</w:tbl>`
  )
}

/** More rows than this may be parted by the edge of a page. */
const togetherAtMost = 9

const bandIn = (row: LayoutRow): boolean =>
  !('rows' in row) && row.cells.length === 1 && row.cells[0]?.label === true

/** Rows that stay with the next one: those of a short table, and those under one band of a longer table. */
function keptRows(rows: readonly LayoutRow[]): Set<number> {
  const kept = new Set<number>()
  // How many rows a list or a guarded group will have is not known here.
  if (rows.some((row) => 'rows' in row || row.guard?.sign === '#')) return kept
  const begins = [0, ...rows.flatMap((row, at) => (at > 0 && bandIn(row) ? [at] : [])), rows.length]
  begins.slice(1).forEach((end, at) => {
    const start = begins[at]!
    if (end - start > togetherAtMost) return
    // A row that may be left out cannot be the one that ends the chain.
    let last = end - 1
    while (last > start && (rows[last] as RuledRow).guard) last -= 1
    for (let row = start; row < last; row += 1) kept.add(row)
  })
  return kept
}

/** `merged`: by first column, the cells above that reach down into this row. */
function drawRow(
  row: RuledRow,
  isHead: boolean,
  at: (edge: number) => number,
  merged: Map<number, { left: number; span: number }>,
  staysWithNext = false,
): string {
  const cells: string[] = []
  let column = 0
  const width = (span: number) => at(column + span) - at(column)
  const passMerged = () => {
    for (let above = merged.get(column); above; above = merged.get(column)) {
      cells.push(drawCell(undefined, width(above.span), above.span, '<w:vMerge/>'))
      if (above.left === 1) merged.delete(column)
      else merged.set(column, { ...above, left: above.left - 1 })
      column += above.span
    }
  }
  const texts = guarded(row)
  // What one merged cell names is not parted by the edge of a page.
  const goesOn =
    row.cells.some(({ down = 1 }) => down > 1) || [...merged.values()].some(({ left }) => left > 1)
  // A head or a band at the foot of a page would announce rows that stand on the next.
  const keep = isHead || bandIn(row) || goesOn || staysWithNext
  for (const [n, cell] of row.cells.entries()) {
    passMerged()
    const { span = 1, down = 1 } = cell
    const merge = down > 1 ? '<w:vMerge w:val="restart"/>' : ''
    cells.push(drawCell({ ...cell, text: texts[n]! }, width(span), span, merge, keep))
    if (down > 1) merged.set(column, { left: down - 1, span })
    column += span
  }
  passMerged()
  const height = `<w:trHeight w:val="${mm(row.height ?? rowHeight)}" w:hRule="atLeast"/>`
  return `<w:tr><w:trPr><w:cantSplit/>${height}${isHead ? '<w:tblHeader/>' : ''}</w:trPr>${cells.join('')}</w:tr>`
}

/** A pair over the cells of one row guards the row. */
function guarded({ cells, guard }: RuledRow): string[] {
  const texts = cells.map(({ text }) => text)
  if (!guard) return texts
  if (texts.length < 2) throw new Error(`a row guarded by ${guard.name} needs two cells`)
  texts[0] = `{${guard.sign}${guard.name}}${texts[0]}`
  texts[texts.length - 1] += `{/${guard.name}}`
  return texts
}

function drawCell(
  cell: LayoutCell | undefined,
  width: number,
  span: number,
  merge: string,
  keep = false,
): string {
  const style = cell?.label ? 'CellLabel' : cell?.align === 'center' ? 'CellCenter' : 'CellText'
  const properties = `<w:tcW w:w="${width}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${merge}<w:vAlign w:val="center"/>`
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${paragraph(style, cell?.text ?? '', keep ? '<w:keepNext/>' : '')}</w:tc>`
}
