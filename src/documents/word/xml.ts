// As much XML as a Word file needs: a tree that keeps attributes and text as they were written,
// so that what the filler does not touch leaves byte for byte as it came.
import { Problem } from '../../domain/problem.ts'

export interface Element {
  readonly name: string
  /** As written, with the leading space: ` w:val="1"`. */
  attributes: string
  children: Node[]
}
/** A string is text as written, still escaped. */
export type Node = Element | string

const token =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([^\s<>/!?=]+)((?:\s+[^\s<>=/]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)|[\s\S]/g

/** Word nests a few dozen deep; a file that goes further means to exhaust the stack. */
const deepest = 500

/** Reads a part of the package. `part` is named when it is not well-formed. */
export function parseXml(source: string, part: string): Element {
  const root: Element = { name: '', attributes: '', children: [] }
  const open: Element[] = [root]
  for (const [whole, cdata, closing, name, attributes, empty, text] of source.matchAll(token)) {
    const parent = open[open.length - 1]!
    if (name !== undefined) {
      if (closing) {
        if (parent.name !== name) throw notXml(part)
        open.pop()
      } else {
        const element: Element = { name, attributes: attributes ?? '', children: [] }
        parent.children.push(element)
        if (!empty) open.push(element)
        if (open.length > deepest) throw notXml(part)
      }
    } else if (cdata !== undefined) parent.children.push(escapeXml(cdata))
    else if (text !== undefined) {
      if (parent !== root) parent.children.push(text)
    } else if (!whole.startsWith('<!--') && !whole.startsWith('<?')) throw notXml(part)
  }
  const [element] = root.children
  if (open.length !== 1 || root.children.length !== 1 || typeof element !== 'object') throw notXml(part)
  return element
}

export function writeXml(node: Node): string {
  if (typeof node === 'string') return node
  if (node.children.length === 0) return `<${node.name}${node.attributes}/>`
  return `<${node.name}${node.attributes}>${node.children.map(writeXml).join('')}</${node.name}>`
}

export const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

export const isElement = (node: Node | undefined, name?: string): node is Element =>
  typeof node === 'object' && (name === undefined || node.name === name)

export const childOf = (element: Element, name: string): Element | undefined =>
  element.children.find((child): child is Element => isElement(child, name))

export function attributeOf(element: Element, name: string): string | undefined {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(element.attributes)
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : undefined
}

/** Everything below, outermost first. */
export function* descendants(element: Element): Generator<Element> {
  for (const child of element.children) {
    if (typeof child === 'string') continue
    yield child
    yield* descendants(child)
  }
}

/** Text for a Word file: what XML cannot carry, or what would print a line backwards, is left out; the rest is escaped. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the very characters to remove.
    .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFFE\uFFFF]/g, '')
    .replace(/[\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')

const named = new Map(Object.entries({ lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }))

export const unescapeXml = (text: string): string =>
  text.replace(/&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex, decimal, name) => {
    if (name) return named.get(name) ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })

const notXml = (part: string) =>
  new Problem(
    'invalid',
    'template.not-xml',
    `Word 文件中的“${part}”已损坏，无法读取，请用 Word 重新保存后再试`,
    { part },
  )
