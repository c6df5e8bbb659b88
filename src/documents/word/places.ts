// Where in a Word file something stands, in words a clerk can follow.
import { isMark, type Mark } from './tags.ts'
import type { Element } from './xml.ts'

/** Call before loops are nested: a place is counted as Word shows it. */
export function placesOf(root: Element, part: string): (mark: Mark) => string {
  const places = new Map<Mark, string>()
  const where = part.startsWith('word/header') ? '页眉' : part.startsWith('word/footer') ? '页脚' : '正文'
  walk(root, where, places, { tables: 0, paragraphs: 0 })
  return (mark) => places.get(mark) ?? where
}

interface Counted {
  tables: number
  paragraphs: number
}

function walk(element: Element, where: string, places: Map<Mark, string>, counted: Counted): void {
  for (const child of element.children) {
    if (typeof child === 'string') continue
    if (isMark(child)) places.set(child, where)
    else if (child.name === 'w:tbl') walkTable(child, `${where}第 ${++counted.tables} 个表格`, places)
    else if (child.name === 'w:p')
      walk(child, `${where}第 ${++counted.paragraphs} 段`, places, { tables: 0, paragraphs: 0 })
    else walk(child, where, places, counted)
  }
}

function walkTable(table: Element, where: string, places: Map<Mark, string>): void {
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

function walkCell(cell: Element, where: string, places: Map<Mark, string>): void {
  let tables = 0
  for (const child of cell.children) {
    if (typeof child === 'string') continue
    if (child.name === 'w:tbl') walkTable(child, `${where}内第 ${++tables} 个表格`, places)
    else if (isMark(child)) places.set(child, where)
    else walkCell(child, where, places)
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
