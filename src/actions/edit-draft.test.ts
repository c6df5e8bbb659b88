import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { campaign, makePlatform, type Platform } from '../../test/platform.ts'
import type { Patch } from '../domain/patch.ts'
import { unlockJson } from '../store/vault.ts'
import {
  adoptPackage,
  patchDraft,
  putAttachment,
  restoreAside,
  seeAside,
  seeAttachment,
  seeDraft,
  seeOneAside,
} from './edit-draft.ts'
import { receivePackage } from './receive-package.ts'
import { seeSubmission } from './see-submission.ts'

let platform: Platform
beforeAll(async () => {
  platform = await makePlatform()
})
beforeEach(async () => {
  for (const table of ['draft', 'draft_kept', 'figure', 'package'])
    await sql`delete from ${sql.table(table)}`.execute(platform.db)
  await sql`update submission set state = 'awaited'`.execute(platform.db)
})

const place = { campaignId: campaign.id, unitCode: 'BNU' }
const set = (key: string, was: unknown, now: unknown): Patch => ({ set: 'answers', key, was, now })
const patch = (version: number, ...patches: Patch[]) =>
  patchDraft(platform.deps, platform.people.filler, place, version, patches)
const see = () => seeDraft(platform.deps, platform.people.filler, place)
const upload = async (systems = 0, revision = 1, more: { draftVersion?: number } = {}) =>
  receivePackage(
    platform.deps,
    platform.people.filler,
    place,
    await platform.seal(platform.filing('BNU', systems), { revision, ...more }),
  )

test('the first change begins the work', async () => {
  expect(await see()).toMatchObject({ version: 0, filing: { unitCode: 'BNU', answers: {} } })
  expect(await patch(0, set('unitName', null, '北京示范大学'))).toMatchObject({ version: 1, others: null })
  expect((await seeSubmission(platform.deps, platform.people.reviewer, place)).status).toBe('填报中')
  expect((await see()).filing.answers).toEqual({ unitName: '北京示范大学' })
})

test('two people in different places: both changes stand, and the later one learns of the other', async () => {
  await patch(0, set('unitName', null, '甲'))
  await patch(1, set('leaderName', null, '乙'))
  const saved = await patch(1, set('leaderTitle', null, '副校长'))
  expect(saved).toMatchObject({
    version: 3,
    others: { answers: { unitName: '甲', leaderName: '乙', leaderTitle: '副校长' } },
  })
})

test('two people in one place: the second is shown what stands, and nothing of theirs is half written', async () => {
  await patch(0, set('leaderName', null, '甲'))
  await expect(
    patch(0, set('leaderName', null, '乙'), set('leaderTitle', null, '处长')),
  ).rejects.toMatchObject({
    code: 'draft.conflict',
    details: { version: 1, conflicts: [{ path: 'leaderName', stands: '甲', wanted: '乙' }] },
  })
  expect((await see()).filing.answers).toEqual({ leaderName: '甲' })
})

test('a hundred interleaved changes of ten people lose none', async () => {
  await Promise.all(
    Array.from({ length: 100 }, (_, at) =>
      patch(0, { set: 'marks', key: `place${at}`, was: null, now: String(at) }),
    ),
  )
  const { version, filing } = await see()
  expect(version).toBe(100)
  expect(Object.keys(filing.marks)).toHaveLength(100)
})

test('a change that makes no sense is refused', async () => {
  await expect(patch(0, set('unitName', null, { not: 'a cell' }))).rejects.toMatchObject({
    code: 'filing.malformed',
  })
  await expect(patch(0, set('unitName', null, 'NUL \u0000'))).rejects.toMatchObject({
    code: 'text.unstorable',
  })
})

