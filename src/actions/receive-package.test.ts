import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { campaign, makePlatform, type Platform } from '../../test/platform.ts'
import { readFormCode } from '../documents/form-code.ts'
import { makeKeyPair } from '../sealing/keys.ts'
import type { Blobs } from '../store/blobs.ts'
import { getContent, listPackages } from '../store/packages.ts'
import { handInSubmission } from './hand-in.ts'
import { keepPiece } from './keep-piece.ts'
import { registerKey, revokeKey } from './manage-keys.ts'
import { receivePackage } from './receive-package.ts'
import {
  acceptSubmission,
  commentOn,
  recallDecision,
  removeComment,
  reopenSubmission,
  returnSubmission,
  seeComments,
  settleComment,
} from './review-submission.ts'
import { seePiece } from './see-piece.ts'
import { seeTotals } from './see-progress.ts'
import { seeFiling, seeSubmission } from './see-submission.ts'

let platform: Platform
beforeAll(async () => {
  platform = await makePlatform()
})
beforeEach(async () => {
  platform.at('2019-06-01T02:00:00Z')
  for (const table of ['receipt', 'figure', 'package', 'piece', 'attachment', 'comment', 'draft'])
    await sql`delete from ${sql.table(table)}`.execute(platform.db)
  await sql`update submission set state = 'awaited', revision = 0, late = false, reason = null`.execute(
    platform.db,
  )
})

const place = { campaignId: campaign.id, unitCode: 'BNU' }
const pdf = new TextEncoder().encode('%PDF-1.4 总结')
const upload = async (systems = 0, options = {}) => {
  const { deps, people } = platform
  return receivePackage(
    deps,
    people.filler,
    place,
    await platform.seal(platform.filing('BNU', systems), options),
  )
}
const bothPapers = async () => {
  const { deps, people } = platform
  await keepPiece(deps, people.filler, place, 'summary', '总结.pdf', pdf)
  await keepPiece(deps, people.filler, place, 'letter', '承诺书.pdf', pdf)
}
const see = (who: keyof Platform['people'] = 'filler') =>
  seeSubmission(platform.deps, platform.people[who], place)
const handIn = () => handInSubmission(platform.deps, platform.people.approver, place)

test('a package that is in order is taken, and the rest is asked for', async () => {
  const { mark, fresh } = await upload(2)
  expect(fresh).toBe(true)
  expect(mark).toMatchObject({ number: 1, revision: 1, receivedBy: '刘填报', submittedAs: null })
  const seen = await see()
  expect(seen.status).toBe('填报中')
  expect(seen.missing).toEqual(['summary', 'letter'])
  const { filing } = await getContent(platform.db, '2019', 'BNU', 1)
  expect(filing).toEqual(platform.filing('BNU', 2))
})

test('the four pieces handed in before the due day give a receipt and stand as 已报送', async () => {
  const { mark } = await upload(2)
  await bothPapers()
  const receipt = await handIn()
  expect(receipt).toMatchObject({ revision: 1, late: false, packageDigest: mark.digest, by: '赵审批' })
  expect(receipt.pieces.map(({ piece, size }) => [piece, size > 0])).toEqual([
    ['package', true],
    ['form', true],
    ['summary', true],
    ['letter', true],
  ])
  expect(receipt.packageDigest).toMatch(/^[0-9a-f]{64}$/)
  expect(await see()).toMatchObject({ status: '已报送', missing: [], moves: [], receipts: [receipt] })
  const { bytes } = await seePiece(platform.deps, platform.people.reviewer, place, 'form')
  const parts = []
  for await (const part of bytes as AsyncIterable<Uint8Array>) parts.push(part)
  expect(readFormCode(Buffer.concat(parts))).toBe(receipt.shortCode)
})

test('a first submission after the due day is taken and marked late; after the closing day it is refused', async () => {
  platform.at('2019-06-11T02:00:00Z')
  await upload()
  await bothPapers()
  platform.at('2019-06-20T17:00:00Z')
  await expect(handIn()).rejects.toMatchObject({ code: 'submission.closed' })
  platform.at('2019-06-20T15:59:00Z')
  expect((await handIn()).late).toBe(true)
  expect((await see()).status).toBe('迟报')
})

