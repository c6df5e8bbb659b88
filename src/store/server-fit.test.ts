import { sql } from 'kysely'
import { expect, inject, test } from 'vitest'
import { databaseOn } from '../../test/database-server.ts'
import { connect } from './database.ts'
import { migrate } from './migrate.ts'
import { judge } from './server-fit.ts'

test('a server that is older than we know is refused by its version', () => {
  judge({ version: 150_000, encoding: 'UTF8' })
  judge({ version: 180_001, encoding: 'UTF8' })
  expect(() => judge({ version: 140_021, encoding: 'UTF8' })).toThrow('PostgreSQL 14，本程序需要 15 以上')
})

test('a database that cannot hold every character is refused, and nothing is written to it', async () => {
  const server = inject('databaseServer')
  const admin = connect(server, { size: 1 })
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  await sql
    .raw(
      `create database ${name} encoding 'EUC_CN' template template0 locale_provider libc lc_collate 'C' lc_ctype 'C'`,
    )
    .execute(admin)
  const db = connect(databaseOn(server, name), { size: 1 })
  await expect(migrate(db)).rejects.toMatchObject({ code: 'store.other-encoding' })
  const { rows } = await sql`select 1 from pg_tables where schemaname = 'public'`.execute(db)
  expect(rows).toEqual([])
  await db.destroy()
  await sql.raw(`drop database ${name}`).execute(admin)
  await admin.destroy()
})
