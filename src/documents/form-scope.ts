// What the self-inspection form may print: every question and column by its id, tables as lists.
import { chineseDay } from '../domain/calendar.ts'
import type { Campaign } from '../domain/campaign.ts'
import { type Names, showCell } from '../domain/cells.ts'
import { type Cell, cellPath, type Filing, isBlank, type Path, type Row } from '../domain/filing.ts'
import type { Field, Option, Questionnaire, Table } from '../domain/questionnaire.ts'
import type { Unit } from '../domain/unit.ts'
import { type Scope, type Vocabulary, within, words } from './scope.ts'

/** How the form engine answers; a `Form` is one. */
export interface FormReading {
  value(path: Path): Cell
  visible(path: Path): boolean
  required(path: Path): boolean
}

export interface FilledForm {
  readonly questionnaire: Questionnaire
  readonly filing: Filing
  readonly read: FormReading
  readonly campaign: Campaign
  readonly unit: Unit
  /** As printed in the footer: `3F2A-91BC-0D44-7E10`. */
  readonly shortCode: string
  /** Day of printing, YYYY-MM-DD. */
  readonly day: string
}

/** A code list longer than this is printed as the chosen words only. */
const boxesAtMost = 12

export function formScope(form: FilledForm): Scope {
  const { questionnaire, filing, read } = form
  const names = namesOf(form)
  const questions = fieldWords(questionnaire, questionnaire.questions, read, (id) => id, names)
  const tables = new Map(questionnaire.tables.map((table) => [table.id, table]))
  const rowsOf = (id: string): readonly Row[] => filing.tables[id] ?? []
  const lists: Scope = {
    text(name) {
      const [, id = '', what] = /^(.+)\.(count|nil)$/.exec(name) ?? []
      if (!tables.has(id)) return undefined
      return what === 'count' ? String(rowsOf(id).length) : nilWords(filing, id)
    },
    each(name) {
      const table = tables.get(name)
      if (!table) return undefined
      const rows = rowsOf(name)
      const columns = indexOf(table.columns)
      return rows.map((row, at) => {
        const path = (id: string) => cellPath(name, row.id, id)
        return within(
          numbered(at + 1, rows.length),
          withGroups(table, fieldWords(questionnaire, columns, read, path, names), read, path),
        )
      })
    },
    holds: (name) => (tables.has(name) ? rowsOf(name).length > 0 : undefined),
  }
  return within(within(paperWords(form), lists), questions)
}

const linesToWrite = 8
/** Printed as `其他（　　）`. */
const isInBrackets = (id: string): boolean => /(Other|\.(other|name))$/.test(id)

/** The same words with nothing filled in: `blanks` empty rows in each table, and every box empty. */
export function blankScope(
  questionnaire: Questionnaire,
  campaign: Campaign,
  blanks: (table: Table) => number,
): Scope {
  const read: FormReading = { value: () => null, visible: () => true, required: () => true }
  const empty = Object.fromEntries([...formVocabulary(questionnaire).texts].map((name) => [name, '']))
  const room = Object.fromEntries(
    questionnaire.questions.flatMap(({ id, type }): [string, string][] =>
      type === 'longText'
        ? [[id, '\n'.repeat(linesToWrite - 1)]]
        : type === 'integer' || type === 'decimal'
          ? [[id, '　　']]
          : [],
    ),
  )
  const names: Names = { nameOf: () => undefined, idOf: () => undefined }
  const fields = (list: readonly Field[]) =>
    within(
      fieldWords(questionnaire, list, read, (id) => id, names),
      words(Object.fromEntries(list.flatMap(({ id }) => (isInBrackets(id) ? [[id, '　　　　']] : [])))),
    )
  const lists = Object.fromEntries(
    questionnaire.tables.map((table) => [
      table.id,
      Array.from({ length: blanks(table) }, () =>
        within(
          words({ index: '　', count: '　' }),
          withGroups(table, fields(table.columns), read, (id) => id),
        ),
      ),
    ]),
  )
  const counts = Object.fromEntries(questionnaire.tables.map(({ id }) => [`${id}.count`, '　　']))
  const paper = words(
    {
      ...room,
      ...counts,
      'unit.name': '　'.repeat(10),
      ...campaignWords(campaign),
      'form.title': questionnaire.title,
    },
    lists,
  )
  return within(within(words(empty), fields(questionnaire.questions)), paper)
}

