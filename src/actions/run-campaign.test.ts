import { unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { btu, campaign, makePlatform, type Platform } from '../../test/platform.ts'
import { readLedger } from '../documents/ledger.ts'
import { exportProgress, exportTotals } from './export-progress.ts'
import { addUnit, changeUnit, removeUnit, seeUnits } from './manage-units.ts'
import { packageContents, packageWorkbook } from './open-package.ts'
import { receivePackage } from './receive-package.ts'
import { askUnits, changeCampaign, createCampaign, dropUnit, seeCampaign } from './run-campaign.ts'
import { seeHistory, seeTrail } from './see-trail.ts'

let platform: Platform
beforeAll(async () => {
  platform = await makePlatform()
})

const next = { ...campaign, id: '2020', year: 2020 }
const create = (also: object, units?: string[]) =>
  createCampaign(platform.deps, platform.people.administrator, { ...next, ...also }, units)

test('a campaign asks every unit there is, or those it names, and more later', async () => {
  expect(await create({})).toMatchObject({
    units: 3,
    today: '2019-06-01',
    sealingKeys: [{ suite: 1 }, { suite: 2 }],
  })
  expect((await create({ id: 'some' }, ['BNU'])).units).toBe(1)
  const { deps, people } = platform
  expect((await askUnits(deps, people.administrator, 'some', ['BNU', 'LIB'])).units).toBe(2)
  await expect(seeCampaign(deps, people.neighbour, 'some')).rejects.toMatchObject({
    code: 'submission.not-asked',
  })
  expect((await seeCampaign(deps, people.filler, 'some')).campaign.requirements).toEqual([
    '高度重视，加强领导',
  ])
})

test('a unit that has done nothing leaves the campaign and the list; one that has begun stays in both', async () => {
  const { deps, people } = platform
  const unit = { code: 'WRONG', name: '误导入的单位', kind: '直属单位', schoolClass: null, creditCode: null }
  const also = { campaignId: '2019', administrator: { name: '钱老师', username: 'wrong' } }
  const { account } = await addUnit(deps, people.administrator, unit, also)
  expect(account).toMatchObject({ account: { role: 'unit-administrator', unitCode: 'WRONG' } })
  const { units } = await seeCampaign(deps, people.administrator, '2019')
  await expect(removeUnit(deps, people.administrator, 'WRONG')).rejects.toMatchObject({
    code: 'unit.still-asked',
  })
  expect((await dropUnit(deps, people.administrator, '2019', 'WRONG')).units).toBe(units - 1)
  await removeUnit(deps, people.administrator, 'WRONG')
  expect((await seeUnits(deps, people.administrator, { q: 'WRONG' }, 1, 10)).total).toBe(0)
  await expect(dropUnit(deps, people.administrator, '2019', 'BNU')).rejects.toMatchObject({
    code: 'campaign.unit-began',
  })
})

test.each([
  ['campaign.wrong-order', { opensOn: '2019-06-11' }],
  ['campaign.wrong-order', { closesOn: '2019-06-09' }],
  ['campaign.no-such-day', { dueOn: '2019-06-31' }],
  ['questionnaire.unknown', { questionnaireId: 'NONE' }],
  ['campaign.same-id', { id: '2019' }],
])('a campaign is refused as %s', async (code, also) => {
  await expect(create({ id: 'bad', ...also })).rejects.toMatchObject({ code })
})

test('the due day can be moved, and the trail says that it was', async () => {
  const { deps, people } = platform
  await changeCampaign(deps, people.administrator, '2019', { ...campaign, dueOn: '2019-06-12' })
  const { rows } = await seeTrail(deps, people.administrator, { verb: 'campaign.changed' }, 1, 10)
  expect(rows).toMatchObject([
    { campaignId: '2019', doneBy: '王管理（wang）', details: { changed: ['dueOn'] } },
  ])
})

test('units keep distinct names and codes, and a credit code that adds up', async () => {
  const { deps, people } = platform
  const unit = { code: 'NEW', name: '新单位', kind: '直属单位', schoolClass: null, creditCode: null }
  const add = (also: object) => addUnit(deps, people.administrator, { ...unit, ...also })
  await expect(add({ code: 'BNU' })).rejects.toMatchObject({ code: 'unit.same-code' })
  await expect(add({ name: '北京示范大学' })).rejects.toMatchObject({ code: 'unit.same-name' })
  await expect(add({ creditCode: '121100004006864190' })).rejects.toMatchObject({
    code: 'unit.bad-credit-code',
  })
  expect((await add({ creditCode: '12110000400686419D' })).unit).toMatchObject({
    creditCode: '12110000400686419D',
  })
  await expect(
    changeUnit(deps, people.administrator, { ...unit, code: 'NONE', name: '无此单位' }),
  ).rejects.toMatchObject({
    code: 'unit.missing',
  })
})

test('progress and totals leave as Excel and CSV with every unit in them, and leaving is recorded', async () => {
  const { deps, people } = platform
  const wanted = { sort: 'code', down: false, page: 1, size: 1000 } as const
  const sheet = readLedger(await exportProgress(deps, people.observer, '2019', wanted, 'xlsx'))
  expect(sheet.map(({ cells }) => cells.slice(0, 4))).toEqual([
    ['单位代码', '单位名称', '单位类别', '状态'],
    ['BNU', '北京示范大学', '市属高校', '未启动'],
    ['BTU', '北京试验大学', '市属高校', '未启动'],
    ['LIB', '北京示例图书馆', '直属单位', '未启动'],
  ])
  const csv = new TextDecoder().decode(
    await exportProgress(deps, people.observer, '2019', { ...wanted, q: '图书' }, 'csv'),
  )
  expect(csv.trim().split('\r\n')).toHaveLength(2)
  const totals = readLedger(await exportTotals(deps, people.observer, '2019'))
  expect(totals[0]?.cells).toEqual(['项目', '市属高校（0/2）', '直属单位（0/1）', '合计（0/3）'])
  expect(totals).toHaveLength(23)
  const { total } = await seeTrail(deps, people.administrator, { verb: 'progress.exported' }, 1, 10)
  expect(total).toBe(2)
})

test('a package’s content is readable without any program of ours', async () => {
  const { deps, people } = platform
  const place = { campaignId: '2019', unitCode: 'BNU' }
  const filing = platform.filing('BNU', 2)
  await receivePackage(deps, people.filler, place, await platform.seal(filing))
  const { name, bytes } = await packageContents(deps, people.reviewer, place, 'last')
  expect(name).toBe('2019_BNU_1.zip')
  const parts = []
  for await (const part of bytes) parts.push(part)
  const files = unzipSync(Buffer.concat(parts))
  expect(Object.keys(files).toSorted()).toEqual([
    'filing.json',
    'package.json',
    'remarks.json',
    '北京示范大学底数清单.xlsx',
    expect.stringMatching(/^北京示范大学自查表_.*\.docx$/),
  ])
  expect(JSON.parse(Buffer.from(files['filing.json']!).toString())).toEqual(filing)
  const workbook = await packageWorkbook(deps, people.reviewer, place, 'last')
  expect(workbook.name).toBe('北京示范大学底数清单.xlsx')
  const verbs = (await seeHistory(deps, people.filler, '2019', 'BNU')).map(({ verb }) => verb)
  expect(verbs).toEqual(
    expect.arrayContaining(['package.exported', 'package.opened', 'package.received', 'key.registered']),
  )
})

test('the name of a unit makes no folder in an archive, and names no place', async () => {
  const { deps, people } = platform
  const place = { campaignId: '2019', unitCode: 'BTU' }
  await receivePackage(deps, people.neighbour, place, await platform.seal(platform.filing('BTU')))
  await changeUnit(deps, people.administrator, { ...btu, name: '../示例/学院' })
  const parts = []
  for await (const part of (await packageContents(deps, people.reviewer, place, 'last')).bytes)
    parts.push(part)
  expect(Object.keys(unzipSync(Buffer.concat(parts))).filter((name) => name.includes('/'))).toEqual([])
  expect((await packageWorkbook(deps, people.reviewer, place, 'last')).name).toBe('__示例_学院底数清单.xlsx')
})
