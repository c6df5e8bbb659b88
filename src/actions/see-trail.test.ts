import { beforeAll, expect, test } from 'vitest'
import { campaign, makePlatform, type Platform } from '../../test/platform.ts'
import { readWorkbook } from '../documents/workbook/reader.ts'
import { record } from '../store/trail.ts'
import { exportTrail, seeTrail } from './see-trail.ts'

let platform: Platform
beforeAll(async () => {
  platform = await makePlatform()
})

const see = async (wanted: Parameters<typeof seeTrail>[2]) =>
  (await seeTrail(platform.deps, platform.people.administrator, wanted, 1, 50)).rows

test('the trail names units, and is searched by a part of the name, by the code, or by who did it', async () => {
  const [first, ...more] = await see({ q: '试验' })
  expect(first).toMatchObject({ unitCode: 'BTU', unitName: '北京试验大学' })
  expect(more.every(({ unitCode }) => unitCode === 'BTU')).toBe(true)
  expect((await see({ q: 'btu' })).map(({ id }) => id)).toEqual([first, ...more].map((row) => row?.id))
})

test('an exported trail runs nothing in Excel, and is itself a deed', async () => {
  const { deps, people, db } = platform
  const villain = { ...people.filler, name: '=HYPERLINK("http://x")' }
  const place = { campaignId: campaign.id, unitCode: 'BNU' }
  await record(db, villain, 'draft.edited', place, { version: 1 }, deps.now())
  const wanted = { q: 'BNU', verb: 'draft.edited', from: '2019-06-01', to: '2019-06-01' }
  const bytes = await exportTrail(deps, people.administrator, wanted)
  const [, line, ...rest] = readWorkbook(bytes).sheets[0]!.lines()
  expect(rest).toEqual([])
  expect([...line!.cells.values()]).toEqual(
    [
      '2019-06-01 10:00',
      `'=HYPERLINK("http://x")（liu）`,
      '在线填报',
      'BNU',
      '北京示范大学',
      '草稿版本：1',
    ].map((text) => ({ text })),
  )
  expect(await see({ verb: 'trail.exported' })).toMatchObject([{ details: { ...wanted, rows: 1 } }])
})
