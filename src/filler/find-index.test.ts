import { expect, test } from 'vitest'
import { questionnaire } from '../catalog/all.ts'
import { find, findables } from './find-index.ts'

const all = findables(questionnaire('BJEDU2019'))
const labels = (words: string) => find(all, words).map(({ label }) => label)

test('words apart must all occur, in any order and width', () => {
  expect(labels('日志 天数')[0]).toBe('上网日志留存天数')
  expect(labels('天数 日志')[0]).toBe('上网日志留存天数')
  expect(labels('ｉｐ')[0]).toContain('IP')
})

test('a label that says it comes before a help text that mentions it', () => {
  const found = labels('应急预案')
  expect(found[0]).toContain('应急预案')
})

test('an inventory is found by any of its columns', () => {
  expect(labels('备案证明编号')).toContain('信息系统')
})

test('nothing is found by nothing', () => {
  expect(labels('  ')).toEqual([])
})
