// Which column a heading means, in a pasted table or an Excel file: by name, in any order.
// And where the headings stand: people keep a title above them, merge cells and add totals below.
import { isLineNumber, otherNames } from './other-names.ts'
import type { Column } from './questionnaire.ts'
import { plain } from './spelling.ts'

export interface Headings {
  /** One for each heading; nothing where it names no column. */
  readonly columns: readonly (Column | undefined)[]
  readonly known: number
  readonly unknown: readonly string[]
}

/** Headings of foreign tables, and the id of the column that somebody said they mean; empty for none at all. */
export type Chosen = ReadonlyMap<string, string>

type Groups = readonly { readonly id: string; readonly title: string }[]

interface Wanted {
  readonly columns: readonly Column[]
  readonly groups?: Groups
  readonly chosen?: Chosen
}

/** A name that two columns share goes to the first, then to the second, as the headings come. */
export const readHeadings = (headings: readonly string[], wanted: Wanted): Headings =>
  match(
    headings.map((text) => ({ text, names: [text] })),
    wanted,
  )

export interface Found extends Headings {
  /** The line of the headings, the lower one where there are two. */
  readonly line: number
}

// Titles, units and dates of a ledger stand above its headings, never more than this.
const highest = 10

/** Where the headings stand, if there are any: one line, or two of which the upper one is merged. */
export function findHeadings(lines: readonly (readonly string[])[], wanted: Wanted): Found | undefined {
  const naming = (found: Headings, texts: readonly string[], line: number): Found[] =>
    isNaming(found, texts, wanted) ? [{ ...found, line }] : []
  const top = lines.slice(0, highest)
  const single = top.flatMap((texts, line) => naming(readHeadings(texts, wanted), texts, line))
  const double = top.flatMap((lower, line) => {
    const headings = twoLines(top[line - 1] ?? [], lower)
    return line === 0 ? [] : naming(match(headings, wanted), textsOf(headings), line)
  })
  const best = (found: readonly Found[]) =>
    found.reduce<Found | undefined>(
      (one, other) => (one && one.known >= other.known ? one : other),
      undefined,
    )
  const [one, two] = [best(single), best(double)]
  if (!one || !two) return one ?? two
  // Where both know as much, the upper line is heard only if it tells columns apart.
  const tells = two.columns.some((column, at) => column && one.columns[at] && column !== one.columns[at])
  return two.known > one.known || (two.known === one.known && two.line === one.line && tells) ? two : one
}

export type LineKind = 'data' | 'blank' | 'totals' | 'note'

/** What a line below the headings is. Sums and signatures are no rows. */
export function kindOf(line: readonly string[]): LineKind {
  const filled = line.map(whole).filter((text) => text !== '')
  const [first = '', second = ''] = filled
  if (filled.length === 0) return 'blank'
  const label = /^\d+$/.test(first) ? second : first
  if (/^(合计|总计|小计|共计|累计|总数|合计数)$/.test(label)) return 'totals'
  return /^(填表人|填报人|制表人|审核人|填表日期|制表日期|填报日期|注|备注|说明|填表说明)\S*$/.test(first) &&
    (filled.length === 1 || /[:：]/.test(line.find((text) => text.trim() !== '') ?? ''))
    ? 'note'
    : 'data'
}

interface Heading {
  readonly text: string
  readonly names: readonly string[]
}

const textsOf = (headings: readonly Heading[]): string[] => headings.map(({ text }) => text)

/** Of a merged cell only the first is written; what stands below belongs to it. */
function twoLines(upper: readonly string[], lower: readonly string[]): Heading[] {
  let over = ''
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, at) => {
    const above = upper[at]?.trim() ?? ''
    const below = lower[at]?.trim() ?? ''
    if (above !== '') over = above
    if (below === '') return { text: above, names: [above] }
    return {
      text: over === '' ? below : `${over}·${below}`,
      names: [over + below, `${over}·${below}`, below],
    }
  })
}

function match(headings: readonly Heading[], { columns, groups = [], chosen }: Wanted): Headings {
  const waiting = new Map<string, Column[]>()
  for (const column of columns) {
    for (const name of namesOf(column, groups)) {
      const list = waiting.get(name)
      if (list) list.push(column)
      else waiting.set(name, [column])
    }
  }
  const taken = new Set<Column>()
  const found: (Column | undefined)[] = headings.map(() => undefined)
  const settle = (decide: (heading: Heading) => Iterable<Column | undefined>) => {
    for (const [at, heading] of headings.entries()) {
      if (found[at] || chosen?.get(heading.text) === '') continue
      for (const column of decide(heading)) {
        if (!column || taken.has(column)) continue
        taken.add(column)
        found[at] = column
        break
      }
    }
  }
  settle(({ text }) => [columns.find(({ id }) => id === chosen?.get(text))])
  settle(({ names }) => names.flatMap((name) => waiting.get(whole(name)) ?? waiting.get(bare(name)) ?? []))
  // Our own names first, wherever they stand; then what others call the same.
  settle(({ names }) =>
    names.flatMap((name) => otherNames(bare(name)).flatMap((other) => waiting.get(other) ?? [])),
  )
  const unknown = headings.filter(
    ({ text }, at) => found[at] === undefined && text.trim() !== '' && !isLineNumber(whole(text)),
  )
  return { columns: found, known: taken.size, unknown: unknown.map(({ text }) => text) }
}

/** Three names cannot be chance; two are enough where there are not many more. */
function isNaming({ known }: Headings, headings: readonly string[], { columns }: Wanted): boolean {
  const filled = headings.filter((text) => text.trim() !== '').length
  return known >= Math.min(2, columns.length) && (known >= 3 || known * 2 >= filled)
}

function namesOf(column: Column, groups: Groups): Set<string> {
  const group = groups.find(({ id }) => id === column.group)
  const names = [column.label, column.short ?? column.label, column.id]
  if (column.unit !== undefined) names.push(`${column.label}（${column.unit}）`)
  if (group) names.push(`${group.title}·${column.label}`)
  return new Set(names.flatMap((name) => [whole(name), bare(name)]))
}

/** Without stars, colons and spaces. */
const whole = (text: string): string => plain(text).replace(/[*:]/g, '')

/** Nor what stands in brackets at the end: “（必填）”, “（个）”. */
const bare = (text: string): string => whole(text).replace(/(\(([^()]|\([^()]*\))*\))+$/, '') || whole(text)