export function formVocabulary(questionnaire: Questionnaire): Vocabulary {
  const texts = new Set([
    ...Object.keys(paperTags),
    ...questionnaire.questions.flatMap((field) => tagsOf(questionnaire, field)),
  ])
  const lists = new Map<string, Vocabulary>()
  for (const table of questionnaire.tables) {
    texts.add(`${table.id}.count`).add(`${table.id}.nil`)
    const columns = table.columns.flatMap((column) => tagsOf(questionnaire, column))
    lists.set(table.id, {
      labels: labelsOf(table.columns),
      texts: new Set(['index', 'count', ...columns]),
      lists: new Map(),
      conditions: new Set([
        ...table.columns.map(({ id }) => id),
        ...(table.groups ?? []).map(({ id }) => groupTag(id)),
      ]),
    })
  }
  return {
    texts,
    lists,
    conditions: new Set(questionnaire.questions.map(({ id }) => id)),
    labels: labelsOf(questionnaire.questions),
  }
}

const labelsOf = (fields: readonly Field[]): ReadonlyMap<string, string> =>
  new Map(fields.map(({ id, label }) => [label, id]))

export const boxesTag = (id: string) => `${id}:boxes`

/** Whether a field's options are few enough to be printed all, each with its box. */
export function drawsBoxes(questionnaire: Questionnaire, field: Field): boolean {
  if (field.type === 'yesNo') return true
  const { length } =
    field.type === 'choice' || field.type === 'choices' ? optionsOf(questionnaire, field) : []
  return length > 0 && length <= boxesAtMost
}

function tagsOf(questionnaire: Questionnaire, field: Field): string[] {
  if (field.type === 'yesNo') return [field.id, boxesTag(field.id), `${field.id}=yes`, `${field.id}=no`]
  if (field.type !== 'choice' && field.type !== 'choices') return [field.id]
  const boxes = optionsOf(questionnaire, field).map(({ code }) => `${field.id}=${code}`)
  return [field.id, boxesTag(field.id), ...boxes]
}

const optionsOf = (questionnaire: Questionnaire, field: Field): readonly Option[] =>
  (field.options === undefined ? undefined : questionnaire.options[field.options]) ?? []

const indexOf = (fields: readonly Field[]): ReadonlyMap<string, Field> =>
  new Map(fields.map((field) => [field.id, field]))

function fieldWords(
  questionnaire: Questionnaire,
  list: readonly Field[] | ReadonlyMap<string, Field>,
  read: FormReading,
  pathOf: (id: string) => Path,
  names: Names,
): Scope {
  const fields = 'get' in list ? list : indexOf(list)
  const value = (id: string): Cell => (read.visible(pathOf(id)) ? read.value(pathOf(id)) : null)
  const blank = (id: string) => (isRemark(id) || read.required(pathOf(id)) ? '' : nothing)
  return {
    text(name) {
      const plain = fields.get(name)
      if (plain) return printed(questionnaire, plain, value(name), names) || blank(name)
      const boxed = name.endsWith(':boxes') ? fields.get(name.slice(0, -':boxes'.length)) : undefined
      if (boxed) return boxes(questionnaire, boxed, value(boxed.id), names)
      const at = name.lastIndexOf('=')
      const ticked = at > 0 ? fields.get(name.slice(0, at)) : undefined
      return ticked && box(isTicked(value(ticked.id), name.slice(at + 1)))
    },
    each: () => undefined,
    holds: (name) => (fields.has(name) ? read.visible(pathOf(name)) : undefined),
  }
}

/** On paper that will be sealed, what was left out on purpose must not look like what was forgotten. */
const nothing = '／'
const isRemark = (id: string): boolean => /(^|\.)note$/.test(id)

/** Whether anything of a column group must be said, or is: neither its heading nor a wholly empty part stays. */
export const groupTag = (group: string) => `group.${group}`

