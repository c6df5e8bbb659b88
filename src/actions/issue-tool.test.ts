import { unzipSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import { campaign, makePlatform, type Platform } from '../../test/platform.ts'
import type { ToolBundle } from '../domain/tool.ts'
import {
  fingerprint,
  type LockedKey,
  lockKey,
  makeKeyPair,
  type PublicKey,
  unlockKey,
} from '../sealing/keys.ts'
import { open, seal } from '../sealing/package.ts'
import { openingKeys } from './commission-keys.ts'
import { issueTool } from './issue-tool.ts'
import { registerKey, revokeKey, seeKeys } from './manage-keys.ts'
import { receivePackage } from './receive-package.ts'
import { commentOn, settleComment } from './review-submission.ts'

let platform: Platform
let locked: LockedKey
const place = { campaignId: campaign.id, unitCode: 'BNU' }
const passphrase = '正确的口令'

beforeAll(async () => {
  platform = await makePlatform()
  locked = await lockKey(await makeKeyPair(1, 'sign'), passphrase)
  await registerKey(platform.deps, platform.people.unitAdministrator, place, locked)
}, 60_000)

const bundleOf = (html: string): ToolBundle<PublicKey, LockedKey> =>
  JSON.parse(/<script type="application\/json" id="bundle">(.*)<\/script>/s.exec(html)?.[1] ?? 'null')
const issue = (as: 'html' | 'zip') =>
  issueTool(platform.deps, platform.people.filler, place, fingerprint(locked.publicKey), as)

test('the tool carries all it needs to seal a package that the platform takes', async () => {
  const { name, bytes } = await issue('html')
  expect(name).toBe('北京示范大学_2019年网络安全自查工具.html')
  const bundle = bundleOf(Buffer.from(bytes).toString())
  expect(bundle).toMatchObject({ unit: { code: 'BNU' }, filing: null, nextRevision: 1, previous: null })
  const signer = await unlockKey(bundle.signingKey, passphrase)
  const { bytes: sez } = await seal(
    { filing: platform.filing('BNU'), attachments: new Map(), previous: bundle.previous, generator: 'tool' },
    {
      recipients: bundle.commissionKeys.filter(({ suite }) => suite === signer.publicKey.suite),
      signer,
      header: { ...place, revision: bundle.nextRevision, sealedAt: '2019-06-01T01:00:00Z' },
    },
  )
  const { mark } = await receivePackage(platform.deps, platform.people.filler, place, sez)
  expect(mark.signer).toBe(fingerprint(locked.publicKey))
  const again = bundleOf(Buffer.from((await issue('html')).bytes).toString())
  expect(again).toMatchObject({ nextRevision: 2, previous: mark.digest, filing: platform.filing('BNU') })
  expect((await open(sez, { keys: await openingKeys(platform.deps), signers: 'any' })).header.unitCode).toBe(
    'BNU',
  )
}, 60_000)

test('the tool carries what the reviewer wrote and has not called settled', async () => {
  const { deps, people } = platform
  const open = await commentOn(deps, people.reviewer, place, 'unitName', '请写全称')
  const settled = await commentOn(deps, people.reviewer, place, 'unitAddress', '请核对')
  await settleComment(deps, people.reviewer, place, settled.id, true)
  const bundle = bundleOf(Buffer.from((await issue('html')).bytes).toString())
  expect(bundle.comments).toEqual([open])
})

test('the zip holds the same file', async () => {
  const { name, bytes } = await issue('zip')
  expect(name).toMatch(/\.zip$/)
  const [html] = Object.values(unzipSync(bytes))
  expect(bundleOf(Buffer.from(html!).toString()).unit.name).toBe('北京示范大学')
})

test('no answer can end the data and begin a program', async () => {
  const bad = '</script><script>alert(1)</script>'
  await platform.db.updateTable('campaign').set({ notice: bad }).execute()
  const html = Buffer.from((await issue('html')).bytes).toString()
  expect(html.match(/<script/g)).toHaveLength(1)
  expect(bundleOf(html).campaign.notice).toBe(bad)
})

test('the commission sees which keys there are, not what a passphrase guards', async () => {
  const [key] = (await seeKeys(platform.deps, platform.people.reviewer, place)).filter(
    (one) => one.fingerprint === fingerprint(locked.publicKey),
  )
  expect(key?.locked).toEqual({ publicKey: locked.publicKey })
})

test('no tool is made with a revoked key', async () => {
  await revokeKey(
    platform.deps,
    platform.people.administrator,
    place,
    fingerprint(locked.publicKey),
    '口令外泄',
  )
  await expect(issue('html')).rejects.toMatchObject({ code: 'key.revoked' })
})
