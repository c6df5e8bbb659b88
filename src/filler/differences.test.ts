import { expect, test } from 'vitest'
import { questionnaire } from '../catalog/all.ts'
import { emptyFiling, type Filing } from '../domain/filing.ts'
import { applyPatches, difference } from '../domain/patch.ts'
import { Form } from '../form/form.ts'
import { differencesOf } from './differences.ts'

const definition = questionnaire('BJEDU2019')
const filing = (more: Partial<Filing>): Filing => ({
  ...emptyFiling('2019', definition.id, 'GX001'),
  ...more,
})
const row = (id: string, cells: Record<string, string>) => ({ id, cells })
const before = filing({
  answers: { unitAddress: '甲路 1 号' },
  tables: {
    systems: [row('a', { systemName: '教务', runningStatus: 'running' }), row('b', { systemName: '邮件' })],
  },
  marks: { unitName: '' },
})
const after = filing({
  tables: {
    systems: [row('c', { systemName: '一卡通' }), row('a', { systemName: '教务', runningStatus: 'stopped' })],
  },
  finished: { unit: true },
})
const form = new Form(definition, before, { today: '2019-06-09' })
const told = differencesOf(form, difference(before, after))

test('differences are told in the words of the form, never in its codes', () => {
  expect(told.map(({ what, was, now }) => `${what} ${was} ${now}`).toSorted()).toEqual([
    '修改 已运行 已停用',
    '修改 甲路 1 号 （空）',
    '删除 邮件 ',
    '新增  一卡通',
  ])
})

test('a row that only stands elsewhere is neither new nor gone', () => {
  const [one, two] = before.tables.systems ?? []
  const turned = filing({ ...before, tables: { systems: [two, one].flatMap((row) => row ?? []) } })
  expect(differencesOf(form, difference(before, turned)).map(({ what }) => what)).toEqual(['移动'])
})

test('each difference can be taken by itself', () => {
  const [gone] = told.filter(({ what }) => what === '删除')
  const taken = applyPatches(before, gone?.patches ?? [])
  expect(taken.tables.systems?.map(({ id }) => id)).toEqual(['a'])
  expect(taken.answers).toEqual(before.answers)
})
