import { expect, test } from 'vitest'
import { type Cell, cellPlace, emptyFiling, type Filing, type Row } from '../domain/filing.ts'
import type { IdentifierKind } from '../domain/identifiers/kinds.ts'
import type { Field, Questionnaire } from '../domain/questionnaire.ts'
import { validate } from '../form/validate.ts'
import { questionnaires } from './all.ts'

const today = '2019-06-05'

const identifiers: Record<IdentifierKind, string> = {
  'credit-code': '12110000400685002Q',
  icp: '京ICP备05065075号-1',
  'police-filing': '京公网安备11010502030001号',
  'filing-number': '11010513001-00001',
  domain: 'www.example.edu.cn',
  url: 'http://www.example.edu.cn',
  'ip-range': '202.112.80.0/24',
  mobile: '13800138000',
  phone: '51994994',
  email: 'a@example.edu.cn',
  region: '110108',
  postcode: '100083',
  day: '2019-06-01',
}

/** The nth plausible answer; a filler who tries them in turn comes to one that suits. */
function answer(field: Field, form: Questionnaire, attempt: number): Cell {
  const text = field.identifier ? identifiers[field.identifier] : '甲'.repeat(field.minLength ?? 1)
  switch (field.type) {
    case 'integer':
    case 'decimal':
      return Math.min(field.max ?? 9, Math.max(field.min ?? 0, [2, 0, 3, 200, 99][attempt % 5]!))
    case 'date':
      return '2019-06-01'
    case 'yesNo':
      return attempt % 2 === 0
    case 'choice':
      return form.options[field.options!]![attempt % form.options[field.options!]!.length]!.code
    case 'choices':
      return [form.options[field.options!]![attempt % form.options[field.options!]!.length]!.code]
    case 'list':
      return [text]
    case 'rows':
      return ['systems-0']
    case 'files':
      return ['file']
    default:
      return text
  }
}

/** Answers whatever is complained of until nothing is, or the filler gives up. */
function fillIn(form: Questionnaire, seed: number): { filing: Filing; left: string[] } {
  const fields = new Map<string, Field>(form.questions.map((question) => [question.id, question]))
  for (const { id, columns } of form.tables)
    for (const column of columns) fields.set(`${id}//${column.id}`, column)
  const tables: Record<string, Row[]> = Object.fromEntries(
    form.tables.map(({ id }) => [id, [{ id: `${id}-0`, cells: {} }]]),
  )
  const answers: Record<string, Cell> = {}
  const attempts = new Map<string, number>()
  const filing: Filing = {
    ...emptyFiling('2019', form.id, 'U1'),
    answers,
    tables,
    attachments: { file: { name: 'a.pdf', mediaType: 'application/pdf', size: 1, sha256: '0'.repeat(64) } },
  }
  let left: string[] = []
  for (let round = 0; round < 60; round++) {
    // Rows judged once are remembered by identity, so each round gets fresh ones.
    for (const id of Object.keys(tables))
      tables[id] = tables[id]!.map((row) => ({ ...row, cells: { ...row.cells } }))
    const errors = validate(form, filing, today).filter(({ severity }) => severity === 'error')
    left = errors.map(({ at, says }) => `${at}: ${says}`)
    if (errors.length === 0) break
    for (const { at } of errors) {
      const place = cellPlace(at)
      const field = fields.get(place ? `${place.table}//${place.column}` : at)!
      const attempt = attempts.get(at) ?? seed
      attempts.set(at, attempt + 1)
      const value = answer(field, form, attempt)
      if (place) (tables[place.table]![0]!.cells as Record<string, Cell>)[place.column] = value
      else answers[at] = value
    }
  }
  return { filing, left }
}

const cases = Object.values(questionnaires).flatMap((form) => [0, 1, 2, 3, 4].map((seed) => ({ form, seed })))

test.each(cases)('whatever way one answers $form.id ($seed), one can answer it wholly', ({ form, seed }) => {
  const { filing, left } = fillIn(form, seed)
  expect(left).toEqual([])
  expect(Object.keys(filing.answers).length).toBeGreaterThan(50)
})
