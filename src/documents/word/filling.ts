// From a marked and nested tree to the printed part: first a short program, then its run over a scope.
import { type Guard, type Scope, turns } from '../scope.ts'
import { isLoop } from './nesting.ts'
import { isMark, type Mark } from './tags.ts'
import { childOf, type Element, escapeXml, type Node, writeXml } from './xml.ts'

type Step =
  | string
  | { readonly do: 'say'; readonly mark: Mark }
  /** A paragraph that is one tag only: every line of the words becomes a paragraph. */
  | { readonly do: 'paragraphs'; readonly mark: Mark; readonly before: string; readonly after: string }
  | { readonly do: 'repeat'; readonly guard: Guard; readonly body: readonly Step[] }
  | {
      readonly do: 'table' | 'cell'
      readonly before: string
      readonly body: readonly Step[]
      readonly after: string
    }

export function compile(root: Element): Step[] {
  const steps: Step[] = []
  add(root, steps)
  return steps
}

function add(node: Node, steps: Step[]): void {
  if (typeof node === 'string') say(steps, node)
  else if (isMark(node)) {
    if (node.tag.sign === '') steps.push({ do: 'say', mark: node })
  } else if (isLoop(node)) steps.push({ do: 'repeat', guard: node.guard, body: inside(node) })
  else if (isStatic(node)) say(steps, writeXml(node))
  else if (node.name === 'w:tbl' || node.name === 'w:tc') {
    const kind = node.name === 'w:tbl' ? 'table' : 'cell'
    steps.push({ do: kind, before: openTag(node), body: inside(node), after: closeTag(node) })
  } else {
    const sole = node.name === 'w:p' ? soleMark(node) : undefined
    const properties = childOf(node, 'w:pPr')
    if (sole) {
      const before = openTag(node) + (properties ? writeXml(properties) : '')
      steps.push({ do: 'paragraphs', mark: sole, before, after: closeTag(node) })
    } else {
      say(steps, openTag(node))
      for (const child of node.children) add(child, steps)
      say(steps, closeTag(node))
    }
  }
}

const inside = (element: Element): Step[] => {
  const steps: Step[] = []
  for (const child of element.children) add(child, steps)
  return steps
}

function say(steps: Step[], words: string): void {
  const last = steps.length - 1
  // Tables stay steps of their own, so that two of them can be kept apart.
  if (typeof steps[last] === 'string' && !words.startsWith('<w:tbl>') && !steps[last].endsWith('</w:tbl>'))
    steps[last] += words
  else steps.push(words)
}

const openTag = (element: Element) => `<${element.name}${element.attributes}>`
const closeTag = (element: Element) => `</${element.name}>`

function isStatic(element: Element): boolean {
  return element.children.every(
    (child) => typeof child === 'string' || (!isMark(child) && !isLoop(child) && isStatic(child)),
  )
}

function soleMark(paragraph: Element): Mark | undefined {
  let found: Mark | undefined
  for (const child of paragraph.children) {
    if (typeof child === 'object' && child.name === 'w:pPr') continue
    if (typeof child === 'string' || !isMark(child)) return undefined
    if (child.tag.sign !== '') continue
    if (found) return undefined
    found = child
  }
  return found
}

/** Two tables that touch become one in Word; a paragraph of one point keeps them apart. */
const apart = '<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr></w:p>'

export function run(steps: readonly Step[], scope: Scope): string {
  const out: string[] = []
  perform(steps, scope, out)
  return out.join('')
}

function perform(steps: readonly Step[], scope: Scope, out: string[]): void {
  for (const step of steps) {
    if (typeof step === 'string') emit(out, step)
    else if (step.do === 'say') emit(out, runOf(step.mark, lines(scope, step.mark).join('\n')))
    else if (step.do === 'paragraphs')
      for (const line of lines(scope, step.mark)) emit(out, step.before + runOf(step.mark, line) + step.after)
    else if (step.do === 'repeat')
      for (const inner of turns(step.guard, scope)) perform(step.body, inner, out)
    else {
      const body = run(step.body, scope)
      if (step.do === 'cell')
        emit(out, step.before + body + (endsInParagraph(body) ? '' : '<w:p/>') + step.after)
      // Word refuses a table without rows.
      else if (body.includes('<w:tr')) emit(out, step.before + body + step.after)
    }
  }
}

function emit(out: string[], piece: string): void {
  if (piece === '') return
  if (piece.startsWith('<w:tbl>') && out[out.length - 1]?.endsWith('</w:tbl>')) out.push(apart)
  out.push(piece)
}

const endsInParagraph = (body: string) =>
  body.endsWith('</w:p>') || /<w:p(\s[^>]*)?\/>$/.test(body.slice(-400))

const lines = (scope: Scope, { tag }: Mark): string[] =>
  (scope.text(tag.name) ?? '').replace(/\r\n?/g, '\n').split('\n')

function runOf({ look }: Mark, words: string): string {
  if (words === '') return ''
  const text = words
    .split('\n')
    .map((line) =>
      line === '' ? '' : `<w:t xml:space="preserve">${escapeXml(line).replace(/\t/g, ' ')}</w:t>`,
    )
    .join('<w:br/>')
  return `<w:r>${look}${text}</w:r>`
}
