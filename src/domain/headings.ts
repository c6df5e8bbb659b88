// Which column a heading means, in a pasted table or an Excel file: by name, in any order.
import type { Column } from './questionnaire.ts'

export interface Headings {
  /** One for each heading; nothing where it names no column. */
  readonly columns: readonly (Column | undefined)[]
  readonly known: number
  readonly unknown: readonly string[]
}

/** A name that two columns share goes to the first, then to the second, as the headings come. */
export function readHeadings(
  headings: readonly string[],
  columns: readonly Column[],
  groups: readonly { readonly id: string; readonly title: string }[] = [],
): Headings {
  const waiting = new Map<string, Column[]>()
  for (const column of columns) {
    for (const name of namesOf(column, groups)) {
      const list = waiting.get(name)
      if (list) list.push(column)
      else waiting.set(name, [column])
    }
  }
  const taken = new Set<Column>()
  const found = headings.map((heading) => {
    const named = waiting.get(whole(heading)) ?? waiting.get(bare(heading))
    const column = named?.find((column) => !taken.has(column))
    if (column) taken.add(column)
    return column
  })
  const unknown = headings.filter((heading, i) => found[i] === undefined && heading.trim() !== '')
  return { columns: found, known: taken.size, unknown }
}

/** Whether a line of texts reads as headings rather than as data. */
export function isHeadings(headings: readonly string[], columns: readonly Column[]): boolean {
  const filled = headings.filter((text) => text.trim() !== '').length
  const { known } = readHeadings(headings, columns)
  return known >= Math.min(2, columns.length) && known * 2 >= filled
}

function namesOf(
  column: Column,
  groups: readonly { readonly id: string; readonly title: string }[],
): Set<string> {
  const group = groups.find(({ id }) => id === column.group)
  const names = [column.label, column.short ?? column.label, column.id]
  if (column.unit !== undefined) names.push(`${column.label}（${column.unit}）`)
  if (group) names.push(`${group.title}·${column.label}`)
  return new Set(names.flatMap((name) => [whole(name), bare(name)]))
}

/** Without stars, colons and spaces. */
const whole = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s*:]/g, '')

/** Nor what stands in brackets at the end: “（必填）”, “（个）”. */
const bare = (text: string): string => whole(text).replace(/(\(([^()]|\([^()]*\))*\))+$/, '') || whole(text)
