import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { freshDatabase, makeDatabase } from '../../test/database.ts'
import { openUnder, sealUnder } from '../sealing/passphrase-seal.ts'
import { vaultUnder } from '../sealing/rows.ts'
import { connect, type Db } from '../store/database.ts'
import { dumpTable, inSnapshot, stepsTaken, tablesOf } from '../store/dump.ts'
import { migrate } from '../store/migrate.ts'
import { migrations } from '../store/migrations/all.ts'
import { listTrail } from '../store/trail.ts'
import { withVault } from '../store/vault.ts'
import { backUp, type Kept } from './back-up.ts'
import { restore } from './restore.ts'

const folders: string[] = []
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'zicha-backup-'))
  folders.push(folder)
  return folder
}
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const blobs = [randomBytes(300_000), Buffer.from('盖章的承诺书'), Buffer.alloc(0)]
let db: Db
let path: string
let file: string
let keyFile: string
const passphrase = '搬家用的备份口令 2019'

beforeAll(async () => {
  db = await freshDatabase()
  path = newFolder()
  file = join(newFolder(), 'one.zcb')
  await fill(db)
  for (const blob of blobs) {
    const name = createHash('sha256').update(blob).digest('hex')
    mkdirSync(join(path, 'blobs', name.slice(0, 2)), { recursive: true })
    writeFileSync(join(path, 'blobs', name.slice(0, 2), name.slice(2)), blob)
  }
  keyFile = join(path, 'master.key')
  writeFileSync(keyFile, `${'ab'.repeat(32)}\n`, { mode: 0o600 })
  mkdirSync(join(path, 'postgres'))
  writeFileSync(join(path, 'postgres', 'PG_VERSION'), '18')
  await backUp({ db, path, keyFile }, file, passphrase, '0.0.0', new Date())
})

/** Rows that are hard to carry: references among tables, JSON nulls, quotes, line ends, long ones, many. */
async function fill(into: Db): Promise<void> {
  await sql`insert into setting (key, value) values
    ('authority', '"市教委"'), ('nothing', 'null'), ('odd', ${JSON.stringify({ 'a"b': '一\n二\\三,()', n: 1e21, none: null })})`.execute(
    into,
  )
  await sql`insert into unit (code, name, kind, created_at)
    select 'U' || n, '大学（' || n || '）"甲"', '市属高校', '2019-05-20 08:00:00.123456+08' from generate_series(1, 2500) n`.execute(
    into,
  )
  await sql`insert into account (id, username, name, role, unit_code, password_hash, must_change_password, created_at)
    values ('a', 'zhang', '张老师', 'filler', 'U7', 'x', false, now())`.execute(into)
  await sql`insert into setting (key, value) values ('long', to_jsonb(repeat('长', 3000000)))`.execute(into)
}

const content = (of: Db) =>
  inSnapshot(of, async (tx) => {
    const all: Record<string, string[]> = {}
    for (const table of await tablesOf(tx)) {
      all[table] = []
      for await (const rows of dumpTable(tx, table)) all[table].push(...rows)
      all[table].sort()
    }
    return all
  })

const filesIn = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((name) => [
        name.slice(folder.length + 1),
        createHash('sha256').update(readFileSync(name)).digest('hex'),
      ]),
  )

async function restored(from: string, keyFile?: string): Promise<Kept> {
  const { address, drop } = await makeDatabase()
  const path = newFolder()
  const kept = { db: connect(address), path, keyFile: keyFile ?? join(path, 'master.key') }
  try {
    await restore(kept, from, passphrase)
    return kept
  } finally {
    afterAll(async () => {
      await kept.db.destroy()
      await drop()
    })
  }
}

async function whole(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}
async function* once(bytes: Uint8Array) {
  yield bytes
}
const unsealed = async () => gunzipSync(await whole(openUnder(passphrase, once(readFileSync(file)))))

function written(bytes: Uint8Array): string {
  const changed = join(newFolder(), 'changed.zcb')
  writeFileSync(changed, bytes)
  return changed
}

/** A file with one thing changed in what it holds, by somebody who knows the passphrase. */
const altered = async (change: (tar: Buffer) => Buffer): Promise<string> =>
  written(await whole(sealUnder(passphrase, once(gzipSync(change(await unsealed()))))))

/** A file changed by somebody who does not. */
const meddled = async (change: (sealed: Buffer) => Buffer): Promise<string> =>
  written(change(readFileSync(file)))

test('an empty installation gets back every row and every file, as they were', async () => {
  const other = await restored(file)
  expect(await content(other.db)).toEqual(await content(db))
  const { 'postgres/PG_VERSION': _, ...files } = filesIn(path)
  expect(filesIn(other.path)).toEqual(files)
  expect((await stepsTaken(other.db)).length).toBe(migrations.length)
})

test('what refers to what is judged again in the restored database', async () => {
  const other = await restored(file)
  await expect(sql`delete from unit where code = 'U7'`.execute(other.db)).rejects.toMatchObject({
    code: '23503',
  })
})

