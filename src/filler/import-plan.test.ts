import { expect, test } from 'vitest'
import type { Row } from '../domain/filing.ts'
import { changeOf, planImport } from './import-plan.ts'

const row = (id: string, cells: Row['cells']): Row => ({ id, cells })
const standing = [row('a', { name: '教务', level: '3', users: 10 }), row('b', { name: '财务', level: '2' })]

test('an unchanged export changes nothing when it comes back', () => {
  const plan = planImport(standing, { rows: standing, columns: ['name', 'level', 'users'], rejected: [] })
  expect(plan).toEqual({ set: [], fresh: [], absent: [], known: 2 })
})

test('an emptied cell is emptied, and a column the file does not have is left alone', () => {
  const rows = [row('a', { name: '教务系统' }), row('b', { name: '财务', level: '2' })]
  const { set } = planImport(standing, { rows, columns: ['name', 'level'], rejected: [] })
  expect(set).toEqual([
    { row: 'a', column: 'name', value: '教务系统' },
    { row: 'a', column: 'level', value: null },
  ])
})

test('a cell that could not be read keeps what stood there', () => {
  const rows = [row('a', { name: '教务' })]
  const rejected = [{ row: 'a', columnId: 'level' }]
  expect(planImport(standing, { rows, columns: ['name', 'level'], rejected }).set).toEqual([])
})

test('rows that the file does not have go only when that is wanted', () => {
  const plan = planImport(standing, {
    rows: [row('b', { name: '财务' }), row('n', { name: '新' })],
    columns: ['name'],
    rejected: [],
  })
  expect(plan.absent).toEqual(['a'])
  expect(changeOf(plan, 2, false)).toEqual({ set: [], insert: { at: 2, rows: [row('n', { name: '新' })] } })
  expect(changeOf(plan, 2, true).remove).toEqual(['a'])
})
