import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { freshDatabase, makeDatabase } from '../../test/database.ts'
import { connect, type Db } from './database.ts'
import { inSnapshot } from './dump.ts'
import { migrate } from './migrate.ts'

let db: Db
beforeAll(async () => {
  db = await freshDatabase()
})

const one = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(db)).rows[0]

test('a count is a number, and a day is a day wherever the server stands', async () => {
  const row = await one(
    sql`select count(*) as count, 9007199254740991::bigint as most, date '2019-06-10' as day from generate_series(1, 3)`,
  )
  expect(row).toEqual({ count: 3, most: 9_007_199_254_740_991, day: '2019-06-10' })
})

test('columns are renamed, and JSON kept in them is not', async () => {
  expect(
    await one(sql`select 1 as unit_code, '{"unit_code": {"sys_total": 1}}'::jsonb as the_answers`),
  ).toEqual({
    unitCode: 1,
    theAnswers: { unit_code: { sys_total: 1 } },
  })
})

test('a statement with parameters is planned once and then known by its name', async () => {
  await db.connection().execute(async (connection) => {
    for (const number of [1, 2, 3]) await sql`select ${number}::int + 1 as next`.execute(connection)
    const { rows } = await sql<{ times: number }>`
      select (generic_plans + custom_plans)::int as times from pg_prepared_statements where statement like 'select $1::int + 1%'`.execute(
      connection,
    )
    expect(rows).toEqual([{ times: 3 }])
  })
})

test('several statements without parameters may still be sent at once', async () => {
  await sql`create temporary table pear (id int); drop table pear`.execute(db)
})

test('a failed transaction leaves nothing', async () => {
  const refused = db.transaction().execute(async (tx) => {
    await sql`create table apple (id int)`.execute(tx)
    throw new Error('no')
  })
  await expect(refused).rejects.toThrow('no')
  expect(await one(sql`select to_regclass('apple') as apple`)).toEqual({ apple: null })
})

test('a server gives up on what takes too long; steps and dumps take their time', async () => {
  const { address, drop } = await makeDatabase()
  const limited = connect(address, { limits: { statementMs: 500, lockMs: 200, idleMs: 500 } })
  const long = sql`select pg_sleep(1)`
  const slow = { number: 1, name: 'slow', sql: 'select pg_sleep(1); create table apple (id int)' }
  try {
    expect(await migrate(limited, [slow])).toEqual([slow])
    await expect(long.execute(limited)).rejects.toMatchObject({ code: '57014' })
    await inSnapshot(limited, (tx) => long.execute(tx))
    const held = limited.transaction().execute(async (tx) => {
      await sql`lock table apple`.execute(tx)
      await expect(sql`select * from apple`.execute(limited)).rejects.toMatchObject({ code: '55P03' })
      await new Promise((resolve) => setTimeout(resolve, 1000))
      await sql`select 1`.execute(tx)
    })
    await expect(held).rejects.toThrow()
    await sql`select * from apple`.execute(limited)
  } finally {
    await limited.destroy()
    await drop()
  }
})
