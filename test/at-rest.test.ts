// What lies on the disk of an installation that people have worked with, read by somebody who has no key.
import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { adoptPackage, patchDraft, putAttachment, seeDraft } from '../src/actions/edit-draft.ts'
import { handInSubmission } from '../src/actions/hand-in.ts'
import { keepPiece } from '../src/actions/keep-piece.ts'
import { revokeKey } from '../src/actions/manage-keys.ts'
import { receivePackage } from '../src/actions/receive-package.ts'
import { commentOn, returnSubmission } from '../src/actions/review-submission.ts'
import { openDataFolder } from '../src/store/data-folder.ts'
import type { Db } from '../src/store/database.ts'
import { dumpTable, inSnapshot, tablesOf } from '../src/store/dump.ts'
import { makeMasterKey } from '../src/store/master-key.ts'
import { migrate } from '../src/store/migrate.ts'
import { bnu, campaign, fillPlatform, type Platform } from './platform.ts'

const folder = mkdtempSync(join(tmpdir(), 'zicha-at-rest-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const telltales = {
  draft: 'TELLTALE-draft-财务系统弱口令',
  aside: 'TELLTALE-aside-三年未测评',
  filing: 'TELLTALE-filing-202.112.80.7',
  explanation: 'TELLTALE-explanation-没有备份',
  attachment: 'TELLTALE-attachment-漏洞扫描报告',
  content: 'TELLTALE-content-高危漏洞十二个',
  piece: 'TELLTALE-piece-整改清单',
  comment: 'TELLTALE-comment-日志只留一个月',
  reason: 'TELLTALE-reason-防火墙未开启',
  key: 'TELLTALE-key-口令贴在屏幕上',
}

const place = { campaignId: campaign.id, unitCode: bnu.code }
const set = (key: string, was: string | null, now: string) => ({ set: 'answers' as const, key, was, now })

let dumped = ''
let searched = ''

beforeAll(async () => {
  const data = await openDataFolder({ path: folder, databaseUrl: '' })
  try {
    await migrate(data.db)
    const platform = await fillPlatform(data.db, join(folder, 'blobs'), makeMasterKey(data.keyFile))
    await work(platform)
    dumped = await dump(data.db)
    await sql`checkpoint`.execute(data.db)
    searched = everyByteUnder(folder)
  } finally {
    await data.close()
  }
  searched += everyByteUnder(folder)
}, 120_000)

async function work({ deps, people, filing, seal }: Platform): Promise<void> {
  const { filler, approver, reviewer, administrator } = people
  const bytes = new TextEncoder().encode(`%PDF-1.4 ${telltales.content}`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  await patchDraft(deps, filler, place, 0, [set('unitName', null, telltales.aside)])
  await putAttachment(deps, filler, place, sha256, bytes)
  const named = {
    name: `${telltales.attachment}.pdf`,
    mediaType: 'application/pdf',
    size: bytes.length,
    sha256,
  }
  const typed = {
    ...filing(bnu.code, 3),
    marks: { unitName: telltales.filing },
    explanations: { 'some.rule unitName': telltales.explanation },
    attachments: { a1: named },
  }
  await receivePackage(deps, filler, place, await seal(typed, { attachments: new Map([[sha256, bytes]]) }))
  await adoptPackage(deps, filler, place, 1, 1)
  for (const piece of ['summary', 'letter'] as const)
    await keepPiece(deps, filler, place, piece, `${telltales.piece}.pdf`, bytes)
  await handInSubmission(deps, approver, place)
  await commentOn(deps, reviewer, place, 'unitName', telltales.comment)
  await returnSubmission(deps, reviewer, place, telltales.reason)
  const { version, filing: stands } = await seeDraft(deps, filler, place)
  const was = stands.answers.unitName as string
  await patchDraft(deps, filler, place, version, [set('unitName', was, telltales.draft)])
  const { fingerprint } = await deps.db
    .selectFrom('signingKey')
    .select('fingerprint')
    .where('unitCode', '=', bnu.code)
    .executeTakeFirstOrThrow()
  await revokeKey(deps, administrator, place, fingerprint, telltales.key)
}

const dump = (db: Db) =>
  inSnapshot(db, async (tx) => {
    let all = ''
    for (const table of await tablesOf(tx))
      for await (const rows of dumpTable(tx, table)) all += rows.join('\n')
    return all
  })

const everyByteUnder = (path: string): string =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString('latin1'))
    .join('\n')

const asBytes = (text: string) => Buffer.from(text).toString('latin1')

test.each(Object.entries(telltales))(
  '%s: neither in a full dump of the database nor anywhere on the disk',
  (_, words) => {
    expect(dumped.includes(words)).toBe(false)
    expect(searched.includes(asBytes(words))).toBe(false)
    // The Latin beginning would show even where the Chinese were written in another encoding.
    expect(searched.includes(words.slice(0, 12))).toBe(false)
  },
)

test('the search sees what does lie open: names of units and people, states and deeds', () => {
  for (const words of [bnu.name, '李审核', 'submission.returned']) {
    expect(dumped.includes(words)).toBe(true)
    expect(searched.includes(asBytes(words))).toBe(true)
  }
})
