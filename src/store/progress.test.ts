import { beforeAll, expect, test } from 'vitest'
import { bnu, btu, campaign, makePlatform, type Platform } from '../../test/platform.ts'
import { statusOf, submissionStates } from '../domain/submission.ts'
import { countProgress, listProgress } from './progress.ts'

let platform: Platform
beforeAll(async () => {
  platform = await makePlatform()
})

const all = { sort: 'code', down: false, page: 1, size: 50 } as const

test('the database and the law give every submission the same status', async () => {
  for (const state of submissionStates)
    for (const late of [false, true])
      for (const today of ['2019-06-10', '2019-06-11', '2019-06-21']) {
        await platform.db.updateTable('submission').set({ state, late }).execute()
        const expected = statusOf(
          { campaignId: '2019', unitCode: 'BNU', state, revision: 1, late },
          campaign,
          today,
        )
        const lines = await listProgress(platform.db, campaign, {}, today, all)
        expect(lines.map(({ status }) => status)).toEqual([expected, expected, expected])
        expect((await countProgress(platform.db, campaign, {}, today))[expected]).toBe(3)
      }
})

test('units are found by kind, by part of their name and by status, sorted and page by page', async () => {
  const { db } = platform
  await db.updateTable('submission').set({ state: 'awaited', late: false }).execute()
  await db.updateTable('submission').set({ state: 'filling' }).where('unitCode', '=', 'BTU').execute()
  const codes = async (filter: object, how: object = {}) =>
    (await listProgress(db, campaign, filter, '2019-06-01', { ...all, ...how })).map(({ unit }) => unit.code)
  expect(await codes({ kind: '市属高校' })).toEqual(['BNU', 'BTU'])
  expect(await codes({ q: '图书' })).toEqual(['LIB'])
  expect(await codes({ q: 'bt' })).toEqual(['BTU'])
  expect(await codes({ status: '填报中' })).toEqual(['BTU'])
  expect(await codes({}, { sort: 'status', down: true })).toEqual(['BTU', 'BNU', 'LIB'])
  expect(await codes({}, { size: 2, page: 2 })).toEqual(['LIB'])
  for (const sort of ['name', 'kind', 'submittedAt', 'lastWorkedAt', 'systems', 'warnings'] as const)
    expect(await codes({}, { sort })).toHaveLength(3)
})

test('a line holds the unit whole', async () => {
  const lines = await listProgress(platform.db, campaign, {}, '2019-06-01', all)
  expect(lines[0]?.unit).toEqual(bnu)
  expect(lines[1]).toMatchObject({
    unit: btu,
    openComments: 0,
    warnings: null,
    systems: null,
    hasPackage: false,
    pieces: [],
  })
})
