// What is written in the catalogue hangs together. That the official forms say the same, no test can prove:
// each field names its source and how sure we are of it.
import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readIdentifier } from '../domain/identifiers/read.ts'
import { type Column, type Field, initialCells, type Question, type Table } from '../domain/questionnaire.ts'
import { clause, educationGrades, questionnaire, questionnaires, regulations } from './all.ts'
import { campaign2019, letter, summaryHeadings } from './campaigns.ts'
import { questionnaireShape, regulationsShape } from './shape.ts'

const forms = Object.values(questionnaires)
const repeated = (ids: readonly string[]) => ids.filter((id, at) => ids.indexOf(id) !== at)

/** Everything a condition, a computation or a rule reads, whatever its depth. */
function read(data: unknown): { questions: string[]; columns: string[]; tables: string[] } {
  const found = { questions: [] as string[], columns: [] as string[], tables: [] as string[] }
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) {
      for (const one of node) walk(one)
      return
    }
    if (node === null || typeof node !== 'object') return
    for (const [key, value] of Object.entries(node)) {
      if (key === 'question') found.questions.push(value as string)
      else if (key === 'column') found.columns.push(value as string)
      else if (key === 'count' || key === 'sum') found.tables.push(value as string)
      else if (key === 'add' || key === 'subtract') found.questions.push(...(value as string[]))
      else walk(value)
    }
  }
  walk(data)
  return found
}

const conditionsOf = (field: Field) => [field.if, field.required, field.rules?.map(({ when }) => when)]

/** Counts inside a condition look into another table's rows; those are judged apart. */
function outsideCounts(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(outsideCounts)
  if (data === null || typeof data !== 'object') return data
  if ('count' in data || 'sum' in data) return {}
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, outsideCounts(value)]))
}

/** Every aggregate over a table's rows, however deep. */
function counts(data: unknown): { table: string; columns: string[] }[] {
  if (Array.isArray(data)) return data.flatMap(counts)
  if (data === null || typeof data !== 'object') return []
  if ('count' in data || 'sum' in data) {
    const of = data as {
      count?: string
      sum?: string
      column?: string
      where?: unknown
      units?: { column: string }
    }
    return [
      {
        table: (of.count ?? of.sum)!,
        columns: [
          ...[of.column, of.units?.column].filter((id) => id !== undefined),
          ...read(of.where).columns,
        ],
      },
    ]
  }
  return Object.values(data).flatMap(counts)
}

/** A form that has gone out to units is never changed: what it must say otherwise, a form of another id says. */
const frozen: Record<string, string> = {
  BJEDU2019: '103e495cdb14aaf7b72ccc32baed06a4a5d2c1f53788a1475fb7bede24824755',
}

test.each(forms)('$id is the form that went out', (form) => {
  expect(createHash('sha256').update(JSON.stringify(form)).digest('hex')).toBe(frozen[form.id])
})

test.each(forms)('$id says nothing that the shape of a form does not know', (form) => {
  expect(questionnaireShape.safeParse(form).error?.issues ?? []).toEqual([])
})

test.each(forms)('in $id no id is used twice', (form) => {
  const names = [...form.questions, ...form.tables, ...form.matrices].map(({ id }) => id)
  expect(repeated(names)).toEqual([])
  expect(repeated(form.sections.map(({ id }) => id))).toEqual([])
  for (const table of form.tables) expect(repeated(table.columns.map(({ id }) => id))).toEqual([])
  const rules = [...form.questions, ...form.tables.flatMap(({ columns }) => columns)].flatMap(
    ({ rules }) => rules ?? [],
  )
  expect(repeated(rules.map(({ code }) => code))).toEqual([])
})

test.each(forms)('every question and table of $id stands in exactly one section', (form) => {
  const shown = form.sections.flatMap(({ parts }) =>
    parts.flatMap((part) => {
      if ('questions' in part) return part.questions
      if ('table' in part) return [part.table]
      return form.matrices.find(({ id }) => id === part.matrix)!.rows.flatMap(({ questions }) => questions)
    }),
  )
  expect([...shown].sort()).toEqual([...form.questions, ...form.tables].map(({ id }) => id).sort())
})