function withGroups(table: Table, row: Scope, read: FormReading, path: (id: string) => Path): Scope {
  const isWorthPrinting = (id: string) =>
    row.holds(id) && (read.required(path(id)) || !isBlank(read.value(path(id))))
  const holds = (name: string): boolean | undefined => {
    if (!table.groups?.some(({ id }) => groupTag(id) === name)) return row.holds(name)
    return table.columns.some(({ id, group }) => group && groupTag(group) === name && isWorthPrinting(id))
  }
  return { ...row, holds }
}

const box = (ticked: boolean) => (ticked ? '☑' : '□')

function isTicked(value: Cell, code: string): boolean {
  if (typeof value === 'boolean') return code === (value ? 'yes' : 'no')
  return Array.isArray(value) ? value.includes(code) : value === code
}

/** `☑是　□否`; a long code list prints the chosen words alone. */
function boxes(questionnaire: Questionnaire, field: Field, value: Cell, names: Names): string {
  if (field.type === 'yesNo') return `${box(value === true)}是　${box(value === false)}否`
  if (!drawsBoxes(questionnaire, field)) return printed(questionnaire, field, value, names)
  return optionsOf(questionnaire, field)
    .map(({ code, label }) => box(isTicked(value, code)) + label)
    .join('　')
}

function printed(questionnaire: Questionnaire, field: Field, value: Cell, names: Names): string {
  if (isBlank(value)) return ''
  if (field.type === 'date' && typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value))
    return chineseDay(value)
  return showCell(field, value, optionsOf(questionnaire, field), names)
}

/** Rows and attachments are kept by id and printed by name. */
function namesOf({ questionnaire, filing }: FilledForm): Names {
  const named = new Map<string, string>()
  for (const table of questionnaire.tables)
    for (const row of filing.tables[table.id] ?? []) {
      const name = row.cells[table.nameColumn]
      if (typeof name === 'string') named.set(row.id, name)
    }
  for (const [id, { name }] of Object.entries(filing.attachments)) named.set(id, name)
  return { nameOf: (id) => named.get(id), idOf: () => undefined }
}

function nilWords(filing: Filing, table: string): string {
  const nil = filing.nils[table]
  return nil && (filing.tables[table] ?? []).length === 0
    ? `经核查，无。（核查人：${nil.by}　${chineseDay(nil.on)}）`
    : ''
}

const numbered = (index: number, count: number): Scope =>
  words({ index: String(index), count: String(count) })

/** Tags that stand anywhere on the form, and what they print. */
export const paperTags = {
  'form.title': '自查表名称',
  'form.code': '校验码，与数据包一致',
  'form.day': '生成日期',
  'form.overrides': '人工修改过的汇总数字及原因；没有时为空白',
  'campaign.title': '活动名称',
  'campaign.year': '年份',
  'campaign.authority': '主管单位',
  'unit.name': '单位名称（主管单位登记的）',
  'unit.kind': '单位类别（主管单位登记的）',
  'unit.code': '单位代码',
} as const

const campaignWords = (campaign: Campaign) => ({
  'campaign.title': campaign.title,
  'campaign.year': String(campaign.year),
  'campaign.authority': campaign.authority,
})

function paperWords({ questionnaire, filing, campaign, unit, shortCode, day }: FilledForm): Scope {
  const texts: Record<keyof typeof paperTags, string> = {
    ...campaignWords(campaign),
    'form.title': questionnaire.title,
    'form.code': shortCode,
    'form.day': chineseDay(day),
    'form.overrides': overrides(questionnaire, filing),
    'unit.name': unit.name,
    'unit.kind': unit.kind,
    'unit.code': unit.code,
  }
  return words(texts)
}

/** Numbers that differ from what the rows say, each with the reason its filler gave. */
function overrides(questionnaire: Questionnaire, filing: Filing): string {
  const reasons = questionnaire.questions.flatMap(({ id, label }) => {
    const reason = filing.explanations[`override@${id}`]
    return reason ? [`${label}由人工填报，原因：${reason}`] : []
  })
  return reasons.length > 0 ? `注：${reasons.join('；')}` : ''
}
