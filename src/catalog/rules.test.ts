// The remarks that a question carries itself: each speaks of what is wrong, and of nothing else.
import { expect, test } from 'vitest'
import { type Cell, emptyFiling } from '../domain/filing.ts'
import { validate } from '../form/validate.ts'
import { questionnaire } from './all.ts'

const form = questionnaire('BJEDU2019')

type Cells = Readonly<Record<string, Cell>>

/** The codes of what is remarked on one row of a table, or on answers where there is no table. */
function remarked(table: string | null, cells: Cells): string[] {
  const filing = emptyFiling('2019', form.id, 'U1')
  const filled = table
    ? { ...filing, tables: { [table]: [{ id: 'r', cells }] } }
    : { ...filing, answers: cells }
  return validate(form, filled, '2019-06-05').map(({ code }) => code)
}

const graded: Cells = { runningStatus: 'running', securityLevel: '2' }
const assessed: Cells = { ...graded, assessDate: '2019-03-01' }

test.each<[string, string | null, wrong: Cells, right: Cells]>([
  [
    'hasGradingReport.no',
    'systems',
    { ...graded, hasGradingReport: false },
    { ...graded, hasGradingReport: true },
  ],
  ['systemNo.digits', 'systems', { systemNo: '1' }, { systemNo: '00001' }],
  ['crossCount.two', 'systems', { serviceScope: '11', crossCount: 1 }, { serviceScope: '11', crossCount: 2 }],
  [
    'goLiveDate.future',
    'systems',
    { ...graded, goLiveDate: '2019-06-06' },
    { ...graded, goLiveDate: '2019-06-05' },
  ],
  [
    'assessConclusion.old-words',
    'systems',
    { ...assessed, assessTemplate: 'earlier', assessConclusion: '优' },
    { ...assessed, assessTemplate: 'earlier', assessConclusion: '基本符合' },
  ],
  [
    'highRiskFixed.over',
    'systems',
    { ...assessed, highRiskCount: 1, highRiskFixed: 2 },
    { ...assessed, highRiskCount: 2, highRiskFixed: 2 },
  ],
  [
    'websites.overseas',
    'websites',
    { siteStatus: 'active', hostingMode: '04', hostingRegion: 'overseas' },
    { siteStatus: 'active', hostingMode: '04', hostingRegion: 'domestic' },
  ],
  [
    'websites.interactive',
    'websites',
    { siteStatus: 'active', siteColumns: ['forum'] },
    { siteStatus: 'active', siteColumns: ['news'] },
  ],
  ['siteStatus.resolve', 'websites', { siteStatus: 'stopped' }, { siteStatus: 'active' }],
  ['vpns.two-factor', 'vpns', { twoFactor: false }, { twoFactor: true }],
  ['databases.auth', 'databases', { authEnabled: false }, { authEnabled: true }],
  ['mail.register', 'mailSystems', { register: 'free' }, { register: 'approved' }],
  [
    'dataSets.reachable-plain',
    'dataSets',
    { netReachable: true, encRest: 'no' },
    { netReachable: true, encRest: 'yes' },
  ],
  ['leaderTitle.not-board', null, { leaderTitle: '科员' }, { leaderTitle: '副校长' }],
  [
    'contactMobile.same-as-head',
    null,
    { dutyHeadMobile: '13800138000', contactMobile: '13800138000' },
    { dutyHeadMobile: '13800138000', contactMobile: '13800138001' },
  ],
  ['staffCertified.over', null, { staffTotal: 2, staffCertified: 3 }, { staffTotal: 3, staffCertified: 3 }],
  ['surfLogDays.short', null, { surfLogDays: 179 }, { surfLogDays: 180 }],
  ['w06.fixed.over', null, { 'w06.found': 1, 'w06.fixed': 2 }, { 'w06.found': 2, 'w06.fixed': 2 }],
  ['w01_leadership.empty-words', null, { w01_leadership: '同上' }, { w01_leadership: '甲'.repeat(50) }],
  ['w01_leadership.short', null, { w01_leadership: '甲'.repeat(49) }, { w01_leadership: '甲'.repeat(50) }],
])('%s is said where it is so, and not where it is not', (code, table, wrong, right) => {
  expect(remarked(table, wrong)).toContain(code)
  expect(remarked(table, right)).not.toContain(code)
})

test('an inventory of the notice that is left empty is asked to be declared so; a list of problems is not', () => {
  const asked = validate(form, emptyFiling('2019', form.id, 'U1'), '2019-06-05')
    .filter(({ code }) => code === 'table.undeclared')
    .map(({ at }) => at)
  expect(form.tables.map(({ id }) => id).filter((id) => !asked.includes(id))).toEqual(['problems'])
})