test('the file is for its owner alone, is not written over, and leaves nothing half done', async () => {
  expect(statSync(file).mode & 0o077).toBe(0)
  await expect(backUp({ db, path, keyFile }, file, passphrase, '0.0.0', new Date())).rejects.toMatchObject({
    code: 'backup.exists',
  })
  expect(readdirSync(join(file, '..'))).toEqual(['one.zcb'])
})

test('what is not of the installation stays out, were it an earlier backup', async () => {
  writeFileSync(join(path, '说明.txt'), '不是我们的')
  await backUp({ db, path, keyFile }, join(path, 'one.zcb'), passphrase, '0.0.0', new Date())
  await backUp({ db, path, keyFile }, join(path, 'two.zcb'), passphrase, '0.0.0', new Date())
  expect(Object.keys(filesIn((await restored(join(path, 'two.zcb'))).path)).toSorted()).toEqual(
    Object.keys(filesIn((await restored(file)).path)).toSorted(),
  )
  for (const name of ['说明.txt', 'one.zcb', 'two.zcb']) rmSync(join(path, name))
})

const late = 'f'.repeat(64)

/** A backup of these rows during which the last of its files goes. */
async function backUpWhileOneGoes(of: Db) {
  const path = newFolder()
  const [first, last] = [join(path, 'blobs/00/large'), join(path, 'blobs', late.slice(0, 2), late.slice(2))]
  for (const name of [first, last]) mkdirSync(join(name, '..'), { recursive: true })
  writeFileSync(first, randomBytes(40_000_000))
  writeFileSync(last, 'soon gone')
  const target = join(newFolder(), 'three.zcb')
  const made = backUp({ db: of, path, keyFile }, target, passphrase, '0.0.0', new Date())
  const written = () => statSync(`${target}.partial`, { throwIfNoEntry: false })?.size ?? 0
  await vi.waitUntil(() => written() > 1_000_000, { timeout: 20_000, interval: 5 })
  rmSync(last)
  return made
}

test('a file that a refused upload takes back meanwhile is not missed', async () => {
  expect(await backUpWhileOneGoes(db)).toMatchObject({ files: 2 })
})

test('a file that the rows name may not go meanwhile: the backup says so and is none', async () => {
  const named = await freshDatabase()
  await sql`insert into unit (code, name, kind, created_at) values ('U1', '大学', '市属高校', now())`.execute(
    named,
  )
  await sql`insert into campaign values
    ('2019', '自查', 2019, '市教委', 'f', '', '[]', '2019-05-20', '2019-06-10', '2019-06-20', '', '[]', now())`.execute(
    named,
  )
  await sql`insert into submission (campaign_id, unit_code, state) values ('2019', 'U1', 'filling')`.execute(
    named,
  )
  await sql`insert into attachment values ('2019', 'U1', ${late}, 9)`.execute(named)
  await expect(backUpWhileOneGoes(named)).rejects.toMatchObject({ code: 'backup.changed' })
})

test('where nothing was ever kept, there is nothing to back up', async () => {
  const { address, drop } = await makeDatabase()
  const empty = connect(address)
  const kept = { db: empty, path: newFolder(), keyFile }
  const backup = backUp(kept, join(newFolder(), 'none.zcb'), passphrase, '0.0.0', new Date())
  await expect(backup).rejects.toMatchObject({ code: 'backup.nothing' })
  await empty.destroy()
  await drop()
})

test('without the passphrase nothing can be read in it; with it, any tool can look into it', async () => {
  const names = new Set<string>()
  const tar = await unsealed()
  for (const words of ['ab'.repeat(32), 'manifest.json', '盖章']) {
    expect(tar.includes(words)).toBe(true)
    expect(readFileSync(file).includes(words)).toBe(false)
  }
  expect(tar.toString('latin1', 257, 262)).toBe('ustar')
  for (let at = 0; at < tar.length; at += 512)
    if (tar.toString('latin1', at + 257, at + 262) === 'ustar')
      names.add(tar.toString('latin1', at, at + 100).replace(/\0+$/, ''))
  expect(names).toContain('rows/unit/000001.jsonl')
  expect(names).toContain('files/master.key')
})

test('an installation that has something is refused, and keeps it', async () => {
  const other = await restored(file)
  await expect(restore(other, file, passphrase)).rejects.toMatchObject({ code: 'backup.not-empty' })
  expect(await content(other.db)).toEqual(await content(db))
  const used = newFolder()
  writeFileSync(join(used, 'master.key'), 'of another')
  await expect(restore({ ...other, path: used }, file, passphrase)).rejects.toMatchObject({
    code: 'backup.not-empty',
  })
})

const flipped = (sealed: Buffer, at: number) => {
  sealed[at]! ^= 1
  return sealed
}

const swap = (tar: Buffer, from: string, to: string) => {
  const at = tar.indexOf(from)
  expect(at).toBeGreaterThan(0)
  return Buffer.concat([tar.subarray(0, at), Buffer.from(to), tar.subarray(at + Buffer.byteLength(from))])
}

