// Where in a Word file something stands, in words a clerk can follow.
import { shortened } from '../../domain/spelling.ts'
import { isMark } from './tags.ts'
import { descendants, type Element, isElement, unescapeXml } from './xml.ts'

/** Of tags and paragraphs. Call before loops are nested: a place is counted as Word shows it. */
export function placesOf(root: Element, part: string): (element: Element) => string {
  const places = new Map<Element, string>()
  const where = part.startsWith('word/header') ? '页眉' : part.startsWith('word/footer') ? '页脚' : '正文'
  walk(root, where, places, { tables: 0, paragraphs: 0 })
  return (element) => places.get(element) ?? where
}

interface Counted {
  tables: number
  paragraphs: number
  /** Words of the last paragraph that had any: nobody counts to the eighty-second. */
  after?: string
}

const heading = ({ after }: Counted): string => (after ? `（“${after}”之后）` : '')

function wordsOf(paragraph: Element): string {
  let words = ''
  for (const element of descendants(paragraph))
    if (isElement(element, 'w:t')) words += unescapeXml(element.children.join(''))
  return shortened(words.replace(/\s+/g, ' ').trim(), 20)
}

function walk(element: Element, where: string, places: Map<Element, string>, counted: Counted): void {
  for (const child of element.children) {
    if (typeof child === 'string') continue
    if (isMark(child)) places.set(child, where)
    else if (child.name === 'w:tbl')
      walkTable(child, `${where}第 ${++counted.tables} 个表格${heading(counted)}`, places)
    else if (child.name === 'w:p') {
      const here = `${where}第 ${++counted.paragraphs} 段${heading(counted)}`
      counted.after = wordsOf(child) || counted.after || ''
      places.set(child, here)
      walk(child, here, places, { tables: 0, paragraphs: 0 })
    } else walk(child, where, places, counted)
  }
}

function walkTable(table: Element, where: string, places: Map<Element, string>): void {
  let row = 0
  for (const tr of within(table, 'w:tr')) {
    row += 1
    let column = 0
    for (const cell of within(tr, 'w:tc')) {
      column += 1
      const here = `${where}第 ${row} 行第 ${column} 格`
      walkCell(cell, here, places)
    }
  }
}

function walkCell(cell: Element, where: string, places: Map<Element, string>): void {
  let tables = 0
  for (const child of cell.children) {
    if (typeof child === 'string') continue
    if (child.name === 'w:tbl') walkTable(child, `${where}内第 ${++tables} 个表格`, places)
    else {
      places.set(child, where)
      if (!isMark(child)) walkCell(child, where, places)
    }
  }
}

/** Rows of a table, cells of a row, content controls looked through. */
function within(element: Element, name: string): Element[] {
  return element.children.flatMap((child) =>
    typeof child === 'string'
      ? []
      : child.name === name
        ? [child]
        : child.name.startsWith('w:sdt')
          ? within(child, name)
          : [],
  )
}
