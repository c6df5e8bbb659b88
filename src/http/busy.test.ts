import { sql } from 'kysely'
import { expect, test, vi } from 'vitest'
import { openDoors } from '../../test/doors.ts'
import { campaign, makePlatform } from '../../test/platform.ts'
import { contract } from '../contract/all.ts'

const params = { campaignId: campaign.id, unitCode: 'BNU' }

test('a unit that is removed while a campaign asks it is no bug, and the campaign is as it was', async () => {
  const platform = await makePlatform()
  const doors = await openDoors(platform)
  const unit = { code: 'GONE', name: '将撤销的单位', kind: '直属单位', schoolClass: null, creditCode: null }
  await doors.ask('administrator', contract.units.add, { body: unit })
  const isWaiting = async () => {
    const { rows } = await sql`select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(platform.db)
    return rows.length > 0
  }
  const asked = await platform.db.transaction().execute(async (tx) => {
    await tx.deleteFrom('unit').where('code', '=', 'GONE').execute()
    const answer = doors.ask('administrator', contract.campaigns.addUnits, {
      params,
      body: { unitCodes: ['GONE'] },
    })
    await vi.waitUntil(isWaiting)
    return { answer }
  })
  const refused = await asked.answer
  expect([refused.statusCode, refused.json().code]).toEqual([409, 'request.crossed'])
})

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
