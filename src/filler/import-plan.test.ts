import { expect, test } from 'vitest'
import type { Row } from '../domain/filing.ts'
import { byName, changeOf, planImport } from './import-plan.ts'

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

test('a foreign ledger updates the rows of the same name, adds the others, and empties nothing', () => {
  const foreign = {
    rows: [row('x1', { name: ' 教 务', level: '2' }), row('x2', { name: '新系统' })],
    rejected: [{ cell: 'C2', column: '用户数', text: '许多', why: '不是数字', row: 'x1', columnId: 'users' }],
    unknownColumns: [],
    columns: ['name', 'level', 'users'],
    missingColumns: [],
    sheet: '台账',
    own: false,
    passedOver: 0,
  }
  const read = byName(standing, 'name', foreign)
  const plan = planImport(standing, read)
  expect(plan.set).toContainEqual({ row: 'a', column: 'level', value: '2' })
  expect(plan.set.some(({ column }) => column === 'users')).toBe(false)
  expect(plan.fresh.map(({ id }) => id)).toEqual(['x2'])
  expect(read.rejected[0]?.row).toBe('a')
  expect(byName(standing, 'name', { ...foreign, own: true }).rows).toBe(foreign.rows)
})