test.each<[string, string, () => Promise<string>]>([
  ['a bit changed in the sealed file', 'backup.damaged', () => meddled((sealed) => flipped(sealed, 200_000))],
  [
    'a bit changed in its beginning',
    'backup.wrong-passphrase',
    () => meddled((sealed) => flipped(sealed, 20)),
  ],
  ['the sealed file cut off', 'backup.damaged', () => meddled((sealed) => sealed.subarray(0, 200_000))],
  ['its last byte cut off', 'backup.damaged', () => meddled((sealed) => sealed.subarray(0, -1))],
  ['something put after it', 'backup.damaged', () => meddled((sealed) => Buffer.concat([sealed, sealed]))],
  ['an archive that nobody sealed', 'backup.not-sealed', async () => written(gzipSync(await unsealed()))],
  ['cut off', 'backup.damaged', () => altered((tar) => tar.subarray(0, tar.length / 2))],
  [
    'cut off between two entries',
    'backup.damaged',
    () => altered((tar) => tar.subarray(0, tar.indexOf('seal.json'))),
  ],
  ['a letter changed in a row', 'backup.damaged', () => altered((tar) => swap(tar, '张老师', '李老师'))],
  ['a letter changed in a file', 'backup.damaged', () => altered((tar) => swap(tar, '盖章', '签章'))],
  ['not an archive at all', 'backup.damaged', () => altered(() => randomBytes(5000))],
  ['a newer format', 'backup.newer', () => altered((tar) => swap(tar, '"format":1', '"format":2'))],
  [
    'a step this program does not know',
    'backup.newer',
    () => altered((tar) => swap(tar, migrations[0]!.name, 'x'.repeat(migrations[0]!.name.length))),
  ],
  ['no such file', 'backup.no-file', async () => join(tmpdir(), 'nothing.zcb')],
])('%s: refused by name, and nothing is changed', async (_, code, make) => {
  const { address, drop } = await makeDatabase()
  const path = newFolder()
  const kept = { db: connect(address), path, keyFile: join(path, 'master.key') }
  await expect(restore(kept, await make(), passphrase)).rejects.toMatchObject({ code })
  expect(readdirSync(kept.path)).toEqual([])
  expect(await tablesOf(kept.db)).toEqual([])
  await kept.db.destroy()
  await drop()
})

test('another passphrase, and one too short to be any, are refused by name, and nothing is changed', async () => {
  const { address, drop } = await makeDatabase()
  const path = newFolder()
  const kept = { db: connect(address), path, keyFile: join(path, 'master.key') }
  await expect(restore(kept, file, `${passphrase}!`)).rejects.toMatchObject({
    code: 'backup.wrong-passphrase',
  })
  expect(readdirSync(path)).toEqual([])
  expect(await tablesOf(kept.db)).toEqual([])
  const short = join(newFolder(), 'short.zcb')
  const backup = backUp({ ...kept, db, keyFile }, short, 'zicha', '0.0.0', new Date())
  await expect(backup).rejects.toMatchObject({ code: 'backup.short-passphrase' })
  await kept.db.destroy()
  await drop()
})

test('a key that lies elsewhere is in the backup, goes elsewhere again, and never over another', async () => {
  const elsewhere = join(newFolder(), 'key')
  writeFileSync(elsewhere, `${'cd'.repeat(32)}\n`)
  const moved = join(newFolder(), 'moved.zcb')
  await backUp({ db, path, keyFile: elsewhere }, moved, passphrase, '0.0.0', new Date())
  const place = join(newFolder(), 'key')
  const other = await restored(moved, place)
  expect(readFileSync(place, 'utf8')).toBe(readFileSync(elsewhere, 'utf8'))
  expect(statSync(place).mode & 0o077).toBe(0)
  expect(Object.keys(filesIn(other.path))).not.toContain('master.key')
  await expect(restored(file, place)).rejects.toMatchObject({ code: 'backup.other-key' })
  expect(readFileSync(place, 'utf8')).toBe(readFileSync(elsewhere, 'utf8'))
})

test('a backup of the first form of the database is locked on its way in', async () => {
  const { address, drop } = await makeDatabase()
  const old = connect(address)
  await migrate(old, migrations.slice(0, 1))
  await sql`insert into trail (id, happened_at, done_by, verb, details) values ('t', now(), '李审核', 'comment.made', '{"says": "弱口令"}')`.execute(
    old,
  )
  const early = join(newFolder(), 'early.zcb')
  await backUp({ db: old, path: newFolder(), keyFile }, early, passphrase, '0.0.0', new Date())
  const other = await restored(early)
  expect(JSON.stringify(await content(other.db))).not.toContain('弱口令')
  const vault = vaultUnder(new Uint8Array(Buffer.from('ab'.repeat(32), 'hex')))
  const { rows } = await listTrail(withVault(other.db, vault), {}, 1, 9)
  expect(rows).toMatchObject([{ details: { says: '弱口令' } }])
  await old.destroy()
  await drop()
})