test('nothing is handed in while a piece is missing, and the missing ones are named', async () => {
  await upload()
  await expect(handIn()).rejects.toMatchObject({
    code: 'submission.incomplete',
    details: { missing: ['summary', 'letter'] },
  })
})

test('the same package twice is one package', async () => {
  const bytes = await platform.seal(platform.filing('BNU'))
  const { deps, people } = platform
  await receivePackage(deps, people.filler, place, bytes)
  expect(await receivePackage(deps, people.filler, place, bytes)).toMatchObject({
    fresh: false,
    mark: { number: 1 },
  })
  expect(await listPackages(platform.db, '2019', 'BNU')).toHaveLength(1)
})

test('two different packages at once: both are kept, the newer stands, none is lost', async () => {
  const both = await Promise.allSettled([
    upload(1, { revision: 1 }),
    upload(2, { revision: 2, sealedAt: '2019-06-01T01:30:00Z' }),
  ])
  const taken = both.filter(({ status }) => status === 'fulfilled').length
  const packages = await listPackages(platform.db, '2019', 'BNU')
  expect(packages).toHaveLength(taken)
  expect(packages[0]?.revision).toBe(2)
  for (const one of both)
    if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'sealing.replayed' })
})

test('an older package than the last is a replay', async () => {
  await upload(1, { revision: 2 })
  await expect(upload(2, { revision: 1 })).rejects.toMatchObject({ code: 'sealing.replayed' })
  await expect(upload(2, { revision: 2, sealedAt: '2019-06-01T00:00:00Z' })).rejects.toMatchObject({
    code: 'sealing.replayed',
  })
  expect((await upload(2, { revision: 2, sealedAt: '2019-06-01T01:00:01Z' })).mark.number).toBe(2)
})

test('a package signed by a stranger, or by a key that was revoked, is refused', async () => {
  const { deps, people, db } = platform
  const stranger = await makeKeyPair(1, 'sign')
  await expect(upload(0, { signer: stranger })).rejects.toMatchObject({ code: 'sealing.untrusted-signer' })
  const { fingerprint } = await db
    .selectFrom('signingKey')
    .select('fingerprint')
    .where('unitCode', '=', 'BNU')
    .executeTakeFirstOrThrow()
  await revokeKey(deps, people.unitAdministrator, place, fingerprint, '口令外泄')
  await expect(upload()).rejects.toMatchObject({ code: 'sealing.untrusted-signer' })
  await db.updateTable('signingKey').set({ revokedAt: null, revokedBy: null }).execute()
})

test('a key that is revoked while its package is being opened vouches for nothing', async () => {
  const { deps, people } = platform
  const signer = await makeKeyPair(1, 'sign')
  const { publicKey } = signer
  const { fingerprint } = await registerKey(deps, people.filler, place, { publicKey })
  const bytes = await platform.seal(platform.filing('BNU'), { signer })
  const slow = {
    ...deps,
    blobs: {
      trial: () => ({
        async put(source: Uint8Array) {
          await revokeKey(deps, people.administrator, place, fingerprint, '遗失')
          return deps.blobs.put(source)
        },
        undo: async () => {},
      }),
    } as unknown as Blobs,
  }
  await expect(receivePackage(slow, people.filler, place, bytes)).rejects.toMatchObject({
    code: 'sealing.untrusted-signer',
  })
  expect(await listPackages(deps.db, place.campaignId, place.unitCode)).toEqual([])
})

test('a package of another unit or campaign is refused', async () => {
  const { deps, people } = platform
  const theirs = await platform.seal(platform.filing('BTU'))
  await expect(receivePackage(deps, people.filler, place, theirs)).rejects.toMatchObject({
    code: 'sealing.other-unit',
  })
  await expect(
    receivePackage(deps, people.filler, { ...place, unitCode: 'BTU' }, theirs),
  ).rejects.toMatchObject({ code: 'permission.denied' })
})

