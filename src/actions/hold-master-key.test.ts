import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { freshDatabase, makeDatabase } from '../../test/database.ts'
import { connect } from '../store/database.ts'
import { migrate } from '../store/migrate.ts'
import { migrations } from '../store/migrations/all.ts'
import { makeCommissionKeys } from './commission-keys.ts'
import { holdMasterKey, keepProof } from './hold-master-key.ts'

const db = await freshDatabase()
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true })
})

let folder: string
let file: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zicha-key-'))
  folders.push(folder)
  file = join(folder, 'key')
  await db.deleteFrom('setting').execute()
})

const other = 'ab'.repeat(32)

test('the first start makes the key, for its owner alone, and every later one has the same', async () => {
  const key = await holdMasterKey(db, file)
  expect(key).toHaveLength(32)
  expect(statSync(file).mode & 0o077).toBe(0)
  await keepProof(db, key)
  expect(await holdMasterKey(db, file)).toEqual(key)
  expect(readdirSync(folder)).toEqual(['key'])
})

test('where something is locked already, a missing key is refused by name and no other is made', async () => {
  await keepProof(db, await holdMasterKey(db, file))
  rmSync(file)
  await expect(holdMasterKey(db, file)).rejects.toMatchObject({ code: 'store.missing-master-key' })
  expect(readdirSync(folder)).toEqual([])
})

test('the key of another installation is refused by name', async () => {
  await keepProof(db, await holdMasterKey(db, file))
  writeFileSync(file, other)
  await expect(holdMasterKey(db, file)).rejects.toMatchObject({ code: 'store.wrong-master-key' })
  expect(readFileSync(file, 'utf8')).toBe(other)
})

test('a database that never kept a proof knows its key by the commission’s keys, before any step is taken', async () => {
  const { address, drop } = await makeDatabase()
  const old = connect(address)
  await migrate(old, migrations.slice(0, 1))
  const masterKey = new Uint8Array(Buffer.from(other, 'hex'))
  await (await makeCommissionKeys({ masterKey, now: () => new Date() })).keep(old)
  await expect(holdMasterKey(old, file)).rejects.toMatchObject({ code: 'store.missing-master-key' })
  writeFileSync(file, 'cd'.repeat(32))
  await expect(holdMasterKey(old, file)).rejects.toMatchObject({ code: 'store.wrong-master-key' })
  writeFileSync(file, `${other}\n`)
  expect(await holdMasterKey(old, file)).toEqual(masterKey)
  await old.destroy()
  await drop()
})

test.each(['', 'short', `${other}00`, 'z'.repeat(64)])('“%s” is no key', async (text) => {
  writeFileSync(file, text)
  await expect(holdMasterKey(db, file)).rejects.toMatchObject({ code: 'store.broken-master-key' })
})

test('a place that is not there, or is a folder, is said so', async () => {
  const nowhere = join(folder, 'no', 'key')
  await expect(holdMasterKey(db, nowhere)).rejects.toMatchObject({ code: 'store.unwritable-master-key' })
  await expect(holdMasterKey(db, folder)).rejects.toMatchObject({ code: 'store.unreadable-master-key' })
})
