// What can be wrong with a template's tags, said so that the clerk finds the tag and knows what to write.
import type { Vocabulary } from '../scope.ts'
import { marksOf, type NestingFault } from './nesting.ts'
import type { BrokenTag, Mark } from './tags.ts'
import type { Element } from './xml.ts'

export interface TemplateFault {
  readonly code:
    | 'template.unknown-tag'
    | 'template.unclosed-tag'
    | 'template.unopened-tag'
    | 'template.crossed-tags'
    | 'template.parted-tags'
    | 'template.broken-tag'
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
  parted: {
    code: 'template.parted-tags',
    says: '与它的结束标记一个在表格里、一个在表格外',
    fix: (name: string) =>
      `重复一行的，把 {/${name}} 放回同一行的最后一格；重复整张表的，两个标记各占表格前后的一段`,
  },
} as const

export function nestingFault({ mark, kind }: NestingFault, place: string): TemplateFault {
  const { code, says, fix } = nestingWords[kind]
  return {
    code,
    tag: mark.tag.source,
    place,
    says: `“${mark.tag.source}”${says}${nearby(mark.near, mark.tag.source)}`,
    fix: fix(mark.tag.name),
  }
}

export function brokenFault({ source, near }: BrokenTag, place: string): TemplateFault {
  const opens = /[{｛]/.test(source)
  const meant = source.replace(/[{}｛｝]/g, '')
  return {
    code: 'template.broken-tag',
    tag: source,
    place,
    says: `“${source}”${opens ? '缺右' : '缺左'}花括号${nearby(near, source)}`,
    fix: meant ? `请写成“{${meant}}”；不是标记的，删去花括号` : '请补全标记，或删去花括号',
  }
}

/** `torn`: what is wrong with the pairs. The names of a list that lost its end are not wrong besides. */
export function faultsOf(
  root: Element,
  vocabulary: Vocabulary,
  placeOf: (mark: Mark) => string,
  torn: readonly NestingFault[],
): TemplateFault[] {
  const faults: TemplateFault[] = []
  const tornLists = torn.map(({ mark: { tag } }) => tag.name)
  for (const { mark, around } of marksOf(root)) {
    const { sign, name, source } = mark.tag
    if (sign === '/') continue
    const lists = around.flatMap(({ mark: { tag } }) => (tag.sign === '#' ? [tag.name] : []))
    if (reach(vocabulary, tornLists).some(({ texts, conditions }) => texts.has(name) || conditions.has(name)))
      continue
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
      says: `不认识的标记“${source}”${nearby(mark.near, source)}`,
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
  const labelled = known.map(({ labels }) => labels?.get(name)).find((tag) => tag !== undefined)
  if (labelled) return `标记用标识，不用名称，请写“{${sign}${labelled}}”`
  const [base = ''] = name.split(/:boxes$|=/)
  if (base !== name && known.some(({ texts }) => texts.has(base))) {
    const boxes = known.flatMap(({ texts }) => [...texts].filter((text) => text.startsWith(`${base}=`)))
    return boxes.length === 0
      ? `“${base}”不是选项题，没有方框，请写“{${base}}”`
      : `没有这个选项，可写的有：${boxes.map((box) => `{${box}}`).join('、')}`
  }
  const pool = known.flatMap(({ texts, lists }) =>
    sign === '#' ? [...lists.keys()] : [...texts, ...lists.keys()],
  )
  const nearest = closest(name, pool)
  return nearest
    ? `是否想写“{${sign}${nearest}}”？可用的标记见《Word 模板说明》`
    : '请改为《Word 模板说明》中列出的标记，或删去花括号'
}

const nearby = (near: string, source: string): string => {
  const flat = near.replace(/\s+/g, ' ').trim()
  const at = Math.max(0, flat.indexOf(source) - 12)
  const piece = flat.slice(at, at + source.length + 24)
  return piece === source
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
