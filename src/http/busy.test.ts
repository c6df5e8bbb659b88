import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDoors } from '../../test/doors.ts'
import { campaign, makePlatform } from '../../test/platform.ts'
import { contract } from '../contract/all.ts'

const params = { campaignId: campaign.id, unitCode: 'BNU' }

test('what waits too long for somebody else is asked to come again, and can', async () => {
  const platform = await makePlatform({ limits: { statementMs: 5000, lockMs: 300, idleMs: 30_000 } })
  const doors = await openDoors(platform)
  const change = { set: 'answers', key: 'unitName', was: null, now: '北京示范大学' }
  const ask = () =>
    doors.ask('filler', contract.drafts.patch, { params, body: { version: 0, patches: [change] } })
  await platform.db.transaction().execute(async (tx) => {
    await sql`select 1 from submission for update`.execute(tx)
    const refused = await ask()
    expect([refused.statusCode, refused.json().code]).toEqual([503, 'server.busy'])
  })
  expect((await ask()).statusCode).toBe(200)
})