test.each(forms)('the tasks of $id cover the areas in order, two to five each, and every report', (form) => {
  const areas = form.sections.map(({ area }) => area)
  expect([...new Set(areas)]).toEqual(form.areas.map(({ id }) => id))
  expect(areas).toEqual([...areas].sort((a, b) => index(form.areas, a) - index(form.areas, b)))
  for (const { id } of form.areas) {
    const tasks = areas.filter((area) => area === id).length
    expect(tasks).toBeGreaterThanOrEqual(2)
    expect(tasks).toBeLessThanOrEqual(5)
  }
  expect(new Set(form.sections.flatMap(({ reports }) => reports))).toEqual(
    new Set(form.reports.map(({ id }) => id)),
  )
})

const index = (list: readonly { id: string }[], id: string) => list.findIndex((one) => one.id === id)

test.each(forms)('in $id a question waits only for what was asked before it', (form) => {
  const order = form.sections.flatMap(({ parts }) =>
    parts.flatMap((part) =>
      'questions' in part ? part.questions : 'table' in part ? [part.table] : [part.matrix],
    ),
  )
  const late = form.questions.flatMap((question) => {
    const { questions, tables } = read([question.if, question.required])
    return [...questions, ...tables]
      .filter((id) => !order.includes(id) || order.indexOf(id) >= order.indexOf(question.id))
      .map((id) => `${question.id} ← ${id}`)
  })
  expect(late).toEqual([])
})

test.each(forms)('in $id every rule and sum reads something that exists', (form) => {
  const ids = new Set(form.questions.map(({ id }) => id))
  const tables = new Map(form.tables.map((table) => [table.id, new Set(table.columns.map(({ id }) => id))]))
  const wrong: string[] = []
  const judge = (owner: string, data: unknown, columns: ReadonlySet<string>) => {
    const here = read(outsideCounts(data))
    wrong.push(...here.questions.filter((id) => !ids.has(id)).map((id) => `${owner} ← ${id}`))
    wrong.push(...here.columns.filter((id) => !columns.has(id)).map((id) => `${owner} ← ${id}`))
    for (const { table, columns } of counts(data)) {
      wrong.push(
        ...columns.filter((id) => !tables.get(table)?.has(id)).map((id) => `${owner} ← ${table}/${id}`),
      )
      if (!tables.has(table)) wrong.push(`${owner} ← ${table}`)
    }
  }
  for (const question of form.questions)
    judge(question.id, [conditionsOf(question), question.computed], new Set())
  for (const table of form.tables)
    for (const column of table.columns)
      judge(`${table.id}/${column.id}`, conditionsOf(column), tables.get(table.id)!)
  expect(wrong).toEqual([])
})

test.each(forms)('in $id a word that people write for an option means no other of its list', (form) => {
  const spelled = (word: string) => word.normalize('NFKC').toLowerCase().replace(/\s/g, '')
  for (const [list, options] of Object.entries(form.options)) {
    const words = options.flatMap(({ code, label, also = [] }) => [
      ...new Set([spelled(code), spelled(label)]),
      ...also.map(spelled),
    ])
    expect([list, repeated(words)]).toEqual([list, []])
  }
})

test.each(forms)('in $id a computed number adds only what was computed before it', (form) => {
  const late = form.questions.flatMap(({ id, computed }, at) =>
    computed && 'add' in computed
      ? [...computed.add, ...(computed.subtract ?? [])]
          .filter((other) => index(form.questions, other) >= at)
          .map((other) => `${id} ← ${other}`)
      : [],
  )
  expect(late).toEqual([])
})

test.each(forms)('the examples in $id are answers one may give', (form) => {
  const fields: Field[] = [...form.questions, ...form.tables.flatMap(({ columns }) => columns)]
  const given = fields.filter(({ example }) => example !== undefined)
  for (const { id, example, identifier, maxLength } of given) {
    if (identifier) expect([id, readIdentifier(identifier, example!)]).not.toHaveProperty([1, 'fault'])
    expect([id, example!.length <= (maxLength ?? 200)]).toEqual([id, true])
  }
  expect(given.length).toBeGreaterThan(20)
})

