import { expect, test } from 'vitest'
import { type Cell, emptyFiling } from '../domain/filing.ts'
import { Reading } from '../form/reading.ts'
import { questionnaire } from './all.ts'

const counted = (systems: readonly Record<string, Cell>[]) => {
  const form = questionnaire('BJEDU2019')
  const rows = systems.map((cells, at) => ({ id: `s${at}`, cells: { runningStatus: 'running', ...cells } }))
  const reading = new Reading(
    form,
    { ...emptyFiling('2019', form.id, 'U1'), tables: { systems: rows } },
    '2019-06-05',
  )
  const [matrix] = form.matrices
  return {
    matrix: matrix!.rows.map(({ questions }) => questions.map((id) => reading.value(id))),
    l1: reading.value('sysTotal.l1'),
    l5: reading.value('sysTotal.l5'),
  }
}

test('the amount of data is told in TB, whatever unit its rows are told in', () => {
  const form = questionnaire('BJEDU2019')
  const amount = (...sizes: [Cell, Cell][]) =>
    new Reading(
      form,
      {
        ...emptyFiling('2019', form.id, 'U1'),
        tables: {
          dataSets: sizes.map(([totalSize, totalSizeUnit], at) => ({
            id: `d${at}`,
            cells: { totalSize, totalSizeUnit },
          })),
        },
      },
      '2019-06-05',
    ).value('dataSummary.totalSize')
  expect(amount([1.5, 'TB'], [512, 'GB'], [1, 'GB'])).toBe(2.001)
  expect(amount([3, null], [2, 'TB'])).toBe(2)
  expect(amount()).toBe(0)
})

const assessed = { assessDate: '2019-03-01' }

test('systems are counted by grade; the first grade, which the paper has no box for, apart', () => {
  const { matrix, l1 } = counted([
    { securityLevel: '3', ...assessed, rectified: true, selfChecked: true },
    { securityLevel: '3', selfChecked: true },
    { securityLevel: '2', ...assessed, rectified: false, selfChecked: true },
    { securityLevel: '1', selfChecked: true },
    { securityLevel: '0', selfChecked: false },
    {},
  ])
  expect(matrix).toEqual([
    [6, 0, 2, 1, 2],
    [2, 0, 1, 1, 4],
    [1, 0, 1, 0, 5],
    [4, 0, 2, 1, 2],
  ])
  expect(l1).toBe(1)
})

test('a system off line, or graded by a superior unit, is not this unit’s to count; a stopped one is', () => {
  const { matrix, l5 } = counted([
    { securityLevel: '3', runningStatus: 'offline', selfChecked: true },
    { securityLevel: '3', isSubSystem: true, gradedBySuperior: true },
    { securityLevel: '3', isSubSystem: true, gradedBySuperior: false },
    { securityLevel: '2', runningStatus: 'stopped' },
    { securityLevel: '4', runningStatus: 'building' },
  ])
  expect(matrix[0]).toEqual([3, 1, 1, 1, 0])
  expect(l5).toBe(0)
})

test('what was answered before the question went away no longer counts', () => {
  const { matrix } = counted([
    { securityLevel: '3', isSubSystem: false, gradedBySuperior: true },
    { securityLevel: '1', ...assessed, rectified: true },
  ])
  expect(matrix.map(([total]) => total)).toEqual([2, 0, 0, 0])
})
