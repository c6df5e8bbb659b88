// Finds what each {#…}, {?…} and {^…} embraces. A pair embraces the children, between its two ends, of the
// nearest element that holds both: runs of a paragraph, rows of a table, or paragraphs and tables of a page.
import type { Guard } from '../scope.ts'
import { isMark, type Mark } from './tags.ts'
import { descendants, type Element, isElement, type Node } from './xml.ts'

export interface Loop extends Element {
  readonly name: 'loop'
  readonly mark: Mark
  readonly guard: Guard
}

export interface NestingFault {
  readonly mark: Mark
  readonly kind: 'unclosed' | 'unopened' | 'crossing' | 'parted'
}

export const isLoop = (node: Node): node is Loop => typeof node === 'object' && node.name === 'loop'

/** Rebuilds the tree, in place, with a `Loop` around whatever a pair embraces. */
export function nestLoops(root: Element): NestingFault[] {
  const faults: NestingFault[] = []
  for (const { mark } of nest(root, faults))
    faults.push({ mark, kind: mark.tag.sign === '/' ? 'unopened' : 'unclosed' })
  return faults
}

interface Loose {
  readonly mark: Mark
  readonly at: number
}
interface Pair {
  readonly mark: Mark
  readonly from: number
  readonly to: number
}

function nest(element: Element, faults: NestingFault[]): Loose[] {
  const loose: Loose[] = []
  element.children.forEach((child, at) => {
    if (typeof child === 'string') return
    if (isMark(child)) {
      if (child.tag.sign !== '') loose.push({ mark: child, at })
    } else for (const { mark } of nest(child, faults)) loose.push({ mark, at })
  })
  // Cells cannot be repeated without breaking the table: a pair over cells means the row.
  if (loose.length === 0 || element.name === 'w:tr') return loose
  const { pairs, rest } = match(loose, faults)
  // Met outside every table, an end that stands in a table has left its pair behind.
  if (element.name !== 'w:tbl')
    for (const { mark, from, to } of pairs)
      if ([from, to].some((at) => isElement(element.children[at]!, 'w:tbl')))
        faults.push({ mark, kind: 'parted' })
  element.children = embrace(element, pairs)
  return rest
}

function match(loose: readonly Loose[], faults: NestingFault[]): { pairs: Pair[]; rest: Loose[] } {
  const pairs: Pair[] = []
  let rest: Loose[] = []
  const open: Loose[] = []
  for (const end of loose) {
    const { mark, at } = end
    if (mark.tag.sign !== '/') {
      open.push(end)
      rest.push(end)
      continue
    }
    const begun = open[open.length - 1]
    if (begun && begun.mark.tag.name === mark.tag.name) {
      open.pop()
      rest = rest.filter((other) => other !== begun)
      const overlapped = pairs.some((pair) => pair.to === begun.at && pair.from < begun.at)
      if (overlapped) faults.push({ mark: begun.mark, kind: 'crossing' })
      else pairs.push({ mark: begun.mark, from: begun.at, to: at })
    } else if (open.some((other) => other.mark.tag.name === mark.tag.name)) {
      faults.push({ mark, kind: 'crossing' })
      const begins = open.findIndex((other) => other.mark.tag.name === mark.tag.name)
      for (const other of open.splice(begins)) rest = rest.filter((one) => one !== other)
    } else rest.push(end)
  }
  return { pairs, rest }
}

function embrace(element: Element, pairs: readonly Pair[]): Node[] {
  // Widest first, and of equals the one opened last is innermost: pairs are listed in order of closing.
  const widest = [...pairs].reverse().sort((a, b) => a.from - b.from || b.to - a.to)
  const bare = new Set(
    pairs.flatMap(({ from, to }) => [from, to]).filter((at) => isBare(element.children[at]!)),
  )
  const build = (from: number, to: number, inside: readonly Pair[]): Node[] => {
    const out: Node[] = []
    for (let at = from; at <= to; at++) {
      const pair = inside.find((one) => one.from === at)
      if (pair) {
        const deeper = inside.filter((one) => one !== pair && one.from >= pair.from && one.to <= pair.to)
        const children = build(pair.from, pair.to, deeper)
        // Only opening marks begin a pair, so the sign is one of a guard's.
        out.push({
          name: 'loop',
          attributes: '',
          mark: pair.mark,
          guard: pair.mark.tag as Guard,
          children,
        } as Loop)
        at = pair.to
      } else if (!bare.has(at)) out.push(element.children[at]!)
    }
    return out
  }
  return build(0, element.children.length - 1, widest)
}

/** A paragraph or row that holds nothing but the ends of pairs is scaffolding and is not printed. */
function isBare(node: Node): boolean {
  if (typeof node === 'string') return false
  if (isMark(node)) return true
  if (node.name !== 'w:p' && node.name !== 'w:tr') return false
  for (const element of descendants(node)) {
    if (isMark(element) ? element.tag.sign === '' : isLoop(element)) return false
    if (carriers.has(element.name) && (element.name !== 'w:t' || element.children.join('').trim() !== ''))
      return false
  }
  return true
}

const carriers = new Set([
  'w:t',
  'w:drawing',
  'w:pict',
  'w:object',
  'w:sectPr',
  'w:fldChar',
  'w:fldSimple',
  'w:sym',
])

/** Marks in reading order, with the loop they stand in. */
export function* marksOf(
  node: Element,
  around: readonly Loop[] = [],
): Generator<{ mark: Mark; around: readonly Loop[] }> {
  for (const child of node.children) {
    if (typeof child === 'string') continue
    if (isMark(child)) yield { mark: child, around }
    else if (isLoop(child)) {
      yield { mark: child.mark, around }
      yield* marksOf(child, [...around, child])
    } else if (isElement(child)) yield* marksOf(child, around)
  }
}
