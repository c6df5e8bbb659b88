import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bjedu2019, sketch } from '../../test/checks.ts'
import type { Cell, Filing, Row } from '../domain/filing.ts'
import { Form } from '../form/form.ts'
import { holdsOn, runChecks } from './run.ts'

const weirdCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.constantFrom<Cell>(
    null,
    true,
    false,
    '',
    0,
    1,
    -1,
    2,
    3,
    'running',
    'filed',
    'none',
    '2',
    '3',
    '2.5',
    'done',
    'not',
    '2019-06-05',
    '2019-02-31',
  ),
  fc.constantFrom<Cell>(
    ['a'],
    [],
    '*.',
    'http://',
    '::/0',
    Number.NaN,
    Number.MAX_VALUE,
    '11010813001-00001',
    'active',
    'remote',
  ),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(fc.string({ maxLength: 6 }), { maxLength: 3 }),
  fc.double(),
)
const cells = (ids: readonly string[]) => fc.dictionary(fc.constantFrom(...ids), weirdCell, { maxKeys: 40 })
const rows = (ids: readonly string[]): fc.Arbitrary<Row[]> =>
  fc.array(fc.record({ id: fc.constantFrom('a', 'b', 'c', '__proto__', ''), cells: cells(ids) }), {
    maxLength: 4,
  })
const weirdFiling = fc.record({
  answers: cells(bjedu2019.questions.map(({ id }) => id)),
  tables: fc.record(
    Object.fromEntries(
      bjedu2019.tables.map(({ id, columns }) => [id, rows(columns.map((column) => column.id))]),
    ),
    {
      requiredKeys: [],
    },
  ),
  nils: fc.dictionary(
    fc.constantFrom('apps', 'domains', 'ipRanges', 'outsourcing', 'egress', 'constructor'),
    fc.record({ by: fc.string(), on: fc.string() }),
  ),
  explanations: fc.dictionary(fc.constantFrom('override@sysTotal.total', 'override@', 'x'), fc.string()),
})

test('whatever stands in a filing, the checks report and do not break', () => {
  const plain = sketch({})
  fc.assert(
    fc.property(weirdFiling, fc.constantFrom('2019-06-05', '2026-11-23'), (some, today) => {
      const filing: Filing = { ...plain.filing, ...some } as Filing
      const remarks = runChecks({ ...plain, filing, today, read: new Form(bjedu2019, filing, { today }) })
      for (const { says } of remarks) expect(says).not.toMatch(/undefined|NaN天|\[object/)
    }),
    { numRuns: 1_000 },
  )
})

test('remarks come in the order of the form: answers by section, rows as they stand, columns from left to right', () => {
  const remarks = runChecks(
    sketch({
      answers: { unitName: '别的学院', 'w04.allFiled': true },
      rows: {
        systems: [
          { systemName: '甲', runningStatus: 'running', securityLevel: '0', logDaysNet: 1 },
          {
            systemName: '乙',
            runningStatus: 'running',
            securityLevel: '2',
            filingStatus: 'none',
            goLiveDate: '2015-01-01',
            logDaysNet: 1,
          },
        ],
      },
    }),
  )
  const places = remarks.map(({ at }) => at)
  const order = [
    'unitName',
    'systems/a/securityLevel',
    'systems/a/logDaysNet',
    'systems/b/filingStatus',
    'systems/b/logDaysNet',
  ]
  expect(places.filter((at) => order.includes(at))).toEqual(order)
})

test('a remark carries what its check says of itself', () => {
  const remark = runChecks(
    sketch({ rows: { systems: [{ systemName: '教务', runningStatus: 'running' }] } }),
  ).find(({ code }) => code === 'running-system-is-graded')
  expect(remark).toEqual({
    code: 'running-system-is-graded',
    severity: 'warning',
    serious: true,
    at: 'systems/a/securityLevel',
    says: '系统“教务”已投入运行但未定级',
    fix: '请先定级，第二级以上的再到公安机关备案；属于其他系统一部分的请并入',
    cites: ['csl.mlps', 'mlps.grading'],
  })
})

test('a row without a name is called by its number', () => {
  const remark = runChecks(
    sketch({ rows: { systems: [{ securityLevel: '2', levelS: 3, levelA: 1 }] } }),
  ).find(({ at }) => at === 'systems/a/securityLevel')
  expect(remark?.says).toMatch(/^第 1 个系统填为第二级/)
})

test('what is said of a filing stays small, whatever somebody has put into it', () => {
  const systemName = '长'.repeat(2000)
  const systems = Array.from({ length: 26 }, () => ({
    systemName,
    runningStatus: 'running',
    handlesPI: false,
  }))
  const systemIds = Array.from({ length: 1000 }, (_, at) => String.fromCharCode(97 + (at % 26)))
  const rows = { systems, dataSets: [{ piFlags: ['sensitive'], systemIds }] }
  const remarks = runChecks(sketch({ rows }))
  const about = remarks.find(({ code }) => code === 'data-set-agrees-with-its-systems')
  expect(about?.says).toContain('等 26 个系统')
  expect(Math.max(...remarks.map(({ says }) => says.length))).toBeLessThan(1000)
})

test('a rule holds from its first day to its last', () => {
  const rule = { from: '2020-02-01', until: '2020-03-01' }
  expect(['2020-01-31', '2020-02-01', '2020-03-01', '2020-03-02'].map((day) => holdsOn(rule, day))).toEqual([
    false,
    true,
    true,
    false,
  ])
})
