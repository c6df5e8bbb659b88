import { expect, test } from 'vitest'
import { findHeadings, kindOf, readHeadings } from './headings.ts'
import type { Column } from './questionnaire.ts'

const column = (id: string, label: string, more: Partial<Column> = {}): Column => ({
  id,
  label,
  type: 'text',
  source: 'S01',
  certainty: 'confirmed',
  ...more,
})
const columns = [
  column('systemName', '系统名称'),
  column('userCount', '用户数', { short: '用户', unit: '人' }),
  column('ownerPhone', '联系电话', { group: 'owner' }),
  column('opsPhone', '联系电话', { group: 'ops' }),
]
const groups = [
  { id: 'owner', title: '责任' },
  { id: 'ops', title: '运维' },
]
const ids = (headings: string[]) =>
  readHeadings(headings, { columns, groups }).columns.map((column) => column?.id)

test('headings are known by label, short label or id, in any order, with stars and units', () => {
  expect(ids(['用户数（人）', ' * 系统 名称'])).toEqual(['userCount', 'systemName'])
  expect(ids(['用户', 'systemName'])).toEqual(['userCount', 'systemName'])
})

test('a label that two columns share is given out in order, unless the group is named', () => {
  expect(ids(['联系电话', '联系电话', '联系电话'])).toEqual(['ownerPhone', 'opsPhone', undefined])
  expect(ids(['运维·联系电话', '联系电话'])).toEqual(['opsPhone', 'ownerPhone'])
})

test('what stands in brackets tells two columns apart where it must', () => {
  const both = [column('main', '域名（主）'), column('spare', '域名（备用）')]
  expect(
    readHeadings(['域名（备用）*', '域名(主)'], { columns: both }).columns.map((column) => column?.id),
  ).toEqual(['spare', 'main'])
})

test('headings that name no column are told', () => {
  expect(readHeadings(['系统名称', '颜色', ''], { columns })).toMatchObject({ known: 1, unknown: ['颜色'] })
})

const found = (...lines: string[][]) => findHeadings(lines, { columns, groups })
const foundIds = (...lines: string[][]) => found(...lines)?.columns.map((column) => column?.id)

test('a line of data is not taken for headings', () => {
  expect(found(['系统名称', '用户数', '备注'])?.line).toBe(0)
  expect(found(['教务系统', '12000', '010-1'])).toBeUndefined()
  expect(found(['系统名称', '12000', '010-1', 'x'])).toBeUndefined()
})

test('headings are found below the title of a ledger', () => {
  const lines = [
    ['云岫大学信息系统台账（2019年）', '', ''],
    [],
    ['序号', '系统名称', '用户数'],
    ['1', '教务', '3'],
  ]
  expect(found(...lines)).toMatchObject({ line: 2, known: 2, unknown: [] })
})

test('headings in two lines, the upper one merged over several columns, are read together', () => {
  const upper = ['系统', '运维', '', '规模']
  const lower = ['名称', '联系电话', '厂家', '用户数']
  expect(foundIds(upper, lower, ['教务', '010-1', '某厂', '3'])).toEqual([
    'systemName',
    'opsPhone',
    undefined,
    'userCount',
  ])
  expect(found(upper, lower)).toMatchObject({ line: 1, unknown: ['运维·厂家'] })
})

test('other names for the same thing are known, but our own name goes first', () => {
  const more = [...columns, column('goLiveDate', '何时投入运行使用'), column('ownerDept', '责任部门')]
  const ids = (headings: string[]) =>
    readHeadings(headings, { columns: more, groups }).columns.map((column) => column?.id)
  expect(ids(['系统', '使用部门', '上线时间', '用户规模（人）'])).toEqual([
    'systemName',
    'ownerDept',
    'goLiveDate',
    'userCount',
  ])
  expect(ids(['主管部门', '责任部门'])).toEqual([undefined, 'ownerDept'])
})

test('what somebody says a heading means goes before everything', () => {
  const chosen = new Map([
    ['颜色', 'systemName'],
    ['用户数', ''],
  ])
  const { columns: read } = readHeadings(['颜色', '系统名称', '用户数'], { columns, chosen })
  expect(read.map((column) => column?.id)).toEqual(['systemName', undefined, undefined])
})

test.each([
  [['', '', ''], 'blank'],
  [['合计', '3', '', '5.2万'], 'totals'],
  [['62', '总  计', '1'], 'totals'],
  [['填表人：钱慧敏', '', '审核人：姜国栋'], 'note'],
  [['注：含已停用的系统'], 'note'],
  [['1', '教务系统', '合计'], 'data'],
  [['说明书管理系统', '教务处'], 'data'],
] as const)('the line %j is %s', (line, kind) => {
  expect(kindOf(line)).toBe(kind)
})
