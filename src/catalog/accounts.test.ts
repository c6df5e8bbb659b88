import { expect, test } from 'vitest'
import { emptyFiling } from '../domain/filing.ts'
import { validate } from '../form/validate.ts'
import { questionnaire } from './all.ts'

const form = questionnaire('BJEDU2019')
const items = form.questions.filter(({ id }) => /^w\d\d_/.test(id))
const remarksOn = (account: string) => {
  const answers = Object.fromEntries(items.map(({ id }) => [id, account]))
  return validate(form, { ...emptyFiling('2019', form.id, 'U1'), answers }, '2019-06-05')
    .filter(({ at }) => items.some(({ id }) => id === at))
    .map(({ code, severity }) => `${severity} ${code.replace(/^w\d\d_\w+\./, '')}`)
}

test('the form has the fourteen items of situation, each with what it must cover', () => {
  expect(items.map(({ id }) => id.slice(0, 3)).toSorted()).toEqual(
    Array.from({ length: 14 }, (_, at) => `w${String(at + 1).padStart(2, '0')}`),
  )
  for (const { id, guidance } of items) expect(guidance?.length, id).toBeGreaterThanOrEqual(2)
})

test.each([
  ['nothing', '', 'error answer.missing'],
  ['a word that says nothing', '无', 'warning empty-words'],
  ['the same in nine letters', '目前暂无，待补充吧', 'warning empty-words'],
  ['a short sentence', '本年度没有发生网络安全事件，不涉及追究', 'warning short'],
  ['forty-nine letters', '网'.repeat(49), 'warning short'],
  ['more than can be read', '网'.repeat(1501), 'error answer.too-long'],
])('each item answered with %s is remarked upon once', (_, account, remark) => {
  expect(remarksOn(account)).toEqual(items.map(() => remark))
})

test.each([50, 1500])('each item answered in %i letters is content', (length) => {
  expect(remarksOn('网'.repeat(length))).toEqual([])
})
