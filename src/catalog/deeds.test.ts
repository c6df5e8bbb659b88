import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { deedNames, detailWords } from './deeds.ts'

const root = join(import.meta.dirname, '..')

/** Verbs are in the past tense; the codes of problems, which may look alike, are not verbs. */
const recorded = new Set(
  globSync('{actions,cli}/**/*.ts', { cwd: root })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8').replace(/new Problem\(\s*'\w+',\s*'[\w.-]+'/g, ''))
    .flatMap((code) => [...code.matchAll(/'([a-z]+\.(?:[a-z-]*(?:ed|reset)|made|set-up))'/g)])
    .map(([, verb]) => verb),
)

test('every deed that is recorded has a Chinese name, and no name stands for nothing', () => {
  expect(Object.keys(deedNames).toSorted()).toEqual([...recorded].toSorted())
})

test('details read as words, and the empty ones are left out', () => {
  expect(detailWords({ username: 'li', role: 'reviewer', late: false, reason: '' })).toBe(
    '用户名：li；角色：审核员',
  )
  expect(detailWords({ at: 'systems/r1/assessDate', says: '请核对' })).toBe(
    '位置：信息系统“最近测评时间”；意见：请核对',
  )
  expect(detailWords({ verb: 'constructor', changed: ['title', 'toString'] })).toBe(
    '操作：constructor；修改：名称、toString',
  )
})
