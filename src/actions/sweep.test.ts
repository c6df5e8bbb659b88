import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { campaign, makePlatform } from '../../test/platform.ts'
import { namedBlobs } from '../store/blob-names.ts'
import { getSetting, keepSetting } from '../store/settings.ts'
import { putAttachment } from './edit-draft.ts'
import { keepPiece } from './keep-piece.ts'
import { gatherAttachments } from './package-sink.ts'
import { receivePackage } from './receive-package.ts'
import { openSession } from './sign-in.ts'
import { sweep } from './sweep.ts'

const platform = await makePlatform()
const { deps, db, people } = platform
const place = { campaignId: campaign.id, unitCode: 'BNU' }
const pdf = (words: string) => new TextEncoder().encode(`%PDF-1.4 ${words}`)
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const packed = (bytes: Uint8Array, more = {}) => {
  const file = { name: '材料.pdf', mediaType: 'application/pdf', size: bytes.length, sha256: sha256(bytes) }
  const filing = { ...platform.filing('BNU'), ...more, attachments: { a1: file } }
  return platform.seal(filing, { attachments: new Map([[file.sha256, bytes]]) })
}

test('a package that is refused leaves none of its files; one that is taken leaves all', async () => {
  const [refused, taken] = [pdf('refused'), pdf('taken')]
  const bad = await packed(refused, { answers: {} })
  await expect(receivePackage(deps, people.filler, place, bad)).rejects.toMatchObject({ kind: 'invalid' })
  expect(await deps.blobs.has(sha256(refused))).toBe(false)
  expect(await deps.blobs.has(sha256(bad))).toBe(false)
  const good = await packed(taken)
  await receivePackage(deps, people.filler, place, good)
  const names = [sha256(taken), sha256(good)]
  expect(await Promise.all(names.map((name) => deps.blobs.has(name)))).toEqual([true, true])
  expect(await namedBlobs(db, names)).toEqual(new Set(names))
})

test('a package altered in its last byte is refused, and its attachment is not left behind', async () => {
  const bytes = pdf('altered')
  const sealed = await packed(bytes)
  sealed[sealed.length - 1]! ^= 1
  await expect(receivePackage(deps, people.filler, place, sealed)).rejects.toMatchObject({ kind: 'invalid' })
  expect(await deps.blobs.has(sha256(bytes))).toBe(false)
})

test('an attachment that memory should not hold is refused before it is read', () => {
  const { sink } = gatherAttachments(platform.deps.blobs)
  expect(() => sink.begin('', 101 * 1024 * 1024)).toThrow(
    expect.objectContaining({ code: 'attachment.too-large' }),
  )
})

test('a refused package takes nothing from the unit that had brought the same file before', async () => {
  const bytes = pdf('shared')
  await putAttachment(deps, people.filler, place, sha256(bytes), bytes)
  const bad = await packed(bytes, { answers: {} })
  await expect(receivePackage(deps, people.filler, place, bad)).rejects.toMatchObject({ kind: 'invalid' })
  expect(await deps.blobs.has(sha256(bytes))).toBe(true)
})

test('a piece and an attachment that are refused are not kept', async () => {
  const bytes = pdf('damaged on its way')
  const put = putAttachment(deps, people.filler, place, sha256(pdf('as it was')), bytes)
  await expect(put).rejects.toMatchObject({ code: 'attachment.damaged' })
  expect(await deps.blobs.has(sha256(bytes))).toBe(false)
  platform.at('2019-07-01T02:00:00Z')
  const late = pdf('late')
  const piece = keepPiece(deps, people.filler, place, 'summary', '总结.pdf', late)
  await expect(piece).rejects.toMatchObject({ code: 'submission.closed' })
  expect(await deps.blobs.has(sha256(late))).toBe(false)
  platform.at('2019-06-01T02:00:00Z')
})

test('sessions that have ended and a link that is spent are swept; those in use are not', async () => {
  await db.deleteFrom('session').execute()
  const from = { address: '127.0.0.1', browser: '' }
  await openSession(db, people.filler.id, from, deps.now())
  await keepSetting(db, 'setupToken', 'digest')
  await sweep(deps)
  expect(await db.selectFrom('session').selectAll().execute()).toHaveLength(1)
  expect(await getSetting(db, 'setupToken')).toBeUndefined()
  platform.at('2019-06-02T02:00:00Z')
  await sweep(deps)
  expect(await db.selectFrom('session').selectAll().execute()).toEqual([])
})

test('before anybody has set up, the link stays', async () => {
  await db.deleteFrom('setting').execute()
  await keepSetting(db, 'setupToken', 'digest')
  await sweep(deps)
  expect(await getSetting(db, 'setupToken')).toBe('digest')
})