test.each(forms)('in $id a column hides only by columns to its left', (form) => {
  const late = form.tables.flatMap(({ id, columns }) =>
    columns.flatMap((column, at) =>
      read(column.if)
        .columns.filter((other) => index(columns, other) >= at)
        .map((other) => `${id}/${column.id} ← ${other}`),
    ),
  )
  expect(late).toEqual([])
})

test.each(forms)('in $id constants compared with a choice are codes of that choice', (form) => {
  const wrong: string[] = []
  const judge = (owner: string, node: unknown, fields: readonly Field[]): void => {
    if (Array.isArray(node)) {
      for (const one of node) judge(owner, one, fields)
      return
    }
    if (node === null || typeof node !== 'object') return
    const place = node as Record<string, unknown>
    if ('count' in place || 'sum' in place) {
      const table = form.tables.find(({ id }) => id === (place.count ?? place.sum))
      judge(owner, place.where, table?.columns ?? [])
      return
    }
    const field = fields.find(({ id }) => id === (place.column ?? place.question))
    if (field?.options) {
      const codes = form.options[field.options]!.map(({ code }) => code)
      const named = [place.is, place.isNot, place.contains, ...((place.in as string[]) ?? [])]
      for (const code of named)
        if (code !== undefined && !codes.includes(code as string)) wrong.push(`${owner}: ${code}`)
    }
    for (const value of Object.values(place)) judge(owner, value, fields)
  }
  for (const question of form.questions)
    judge(question.id, [conditionsOf(question), question.computed], form.questions)
  for (const { id, columns } of form.tables)
    for (const column of columns) judge(`${id}/${column.id}`, conditionsOf(column), columns)
  expect(wrong).toEqual([])
})

test.each(forms)('choices of $id have options, rows another table, and no option list is idle', (form) => {
  const fields: (Question | Column)[] = [...form.questions, ...form.tables.flatMap(({ columns }) => columns)]
  for (const { id, type, options, of } of fields) {
    expect([id, type === 'choice' || type === 'choices']).toEqual([id, options !== undefined])
    expect([id, type === 'rows']).toEqual([id, of !== undefined])
    if (options) expect([id, (form.options[options] ?? []).length > 1]).toEqual([id, true])
    if (of) expect(form.tables.map(({ id }) => id)).toContain(of)
  }
  for (const [id, options] of Object.entries(form.options)) {
    expect([id, repeated(options.map(({ code }) => code))]).toEqual([id, []])
    expect([id, repeated(options.map(({ label }) => label))]).toEqual([id, []])
  }
  const used = new Set(fields.map(({ options }) => options))
  expect(Object.keys(form.options).filter((id) => !used.has(id))).toEqual(['unitTypes2007'])
})

test.each(forms.flatMap(({ tables, options }) => tables.map((table) => ({ ...table, options }))))(
  'a new row of $id starts with choices that exist',
  ({ columns, options, ...table }) => {
    const cells = initialCells({ ...table, columns })
    for (const [id, cell] of Object.entries(cells)) {
      const column = columns.find((one) => one.id === id)!
      if (column.options) expect(options[column.options]!.map(({ code }) => code)).toContain(cell)
      else expect([id, column.type, typeof cell]).toEqual([id, 'yesNo', 'boolean'])
    }
  },
)

test.each(forms)('every source $id names is described, and every described one is named', (form) => {
  const named = [...form.questions, ...form.tables, ...form.tables.flatMap(({ columns }) => columns)]
  expect(new Set(named.map(({ source }) => source))).toEqual(new Set(Object.keys(form.sources)))
})

test.each(forms.flatMap(({ tables }) => tables))(
  'the sheet $id has groups, a name, a frozen first column, and no two heads alike',
  (table: Table) => {
    const first = table.columns[0]!
    expect([first.id, first.frozen]).toEqual([table.nameColumn, true])
    const groups = table.groups?.map(({ id }) => id) ?? []
    expect([...new Set(table.columns.map(({ group }) => group))]).toEqual(
      groups.length ? groups : [undefined],
    )
    expect(
      repeated(table.columns.flatMap(({ label, short }) => [...new Set([label, short ?? label])])),
    ).toEqual([])
    for (const { id, width } of table.columns) expect([id, width! >= 70 && width! <= 260]).toEqual([id, true])
  },
)

