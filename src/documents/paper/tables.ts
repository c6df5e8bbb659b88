// Inventories on paper: narrow ones as lists, wide ones as a card for each row.
import type { Column, Field, Questionnaire, Table } from '../../domain/questionnaire.ts'
import { drawsBoxes, groupTag } from '../form-scope.ts'
import { cell, type Layout, type LayoutRow, label, text } from '../layout.ts'
import type { Guard } from '../scope.ts'
import { answer, bandRow, fieldRows, questionRows, titled, twelve } from './fields.ts'

/** A list with more columns than this cannot be read on an upright page. */
const columnsAtMost = 8

export const isCard = (table: Table): boolean => table.columns.length > columnsAtMost

export function drawInventory(questionnaire: Questionnaire, table: Table): Layout[] {
  return isCard(table) ? smallCards(questionnaire, table) : [list(questionnaire, table)]
}

function list(questionnaire: Questionnaire, { id, columns, nameColumn }: Table): Layout {
  const value = (column: Column) =>
    ({ ...cell(answer(questionnaire, column)), align: isWords(column) ? 'left' : 'center' }) as const
  // In a narrow cell the chosen words read better than boxes, except for a plain yes or no.
  const short = (column: Column) =>
    (column.type !== 'yesNo' || columns.length > 5) && drawsBoxes(questionnaire, column)
      ? { ...value(column), text: `{${column.id}}` }
      : value(column)
  return {
    kind: 'ruled',
    widths: [5, ...columns.map((column) => (column.id === nameColumn ? 22 : widthOf(column)))],
    head: 1,
    rows: [
      {
        cells: [
          label('序号'),
          ...columns.map((column) => label(titled({ ...column, label: column.short ?? column.label }))),
        ],
      },
      {
        cells: [{ ...cell('{index}'), align: 'center' }, ...columns.map(short)],
        guard: { sign: '#', name: id },
      },
      { cells: [cell('—'), cell(`{${id}.nil}`, columns.length)], guard: { sign: '^', name: id } },
    ],
  }
}

const isWords = ({ type }: Field) => type === 'text' || type === 'longText' || type === 'list'

/** A date and a number of people must stand on one line: half a number is another number. */
function widthOf({ id, type }: Column): number {
  if (type === 'yesNo') return 10
  if (id === 'note') return 12
  if (type === 'integer' || type === 'decimal') return 14
  if (type === 'date') return 27
  return type === 'list' || type === 'choices' ? 20 : 15
}

function smallCards(questionnaire: Questionnaire, table: Table): Layout[] {
  const head = { cells: [label(`${table.rowName}（{index}/{count}）`, 3), cell(`{${table.nameColumn}}`, 9)] }
  const rows = cardRows(
    questionnaire,
    table,
    table.columns.filter(({ id }) => id !== table.nameColumn),
  )
  return [
    text('note', `共 {${table.id}.count} 项。{${table.id}.nil}`),
    {
      kind: 'guarded',
      guard: { sign: '#', name: table.id },
      inside: [{ kind: 'ruled', widths: twelve, head: 1, rows: [head, ...rows] }],
    },
  ]
}

/** A sheet of paper for each row, its name repeated where it runs over the page. */
export function sheets(questionnaire: Questionnaire, table: Table, title: string): Layout[] {
  const name = table.columns.find(({ id }) => id === table.nameColumn)
  const head = { cells: [label(name?.label ?? '名称', 3), cell(`{${table.nameColumn}}`, 9)] }
  const rows = cardRows(
    questionnaire,
    table,
    table.columns.filter((column) => column !== name),
  )
  return [
    {
      kind: 'guarded',
      guard: { sign: '#', name: table.id },
      inside: [
        text('sheet', `${title}（{index}/{count}）`),
        { kind: 'ruled', widths: twelve, head: 1, rows: [head, ...rows] },
      ],
    },
    {
      kind: 'guarded',
      guard: { sign: '^', name: table.id },
      inside: [text('sheet', title), text('answer', `{${table.id}.nil}`)],
    },
  ]
}