test('a package with a blocking error is refused with every error in it', async () => {
  const { deps, people } = platform
  const filing = platform.filing('BNU')
  const { unitName: _, ...answers } = filing.answers
  const bytes = await platform.seal({ ...filing, answers })
  await expect(receivePackage(deps, people.filler, place, bytes)).rejects.toMatchObject({
    code: 'package.blocked',
    details: { total: 1, remarks: [{ at: 'unitName', severity: 'error' }] },
  })
  expect(await listPackages(platform.db, '2019', 'BNU')).toEqual([])
})

test('summary and letter inside the package count as pieces; a wrong kind of file refuses it', async () => {
  const { deps, people } = platform
  const inside = (bytes: Uint8Array, name: string) => {
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const filing = platform.filing('BNU')
    return platform.seal(
      {
        ...filing,
        answers: { ...filing.answers, summaryFile: ['a1'] },
        attachments: { a1: { name, mediaType: 'application/pdf', size: bytes.length, sha256 } },
      },
      { attachments: new Map([[sha256, bytes]]) },
    )
  }
  const exe = new TextEncoder().encode('MZ not a summary')
  await expect(
    receivePackage(deps, people.filler, place, await inside(exe, '总结.pdf')),
  ).rejects.toMatchObject({
    code: 'piece.wrong-kind',
  })
  await receivePackage(deps, people.filler, place, await inside(pdf, '总结.pdf'))
  const seen = await see()
  expect(seen.missing).toEqual(['letter'])
  expect(seen.pieces).toMatchObject([{ piece: 'summary', source: 'package', name: '总结.pdf' }])
})

test('a page that passes for a PDF is saved as a PDF, whatever it calls itself', async () => {
  const { deps, people } = platform
  const page = Buffer.from('%PDF-1.4\n<script>alert(1)</script>')
  for (const [given, kept] of [
    ['总结.html', '总结.html.pdf'],
    ['..\u202efdp.exe', '__fdp.exe.pdf'],
    ['a/../b\r\nc.PDF', 'a_.._b__c.PDF'],
    [`${'𠮷'.repeat(90)}.pdf`, `${'𠮷'.repeat(90)}.pdf`],
  ] as const) {
    await keepPiece(deps, people.filler, place, 'summary', given, page)
    const { name, mediaType } = await seePiece(deps, people.filler, place, 'summary')
    expect({ name, mediaType }).toEqual({ name: kept, mediaType: 'application/pdf' })
  }
})

test('a form of other answers than the package’s is refused, and both codes are said', async () => {
  const { deps, people } = platform
  await expect(keepPiece(deps, people.filler, place, 'form', '表.docx', pdf)).rejects.toMatchObject({
    code: 'piece.wrong-kind',
  })
  await upload(1)
  const { bytes: first } = await seePiece(deps, people.filler, place, 'form')
  await upload(2, { revision: 2 })
  const { mark } = await seeFiling(deps, people.filler, place, 'last')
  const found = readFormCode(first as Uint8Array)
  await expect(
    keepPiece(deps, people.filler, place, 'form', '表.docx', first as Uint8Array),
  ).rejects.toMatchObject({
    code: 'piece.other-code',
    details: { expected: mark.shortCode, found },
  })
  const { bytes: second } = await seePiece(deps, people.filler, place, 'form')
  await keepPiece(deps, people.filler, place, 'form', '表.docx', second as Uint8Array)
  expect((await see()).pieces).toMatchObject([{ piece: 'form', source: 'upload' }])
})

test('a form that the unit brings while ours is being made stays, and is what is handed in', async () => {
  const { deps, people } = platform
  await upload(1)
  await bothPapers()
  const { bytes } = await seePiece(deps, people.filler, place, 'form')
  const meanwhile = {
    ...deps,
    blobs: {
      async put(source: Uint8Array) {
        await keepPiece(deps, people.filler, place, 'form', '盖章的自查表.docx', bytes as Uint8Array)
        return deps.blobs.put(source)
      },
    } as unknown as Blobs,
  }
  const receipt = await handInSubmission(meanwhile, people.approver, place)
  expect(receipt.pieces.find(({ piece }) => piece === 'form')?.name).toBe('盖章的自查表.docx')
})