test('a draft that nobody touched follows the package; one with other words stays until it is given up', async () => {
  await patch(0, set('unitName', null, '草稿'))
  await upload(1)
  let draft = await see()
  expect(draft).toMatchObject({ edited: true, filing: { answers: { unitName: '草稿' } } })
  draft = await adoptPackage(platform.deps, platform.people.filler, place, draft.version, 1)
  expect(draft.filing).toEqual(platform.filing('BNU', 1))
  const kept = await platform.db.selectFrom('draftKept').selectAll().executeTakeFirstOrThrow()
  const spot = ['draft_kept', 'filing', '2019', 'BNU', kept.version] as const
  expect(unlockJson(platform.db, spot, kept.filing)).toMatchObject({ answers: { unitName: '草稿' } })
  await upload(2, 2)
  expect((await see()).filing.tables.systems).toHaveLength(2)
})

test('a draft that was put aside is found and taken up again, and what gives way to it joins those aside', async () => {
  const { deps, people } = platform
  await patch(0, set('unitName', null, '草稿'))
  await upload(1)
  await adoptPackage(deps, people.filler, place, 1, 1)
  await patch(2, set('leaderTitle', platform.filing('BNU', 1).answers.leaderTitle ?? null, '校长助理'))
  expect(await seeAside(deps, people.approver, place)).toMatchObject([{ version: 1, changedBy: '刘填报' }])
  expect(await restoreAside(deps, people.filler, place, 3, 1)).toMatchObject({
    version: 4,
    edited: true,
    filing: { answers: { unitName: '草稿' } },
  })
  expect((await see()).filing).toEqual((await seeOneAside(deps, people.filler, place, 1)).filing)
  expect((await seeAside(deps, people.filler, place)).map(({ version }) => version)).toEqual([3, 1])
  expect((await seeOneAside(deps, people.filler, place, 3)).filing.answers.leaderTitle).toBe('校长助理')
  await expect(restoreAside(deps, people.filler, place, 3, 1)).rejects.toMatchObject({
    code: 'draft.conflict',
  })
})

test('a draft that a package has grown from follows it; one that somebody went on with does not', async () => {
  await patch(0, set('unitName', null, '草稿'))
  await upload(1, 1, { draftVersion: 1 })
  expect(await see()).toMatchObject({ edited: false, version: 2, filing: platform.filing('BNU', 1) })
  const { leaderTitle = null } = platform.filing('BNU', 1).answers
  await patch(2, set('leaderTitle', leaderTitle, '校长助理'))
  await upload(2, 2, { draftVersion: 1 })
  expect(await see()).toMatchObject({
    edited: true,
    version: 3,
    filing: { answers: { leaderTitle: '校长助理' } },
  })
})

test('a draft that was sealed and sent is ahead of nothing any more', async () => {
  const filing = platform.filing('BNU')
  const patches = Object.entries(filing.answers).map(([key, now]) => set(key, null, now))
  for (const [key, now] of Object.entries(filing.nils)) patches.push({ set: 'nils', key, was: null, now })
  await patch(0, ...patches)
  await upload()
  expect(await see()).toMatchObject({ edited: false, version: 1 })
})

test('no draft is changed while the submission is under review', async () => {
  await sql`update submission set state = 'submitted' where unit_code = 'BNU'`.execute(platform.db)
  await expect(patch(0, set('unitName', null, '改'))).rejects.toMatchObject({ code: 'submission.handed-in' })
})

test('an attachment is kept under its own digest and read back by its unit only', async () => {
  const { deps, people } = platform
  const bytes = Buffer.from('制度文件')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await expect(putAttachment(deps, people.filler, place, '0'.repeat(64), bytes)).rejects.toMatchObject({
    code: 'attachment.damaged',
  })
  await putAttachment(deps, people.filler, place, sha256, bytes)
  const parts = []
  for await (const part of (await seeAttachment(deps, people.reviewer, place, sha256)).bytes) parts.push(part)
  expect(Buffer.concat(parts).equals(bytes)).toBe(true)
  await expect(
    seeAttachment(deps, people.neighbour, { ...place, unitCode: 'BTU' }, sha256),
  ).rejects.toMatchObject({
    code: 'attachment.missing',
  })
})
