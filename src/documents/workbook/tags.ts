// Walks through XML once, from front to back: sheets are far too large for a tree.
import { unescapeXml } from '../word/xml.ts'

export interface Tag {
  /** Without its namespace prefix. */
  readonly name: string
  readonly kind: 'open' | 'close' | 'empty'
  readonly attributes: string
  /** The text between the tag before and this one, as it reads. */
  readonly text: string
}

export function* tagsOf(xml: string): Generator<Tag> {
  let at = 0
  let text = ''
  for (;;) {
    const start = xml.indexOf('<', at)
    if (start < 0) return
    text += unescapeXml(xml.slice(at, start))
    if (xml.startsWith('<!--', start)) {
      at = after(xml, '-->', start)
      continue
    }
    if (xml.startsWith('<![CDATA[', start)) {
      at = after(xml, ']]>', start)
      text += xml.slice(start + 9, at - 3)
      continue
    }
    const end = tagEnd(xml, start)
    if (end < 0) return
    at = end + 1
    const first = xml[start + 1]
    if (first === '?' || first === '!') continue
    const closing = first === '/'
    const empty = xml[end - 1] === '/'
    const body = xml.slice(start + (closing ? 2 : 1), empty ? end - 1 : end)
    const space = body.search(/\s/)
    const whole = space < 0 ? body : body.slice(0, space)
    yield {
      name: whole.slice(whole.indexOf(':') + 1),
      kind: closing ? 'close' : empty ? 'empty' : 'open',
      attributes: space < 0 ? '' : body.slice(space),
      text,
    }
    text = ''
  }
}

const after = (xml: string, mark: string, from: number): number => {
  const found = xml.indexOf(mark, from)
  return found < 0 ? xml.length : found + mark.length
}

/** A “>” inside quotes does not end a tag. */
function tagEnd(xml: string, start: number): number {
  let quote = ''
  for (let at = start + 1; at < xml.length; at++) {
    const sign = xml[at]!
    if (quote !== '') {
      if (sign === quote) quote = ''
    } else if (sign === '"' || sign === "'") quote = sign
    else if (sign === '>') return at
  }
  return -1
}

const patterns = new Map<string, RegExp>()

export function attribute(attributes: string, name: string): string | undefined {
  let pattern = patterns.get(name)
  if (!pattern) {
    pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    patterns.set(name, pattern)
  }
  const found = pattern.exec(attributes)
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : undefined
}