test.each(forms)(
  'the words of $id are for people: no pinyin, no half-width punctuation between Chinese',
  (form) => {
    const said = JSON.stringify([form.questions, form.tables, form.sections]).match(
      /"(?:label|help|says|title|intro)":"[^"]*"/g,
    )!
    expect(said.filter((words) => /[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff]/.test(words))).toEqual([])
    expect(said.length).toBeGreaterThan(600)
  },
)

test('regulations have the shape of regulations, each wording follows the one before without overlap', () => {
  expect(regulationsShape.safeParse(regulations).error?.issues ?? []).toEqual([])
  for (const [key, wordings] of Object.entries(regulations)) {
    for (const [at, later] of wordings.slice(1).entries())
      expect([key, wordings[at]!.until! < later.from!]).toEqual([key, true])
    expect([key, wordings.every(({ text, gist }) => text ?? gist)]).toEqual([key, true])
  }
})

test('a clause is cited by the number it had on that day', () => {
  expect(clause('csl.logs', '2019-06-10')?.article).toBe('第二十一条第（三）项')
  expect(clause('csl.logs', '2025-12-31')?.article).toBe('第二十一条第（三）项')
  expect(clause('csl.logs', '2026-01-01')?.article).toBe('第二十三条第（三）项')
  expect(clause('police.inspection', '2026-09-30')?.law).toContain('第151号')
  expect(clause('police.inspection', '2026-10-01')?.law).toBe('公安部令第176号')
  // Order 176 takes the place of order 151, not of order 33, by which one files.
  expect(clause('police.net-filing', '2026-10-01')?.law).toContain('第33号')
  expect(clause('police.net-filing-inspection', '2026-09-30')?.law).toContain('第151号')
  expect(clause('police.net-filing-inspection', '2026-10-01')?.article).toBe('第七条第（一）项')
  expect(clause('education.app-filing', '2019-06-10')).toBeUndefined()
})

test('every clause that a check cites exists', () => {
  const cited = globSync('src/checks/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/cites:\s*\[([^\]]*)\]/g)].flatMap(([, list]) =>
      [...list!.matchAll(/'([^']+)'/g)].map(([, key]) => key!),
    ),
  )
  expect(cited.filter((key) => !regulations[key])).toEqual([])
})

test('the guide suggests the third grade to a class I university for its portal, the second for its identity service', () => {
  const grade = (code: string) => educationGrades.find((one) => one.code === code)
  expect(grade('school.portal')?.school).toEqual({ I: 3, II: 2, III: 1 })
  expect(grade('school.identity')?.school).toEqual({ I: 2, II: 2, III: 1 })
  expect(grade('department.documents')?.department).toEqual({ ministry: 3, province: 3, city: 2 })
  expect(repeated(educationGrades.map(({ code }) => code))).toEqual([])
})

test('every district on the list is a division of the national code, and retired ones say so', () => {
  const districts = questionnaires.BJEDU2019!.options.regions!.filter(({ code }) => code !== 'elsewhere')
  expect(districts.filter(({ code }) => 'fault' in readIdentifier('region', code))).toEqual([])
  expect(districts.filter(({ label }) => label.includes('旧')).map(({ code }) => code)).toEqual([
    '110103',
    '110104',
  ])
})

test('the notice and the letter are word for word', () => {
  const digest = (words: string) => createHash('sha256').update(words).digest('hex').slice(0, 16)
  expect(campaign2019.notice.split('\n\n')).toHaveLength(26)
  expect(letter(2019).commitments).toHaveLength(7)
  expect(letter(2026)).toBe(letter(2019))
  expect(summaryHeadings).toHaveLength(5)
  expect([digest(campaign2019.notice), digest(JSON.stringify(letter(2019)))]).toEqual([
    '155661ea78efeb5e',
    '7844d531beef69db',
  ])
})

test('a form that nobody made is missing, though every object knows its name', () => {
  for (const id of ['BJEDU1999', 'constructor', '__proto__'])
    expect(() => questionnaire(id)).toThrow(`没有编号为“${id}”的自查表`)
})