test('returned, corrected and accepted: the totals change by what was accepted', async () => {
  const { deps, people } = platform
  await upload(2)
  await bothPapers()
  await handIn()
  await expect(returnSubmission(deps, people.reviewer, place, ' ')).rejects.toMatchObject({
    code: 'review.no-reason',
  })
  const comment = await commentOn(deps, people.reviewer, place, 'systems/s0/systemName', '请写全称')
  await returnSubmission(deps, people.reviewer, place, '')
  expect(await seeComments(deps, people.filler, place)).toMatchObject([
    { says: '请写全称', row: '业务系统1' },
  ])
  platform.at('2019-06-25T02:00:00Z')
  expect(await see()).toMatchObject({ status: '退回', missing: ['package', 'form'], openComments: 1 })
  await upload(3, { revision: 2 })
  expect((await see()).missing).toEqual([])
  expect((await handIn()).revision).toBe(2)
  const { difference } = await seeFiling(deps, people.reviewer, place, 'last')
  expect(difference).toMatchObject([{ insert: 'systems', at: 2, rows: [{ id: 's2' }] }])
  await expect(acceptSubmission(deps, people.reviewer, place, '')).rejects.toMatchObject({
    code: 'review.comments-open',
  })
  await settleComment(deps, people.reviewer, place, comment.id, true)
  expect((await seeTotals(deps, people.observer, '2019')).n).toBe(0)
  await acceptSubmission(deps, people.reviewer, place, '')
  const totals = await seeTotals(deps, people.observer, '2019')
  expect(totals).toMatchObject({ n: 1, N: 3 })
  expect(totals.sums).toMatchObject({ 'sysTotal.total': 3, 'sysTotal.l2': 3, 'sysTotal.l3': 0 })
  expect(totals.byKind).toMatchObject([
    { kind: '市属高校', n: 1, N: 2 },
    { kind: '直属单位', n: 0, N: 1 },
  ])
  await expect(upload(4, { revision: 3 })).rejects.toMatchObject({ code: 'submission.handed-in' })
  await reopenSubmission(deps, people.administrator, place, '补充材料')
  expect(await see()).toMatchObject({ status: '退回' })
})

test('a decision is taken back until the unit has begun to change, and counts no more', async () => {
  const { deps, people } = platform
  await upload(2)
  await bothPapers()
  await handIn()
  const comment = await commentOn(deps, people.reviewer, place, 'unitName', '写错了地方')
  expect(await seeComments(deps, people.filler, place)).toEqual([])
  expect([(await see()).openComments, (await see('reviewer')).openComments]).toEqual([0, 1])
  await removeComment(deps, people.reviewer, place, comment.id)
  const kept = await commentOn(deps, people.reviewer, place, 'unitName', '请写全称')
  await returnSubmission(deps, people.reviewer, place, '')
  expect(await seeComments(deps, people.filler, place)).toMatchObject([{ says: '请写全称' }])
  await expect(removeComment(deps, people.reviewer, place, kept.id)).rejects.toMatchObject({
    code: 'comment.already-read',
  })
  expect((await see('reviewer')).moves).toContain('recall')
  await recallDecision(deps, people.reviewer, place, '按错了')
  expect(await see()).toMatchObject({ status: '已报送', missing: [] })
  await settleComment(deps, people.reviewer, place, kept.id, true)
  await acceptSubmission(deps, people.reviewer, place, '')
  await expect(recallDecision(deps, people.reviewer, place, '')).rejects.toMatchObject({
    code: 'permission.denied',
  })
  await recallDecision(deps, people.administrator, place, '')
  expect((await seeTotals(deps, people.observer, '2019')).n).toBe(0)
  await returnSubmission(deps, people.reviewer, place, '请补充')
  platform.at('2019-06-25T02:00:00Z')
  await upload(3, { revision: 2 })
  expect((await see('reviewer')).moves).not.toContain('recall')
  await expect(recallDecision(deps, people.reviewer, place, '')).rejects.toMatchObject({
    code: 'review.unit-began',
  })
})
