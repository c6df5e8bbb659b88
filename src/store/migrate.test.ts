import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { makeDatabase } from '../../test/database.ts'
import { connect, type Db } from './database.ts'
import { migrate } from './migrate.ts'

const first = { number: 1, name: 'first', sql: 'create table apple (id int); insert into apple values (1)' }
const second = { number: 2, name: 'second', sql: 'alter table apple add column colour text' }

let db: Db
let end: () => Promise<void>
beforeAll(async () => {
  const { address, drop } = await makeDatabase()
  db = connect(address)
  end = async () => {
    await db.destroy()
    await drop()
  }
})
afterAll(() => end())
beforeEach(() => sql`drop schema public cascade; create schema public`.execute(db))

const numbers = (steps: readonly { number: number }[]) => steps.map(({ number }) => number)

test('an empty database takes every step once, in order', async () => {
  expect(numbers(await migrate(db, [first, second]))).toEqual([1, 2])
  expect(await migrate(db, [first, second])).toEqual([])
  const { rows } = await sql`select id, colour from apple`.execute(db)
  expect(rows).toEqual([{ id: 1, colour: null }])
})

test('several programs starting at once take each step once between them', async () => {
  const taken = await Promise.all([1, 2, 3, 4].map(() => migrate(db, [first, second])))
  expect(taken.flatMap(numbers).toSorted()).toEqual([1, 2])
})

test('a step that fails leaves nothing of itself and all that came before', async () => {
  const broken = { number: 2, name: 'broken', sql: 'create table pear (id int); select nonsense' }
  await expect(migrate(db, [first, broken])).rejects.toThrow('nonsense')
  const { rows } = await sql<{
    pear: string
  }>`select to_regclass('pear') as pear, (select count(*) from apple) as apples`.execute(db)
  expect(rows).toEqual([{ pear: null, apples: 1 }])
  expect(numbers(await migrate(db, [first, second]))).toEqual([2])
})

test('a database that a newer program has migrated is refused', async () => {
  await migrate(db, [first, second])
  await expect(migrate(db, [first])).rejects.toMatchObject({ code: 'store.newer-database' })
})

test('a database of another program is refused', async () => {
  await migrate(db, [{ ...first, name: 'strange' }])
  await expect(migrate(db, [first])).rejects.toMatchObject({ code: 'store.other-database' })
})
