// Questions and columns as ruled rows on a grid of twelve: two short ones share a row, a long one has its own.
import type { Field, Questionnaire } from '../../domain/questionnaire.ts'
import { boxesTag, drawsBoxes } from '../form-scope.ts'
import { cell, type LayoutCell, type LayoutRow, label } from '../layout.ts'

export const twelve: readonly number[] = Array.from({ length: 12 }, () => 1)

/** `人数（人）`; brackets that the label has already take the unit in. */
export const titled = ({ label: words, unit }: Field): string => {
  if (!unit) return words
  const short = unit.replace('（', '／').replace('）', '')
  return words.endsWith('）') ? `${words.slice(0, -1)}，${short}）` : `${words}（${short}）`
}

/** What stands in a field's cell: boxes to tick where it has options, words otherwise. */
export const answer = (questionnaire: Questionnaire, field: Field): string =>
  drawsBoxes(questionnaire, field) ? `{${boxesTag(field.id)}}` : `{${field.id}}`

/** Fields that explain “其他” of another one are printed behind it, in brackets. */
export function fieldRows(questionnaire: Questionnaire, fields: readonly Field[]): LayoutRow[] {
  const others = new Map<string, Field>()
  const own = fields.filter((field) => {
    const base = /^(.+?)(?:Other|\.other)$/.exec(field.id)?.[1]
    if (base === undefined || !fields.some(({ id }) => id === base)) return true
    others.set(base, field)
    return false
  })
  const left = [...own]
  const rows: LayoutRow[] = []
  for (let field = left.shift(); field; field = left.shift()) {
    const first: Field = field
    // A short field waits for the next short one it may stand beside, however many long ones come between.
    const at = isShort(questionnaire, first, others)
      ? left.findIndex(
          (next, place) =>
            mayPair(first, next) &&
            isShort(questionnaire, next, others) &&
            (place === 0 || !(isPartOf(next) || isPartOf(left[place + 1]))) &&
            (place > 0 || isPartOf(next) || !isPartOf(left[1])),
        )
      : -1
    const second = at < 0 ? undefined : left.splice(at, 1)[0]
    const cells = second
      ? [
          ...pairCells(first, 3),
          ...pairCells(second, 3, sameCondition(first, second) ? undefined : second.id),
        ]
      : pairCells(first, 9)
    rows.push(first.if ? { cells, guard: { sign: '?', name: first.id } } : { cells })
  }
  return rows

  /** `alone` is the condition of a field whose row is printed anyway. */
  function pairCells(field: Field, span: number, alone?: string): LayoutCell[] {
    const other = others.get(field.id)
    const behind = other ? `{?${other.id}}（{${other.id}}）{/${other.id}}` : ''
    const said = answer(questionnaire, field) + behind
    return [label(asked(alone, titled(field)), 3), cell(asked(alone, said), span)]
  }
}

/** “其中……” speaks of the field before it, and stands beside or under that one. */
const isPartOf = (field: Field | undefined): boolean => field?.label.startsWith('其中') ?? false

const sameCondition = (one: Field, other: Field) => JSON.stringify(one.if) === JSON.stringify(other.if)

/** Beside a field that is always asked, one that is not leaves an empty place; the other way round it would be lost. */
const mayPair = (first: Field, next: Field) => first.if === undefined || sameCondition(first, next)

const wide = new Set(['longText', 'list', 'files', 'rows'])

/** Fits on one line or two of a quarter of the page. */
function isShort(questionnaire: Questionnaire, field: Field, others: ReadonlyMap<string, Field>): boolean {
  if (
    wide.has(field.type) ||
    others.has(field.id) ||
    titled(field).length > 22 ||
    (field.maxLength ?? 0) > 100
  )
    return false
  if (!drawsBoxes(questionnaire, field) || field.type === 'yesNo') return true
  const options = questionnaire.options[field.options ?? ''] ?? []
  return options.reduce((length, option) => length + option.label.length + 2, 0) <= 20
}

/** Yes-or-no questions, two in a row, in the order they are asked. */
export function questionRows(questionnaire: Questionnaire, fields: readonly Field[]): LayoutRow[] {
  const rows: LayoutRow[] = []
  for (let at = 0; at < fields.length; at += 2) {
    const pair = fields.slice(at, at + 2)
    const [first, second] = pair
    const together = first?.if !== undefined && (second === undefined || sameCondition(first, second))
    const cells = pair.flatMap((field): LayoutCell[] => {
      const alone = field.if && !together ? field.id : undefined
      return [
        cell(asked(alone, field.label), 4),
        { ...cell(asked(alone, answer(questionnaire, field)), 2), align: 'center' },
      ]
    })
    if (!second) cells.push(cell('', 6))
    rows.push(together ? { cells, guard: { sign: '?', name: first.id } } : { cells })
  }
  return rows
}

/** Words that stand only where that question is asked. */
const asked = (id: string | undefined, words: string): string =>
  id === undefined ? words : `{?${id}}${words}{/${id}}`

export const bandRow = (words: string): LayoutRow => ({ cells: [label(words, 12)] })
