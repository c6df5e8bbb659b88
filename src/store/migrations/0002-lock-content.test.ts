import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeDatabase } from '../../../test/database.ts'
import { vaultUnder } from '../../sealing/rows.ts'
import { listComments } from '../comments.ts'
import { connect, type Db } from '../database.ts'
import { getDraft } from '../drafts.ts'
import { dumpTable, inSnapshot, tablesOf } from '../dump.ts'
import { migrate } from '../migrate.ts'
import { getContent } from '../packages.ts'
import { listPieces } from '../pieces.ts'
import { listReceipts } from '../receipts.ts'
import { getSubmission } from '../submissions.ts'
import { listTrail } from '../trail.ts'
import { unlockJson, withVault } from '../vault.ts'
import { migrations } from './all.ts'

const vault = vaultUnder(crypto.getRandomValues(new Uint8Array(32)))

let bare: Db
let db: Db
beforeAll(async () => {
  const { address, drop } = await makeDatabase()
  bare = connect(address)
  db = withVault(bare, vault)
  afterAll(async () => {
    await bare.destroy()
    await drop()
  })
  await migrate(bare, migrations.slice(0, 1))
  await fill(bare)
})

/** A database of the first step, as it stood on disks; 密 is in all that must not be read there. */
async function fill(old: Db): Promise<void> {
  await sql`
    insert into campaign values ('2019', '自查', 2019, '市教委', 'BJEDU2019', '', '[]', '2019-05-20', '2019-06-10',
      '2019-06-20', '', '[]', now());
    insert into unit (code, name, kind, created_at) select 'U' || n, '大学' || n, '市属高校', now() from generate_series(1, 250) n;
    insert into submission (campaign_id, unit_code, state, revision, reason)
      select '2019', code, 'returned', 1, case when code = 'U2' then '' else '密：未设口令 ' || code end from unit;
    insert into draft (campaign_id, unit_code, version, filing, edited, changed_at, changed_by)
      select '2019', code, 3, jsonb_build_object('answers', jsonb_build_object('unitName', '密' || code)), true, now(), '' from unit;
    insert into draft_kept (campaign_id, unit_code, version, filing, changed_at, changed_by)
      values ('2019', 'U1', 2, '{"answers": {"unitName": "密 2"}}', now(), '');
    insert into package (campaign_id, unit_code, number, revision, digest, content_digest, size, sealed_at, blob, signer,
      received_at, received_by, submitted_as, filing, remarks, warnings, hints)
      values ('2019', 'U1', 1, 1, 'd', 'c', 1, now(), 'b', 's', now(), '', 1,
        '{"tables": {"systems": [{"id": "s1", "cells": {"systemName": "密"}}]}}', '[{"says": "密"}]', 1, 0);
    insert into piece values ('2019', 'U1', 1, 'summary', '密.pdf', 'application/pdf', 1, 'x', 'upload', now(), '');
    insert into comment values ('2019', 'U1', 'c1', 'systems/s1/密', '密：没有备份', 1, '李审核', now());
    insert into receipt values ('2019', 'U1', 1, 'R1', 1, '{"pieces": ["密.pdf"]}', now());
    insert into trail (id, happened_at, done_by, verb, unit_code, details)
      values ('t1', now(), '李审核', 'comment.made', 'U1', '{"says": "密"}')`.execute(old)
}

const dump = (of: Db) =>
  inSnapshot(of, async (tx) => {
    let all = ''
    for (const table of await tablesOf(tx))
      for await (const rows of dumpTable(tx, table)) all += rows.join('\n')
    return all
  })

test('what lay open in the first form of the database is locked, and reads as before', async () => {
  expect(await dump(bare)).toContain('密')
  await migrate(db)
  expect(await dump(bare)).not.toContain('密')
  const here = ['2019', 'U1'] as const
  expect(await getDraft(db, '2019', 'U250')).toMatchObject({
    version: 3,
    filing: { answers: { unitName: '密U250' } },
  })
  expect(await getContent(db, ...here, 1)).toEqual({
    filing: { tables: { systems: [{ id: 's1', cells: { systemName: '密' } }] } },
    remarks: [{ says: '密' }],
  })
  expect(await listComments(db, ...here)).toMatchObject([{ at: 'systems/s1/密', says: '密：没有备份' }])
  expect((await getSubmission(db, ...here)).reason).toBe('密：未设口令 U1')
  expect((await getSubmission(db, '2019', 'U2')).reason).toBe('')
  expect(await listPieces(db, ...here, 1)).toMatchObject([{ name: '密.pdf' }])
  expect(await listReceipts(db, ...here)).toMatchObject([{ content: { pieces: ['密.pdf'] } }])
  expect((await listTrail(db, {}, 1, 9)).rows).toMatchObject([{ details: { says: '密' } }])
  const aside = await db.selectFrom('draftKept').select('filing').executeTakeFirstOrThrow()
  expect(unlockJson(db, ['draft_kept', 'filing', ...here, 2], aside.filing)).toEqual({
    answers: { unitName: '密 2' },
  })
})

test('a value that somebody put into the row of another unit is refused by name', async () => {
  await sql`update draft set filing = (select filing from draft where unit_code = 'U1') where unit_code = 'U3'`.execute(
    db,
  )
  await expect(getDraft(db, '2019', 'U3')).rejects.toMatchObject({ code: 'at-rest.row-damaged' })
  await expect(getDraft(db, '2019', 'U1')).resolves.toMatchObject({ version: 3 })
})