function cardRows(questionnaire: Questionnaire, table: Table, columns: readonly Column[]): LayoutRow[] {
  if (!table.groups) return fieldRows(questionnaire, columns)
  return groupsOnPaper(table.groups).flatMap(({ ids, title }) => {
    const own = columns.filter(({ group }) => group !== undefined && ids.includes(group))
    if (own.length === 0) return []
    const rows = [bandRow(title), ...groupRows(questionnaire, own)]
    // A heading whose rows may all be left out goes with them.
    return own.every((column) => column.if)
      ? [{ guard: { sign: '?', name: groupTag(own[0]?.group ?? '') }, rows }]
      : rows
  })
}

/** What the screen shows in two views, “保护情况（一）” and “（二）”, is one on paper. */
function groupsOnPaper(groups: NonNullable<Table['groups']>): { title: string; ids: string[] }[] {
  const found: { title: string; ids: string[] }[] = []
  for (const group of groups) {
    const title = group.title.replace(/（[一二三四五]）$/, '')
    const same = found.find((one) => one.title === title)
    if (same) same.ids.push(group.id)
    else found.push({ title, ids: [group.id] })
  }
  return found
}

function groupRows(questionnaire: Questionnaire, columns: readonly Column[]): LayoutRow[] {
  const things = thingsOf(columns)
  if (things.length > 1) return thingRows(questionnaire, columns, things)
  const noted = columns.filter(({ id }) => columns.some((other) => other.id === `${id}.note`))
  if (noted.length > 1) return notedRows(questionnaire, columns, noted)
  const asked = columns.filter(({ type }) => type === 'yesNo')
  if (asked.length < 6) return fieldRows(questionnaire, columns)
  return [
    ...questionRows(questionnaire, asked),
    ...fieldRows(
      questionnaire,
      columns.filter((column) => !asked.includes(column)),
    ),
  ]
}

/** `keyProducts.server.count` → `keyProducts.server`: what a small table inside the card has rows for. */
const thingsOf = (columns: readonly Column[]): string[] => [
  ...new Set(columns.flatMap(({ id }) => /^[^.]+\.[^.]+(?=\.[^.]+$)/.exec(id)?.[0] ?? [])),
]

/** Aspects of a thing, their headings, and the columns of twelve they take. */
const aspects: readonly (readonly [aspect: string, title: string, span: number])[] = [
  ['count', '数量', 1],
  ['usage', '使用国产品情况', 7],
  ['rate', '使用率（%）', 2],
  ['used', '是否采用', 2],
  ['provider', '责任方', 8],
]

function thingRows(
  questionnaire: Questionnaire,
  columns: readonly Column[],
  things: readonly string[],
): LayoutRow[] {
  const find = (thing: string, aspect: string) => columns.find(({ id }) => id === `${thing}.${aspect}`)
  const present = aspects.filter(([aspect]) => things.some((thing) => find(thing, aspect)))
  const nameOf = (thing: string) => {
    const first = find(thing, present[0]![0])
    const name = find(thing, 'name')
    return (
      (first?.short ?? first?.label ?? '').replace(/数量$/, '') +
      (name ? `{?${name.id}}（{${name.id}}）{/${name.id}}` : '')
    )
  }
  return [
    { cells: [label('类别', 2), ...present.map(([, title, span]) => label(title, span))] },
    ...things.map((thing) => ({
      ...guardOf(find(thing, present[0]![0])),
      cells: [
        label(nameOf(thing), 2),
        ...present.map(([aspect, , span]) => {
          const column = find(thing, aspect)
          return { ...cell(column ? answer(questionnaire, column) : '', span), align: 'center' as const }
        }),
      ],
    })),
  ]
}

const guardOf = (column: Column | undefined): { guard?: Guard } =>
  column?.if ? { guard: { sign: '?', name: column.id } } : {}

/** Questions with a remark beside each. */
function notedRows(
  questionnaire: Questionnaire,
  columns: readonly Column[],
  noted: readonly Column[],
): LayoutRow[] {
  const rest = columns.filter(
    ({ id }) => !noted.some((column) => id === column.id || id === `${column.id}.note`),
  )
  return [
    { cells: [label('保护情况', 6), label('是／否', 2), label('备注', 4)] },
    ...noted.map((column) => ({
      ...guardOf(column),
      cells: [
        cell(column.label, 6),
        { ...cell(answer(questionnaire, column), 2), align: 'center' as const },
        cell(`{${column.id}.note}`, 4),
      ],
    })),
    ...fieldRows(questionnaire, rest),
  ]
}
