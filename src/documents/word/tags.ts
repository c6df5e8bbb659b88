// Tags are written in braces: {name} prints, {#name}…{/name} repeats, {?name}…{/name} and {^name}…{/name}
// print where something is, or is not, there. Word may break one tag over many runs; here it is made whole.
import { childOf, type Element, escapeXml, isElement, type Node, unescapeXml, writeXml } from './xml.ts'

export interface Tag {
  readonly sign: '' | '#' | '?' | '^' | '/'
  readonly name: string
  /** As the clerk typed it. */
  readonly source: string
}

/** Stands in the tree where a tag stood. Kept out of the printed file. */
export interface Mark extends Element {
  readonly name: 'tag'
  readonly tag: Tag
  /** Words around it in its paragraph, for messages. */
  readonly near: string
  /** The run's look, for the words that will replace it. */
  readonly look: string
}

export const isMark = (node: Node): node is Mark => typeof node === 'object' && 'tag' in node

/** A brace without its partner, and what stands beside it. */
export interface BrokenTag {
  readonly paragraph: Element
  readonly source: string
  readonly near: string
}

const inBraces = /[{｛]([^{}｛｝\t\n]*)[}｝]/g

export const readTag = (source: string): Tag => {
  const inside = source.slice(1, -1).trim()
  const [, sign = '', name = ''] = /^([#?^/]?)\s*([\s\S]*)$/.exec(inside) ?? []
  return { sign: sign as Tag['sign'], name, source }
}

// A paragraph inside a text box belongs to itself, not to the paragraph the box is anchored in.
const ownWorld = new Set(['w:drawing', 'w:pict', 'w:object', 'mc:AlternateContent', 'w:p'])
// Word's spelling marks and bookmarks cut runs apart and would be doubled by a list.
const noise = new Set(['w:proofErr', 'w:bookmarkStart', 'w:bookmarkEnd', 'w:lastRenderedPageBreak'])

/** Turns every tag of a part into a `Mark`, in place, and tells of those that are broken. */
export function markTags(root: Element, broken: BrokenTag[] = []): BrokenTag[] {
  root.children = root.children.filter((child) => !isElement(child) || !noise.has(child.name))
  for (const child of root.children) if (typeof child === 'object') markTags(child, broken)
  if (root.name === 'w:p') markParagraph(root, broken)
  return broken
}

interface Piece {
  readonly text: Element | undefined
  words: string
}

function markParagraph(paragraph: Element, broken: BrokenTag[]): void {
  const pieces: Piece[] = []
  collect(paragraph, pieces)
  const whole = pieces.map((piece) => piece.words).join('')
  if (!/[{}｛｝]/.test(whole)) return
  const left = /[{｛][#?^/]?[\w.:=-]*|[\w.:=#?^/-]*[}｝]/.exec(whole.replace(inBraces, '　'))
  if (left) broken.push({ paragraph, source: left[0], near: whole })
  gather(pieces, whole)
  for (const piece of pieces)
    if (piece.text) piece.text.children = piece.words === '' ? [] : [escapeXml(piece.words)]
  split(paragraph, whole)
}

function collect(element: Element, pieces: Piece[]): void {
  for (const child of element.children) {
    if (typeof child === 'string' || ownWorld.has(child.name)) continue
    if (child.name === 'w:t') pieces.push({ text: child, words: unescapeXml(child.children.join('')) })
    else if (child.name === 'w:tab' || child.name === 'w:br') pieces.push({ text: undefined, words: '\n' })
    else collect(child, pieces)
  }
}

/** Moves each tag wholly into the piece where it begins. */
function gather(pieces: Piece[], whole: string): void {
  const owner: number[] = []
  pieces.forEach((piece, at) => {
    for (let n = 0; n < piece.words.length; n++) owner.push(at)
  })
  for (const { index, 0: source } of whole.matchAll(inBraces))
    owner.fill(owner[index]!, index, index + source.length)
  for (const piece of pieces) piece.words = ''
  for (let n = 0; n < whole.length; n++) pieces[owner[n]!]!.words += whole[n]
}

/** Splits the runs of a paragraph so that each tag stands alone beside them. */
function split(element: Element, whole: string): void {
  element.children = element.children.flatMap((child) => {
    if (typeof child === 'string' || ownWorld.has(child.name)) return [child]
    if (child.name !== 'w:r') {
      split(child, whole)
      return [child]
    }
    return splitRun(child, whole)
  })
}

function splitRun(run: Element, whole: string): Node[] {
  const look = childOf(run, 'w:rPr')
  const out: Node[] = []
  const add = (child: Node) => {
    const last = out[out.length - 1]
    if (isElement(last, 'w:r')) last.children.push(child)
    else out.push({ name: 'w:r', attributes: run.attributes, children: look ? [look, child] : [child] })
  }
  for (const child of run.children) {
    if (child === look) continue
    if (!isElement(child, 'w:t')) {
      add(child)
      continue
    }
    const words = unescapeXml(child.children.join(''))
    let from = 0
    for (const { index, 0: source } of words.matchAll(inBraces)) {
      if (index > from) add(textElement(words.slice(from, index)))
      out.push(mark(source, whole, look))
      from = index + source.length
    }
    if (from < words.length) add(textElement(words.slice(from)))
  }
  return out
}

const mark = (source: string, near: string, look: Element | undefined): Mark => ({
  name: 'tag',
  attributes: '',
  children: [],
  tag: readTag(source),
  near,
  look: look ? writeXml(look) : '',
})

const textElement = (words: string): Element => ({
  name: 'w:t',
  attributes: ' xml:space="preserve"',
  children: [escapeXml(words)],
})
