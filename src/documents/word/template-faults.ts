// What can be wrong with a template's tags, said so that the clerk finds the tag and knows what to write.
import type { Vocabulary } from '../scope.ts'
import { marksOf, type NestingFault } from './nesting.ts'
import type { Mark } from './tags.ts'
import type { Element } from './xml.ts'

export interface TemplateFault {
  readonly code:
    | 'template.unknown-tag'
    | 'template.unclosed-tag'
    | 'template.unopened-tag'
    | 'template.crossed-tags'
  /** As written in the template. */
  readonly tag: string
  readonly place: string
  /** Says what is wrong, near which words. */
  readonly says: string
  readonly fix: string
}

const nestingWords = {
  unclosed: {
    code: 'template.unclosed-tag',
    says: '没有结束标记',
    fix: (name: string) => `请在后面补上 {/${name}}`,
  },
  unopened: {
    code: 'template.unopened-tag',
    says: '没有对应的开始标记',
    fix: (name: string) => `请在前面补上 {#${name}} 或删去它`,
  },
  crossing: {
    code: 'template.crossed-tags',
    says: '与其他标记交叉',
    fix: () => '请让后开始的先结束，相邻的两段重复区各占一段',
  },
} as const

export function nestingFault({ mark, kind }: NestingFault, place: string): TemplateFault {
  const { code, says, fix } = nestingWords[kind]
  return {
    code,
    tag: mark.tag.source,
    place,
    says: `“${mark.tag.source}”${says}${nearby(mark)}`,
    fix: fix(mark.tag.name),
  }
}

export function faultsOf(
  root: Element,
  vocabulary: Vocabulary,
  placeOf: (mark: Mark) => string,
): TemplateFault[] {
  const faults: TemplateFault[] = []
  for (const { mark, around } of marksOf(root)) {
    const { sign, name, source } = mark.tag
    if (sign === '/') continue
    const lists = around.flatMap(({ mark: { tag } }) => (tag.sign === '#' ? [tag.name] : []))
    const known = reach(vocabulary, lists)
    const isKnown =
      sign === '#'
        ? known.some(({ lists }) => lists.has(name))
        : sign === ''
          ? known.some(({ texts }) => texts.has(name))
          : known.some(
              ({ texts, lists, conditions }) => conditions.has(name) || lists.has(name) || texts.has(name),
            )
    if (isKnown) continue
    faults.push({
      code: 'template.unknown-tag',
      tag: source,
      place: placeOf(mark),
      says: `不认识的标记“${source}”${nearby(mark)}`,
      fix: advice(name, sign, known, vocabulary),
    })
  }
  return faults
}

/** The vocabularies in reach inside these lists, innermost first. */
function reach(vocabulary: Vocabulary, lists: readonly string[]): Vocabulary[] {
  const known = [vocabulary]
  for (const name of lists) {
    const inner = known.map(({ lists }) => lists.get(name)).find((found) => found !== undefined)
    if (inner) known.unshift(inner)
  }
  return known
}

function advice(name: string, sign: string, known: readonly Vocabulary[], whole: Vocabulary): string {
  const home = [...whole.lists].find(([, { texts }]) => texts.has(name))
  if (home && sign === '') return `此标记只能写在 {#${home[0]}} 与 {/${home[0]}} 之间`
  if (sign === '' && known.some(({ lists }) => lists.has(name)))
    return `“${name}”是一张表，请写作 {#${name}} … {/${name}}`
  const pool = known.flatMap(({ texts, lists }) =>
    sign === '#' ? [...lists.keys()] : [...texts, ...lists.keys()],
  )
  const nearest = closest(name, pool)
  return nearest
    ? `是否想写“{${sign}${nearest}}”？可用的标记见《Word 模板说明》`
    : '请改为《Word 模板说明》中列出的标记，或删去花括号'
}

const nearby = ({ near, tag }: Mark): string => {
  const flat = near.replace(/\s+/g, ' ').trim()
  const at = Math.max(0, flat.indexOf(tag.source) - 12)
  const piece = flat.slice(at, at + tag.source.length + 24)
  return piece === tag.source
    ? ''
    : `（附近文字：“${at > 0 ? '…' : ''}${piece}${at + piece.length < flat.length ? '…' : ''}”）`
}

/** The likeliest meant name: at most a third of the letters differ. */
function closest(name: string, pool: readonly string[]): string | undefined {
  let best: string | undefined
  let least = Math.max(1, Math.floor(name.length / 3)) + 1
  for (const candidate of pool) {
    const apart = distance(name.toLowerCase(), candidate.toLowerCase(), least)
    if (apart < least) {
      least = apart
      best = candidate
    }
  }
  return best
}

function distance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let before = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const now = [i]
    for (let j = 1; j <= b.length; j++)
      now.push(Math.min(before[j]! + 1, now[j - 1]! + 1, before[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    before = now
  }
  return before[b.length]!
}
