import { expect, test } from 'vitest'
import { isHeadings, readHeadings } from './headings.ts'
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
  readHeadings(headings, columns, groups).columns.map((column) => column?.id)

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
  expect(readHeadings(['域名（备用）*', '域名(主)'], both).columns.map((column) => column?.id)).toEqual([
    'spare',
    'main',
  ])
})

test('headings that name no column are told', () => {
  expect(readHeadings(['系统名称', '颜色', ''], columns)).toMatchObject({ known: 1, unknown: ['颜色'] })
})

test('a line of data is not taken for headings', () => {
  expect(isHeadings(['系统名称', '用户数', '备注'], columns)).toBe(true)
  expect(isHeadings(['教务系统', '12000', '010-1'], columns)).toBe(false)
  expect(isHeadings(['系统名称', '12000', '010-1', 'x'], columns)).toBe(false)
})
