import { expect, test } from 'vitest'
import type { Severity } from '../domain/remark.ts'
import { inWords, Problems } from './problems.ts'

const columns = ['name', 'level', 'day'].map((id) => ({
  column: { id, label: id, type: 'text' as const, source: 'S', certainty: 'inferred' as const },
  options: () => [],
}))
const rows = ['r1', 'r2', 'r3'].map((id) => ({ id, cells: {} }))
const remark = (row: string, column: string, severity: Severity, says = '') => ({
  row,
  column,
  severity,
  says,
})

test('a remark is called by its severity, unless it has a name of its own', () => {
  expect(inWords(remark('r1', 'name', 'error', '重名'))).toBe('错误：重名')
  expect(inWords({ ...remark('r1', 'name', 'error', '与证明不一致'), as: '意见' })).toBe('意见：与证明不一致')
})

test('a cell counts once however much is said about it, and hints do not count', () => {
  const problems = new Problems(
    [
      remark('r1', 'name', 'warning'),
      remark('r1', 'name', 'error', '重名'),
      remark('r2', 'day', 'hint'),
      // The engine speaks first, the checks afterwards: the same row comes up again.
      remark('r1', 'name', 'warning'),
      remark('r1', 'level', 'warning'),
      remark('r1', 'gone', 'error'),
    ],
    rows,
    columns,
  )
  expect(problems.count).toBe(2)
  expect(problems.inColumn('name')).toBe(1)
  expect(problems.inColumn('day')).toBe(0)
  expect(problems.at('r1', 'name')?.says).toBe('重名')
  expect([problems.ofRow('r1'), problems.ofRow('r2')]).toEqual(['error', undefined])
})

test('problems are listed as the table is read, whatever order they came in', () => {
  const problems = new Problems(
    [remark('r3', 'name', 'error'), remark('r1', 'day', 'error'), remark('r1', 'name', 'warning')],
    rows,
    columns,
  )
  expect(problems.list.map(({ row, column }) => `${row}/${column}`)).toEqual(['r1/name', 'r1/day', 'r3/name'])
})
