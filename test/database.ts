import { sql } from 'kysely'
import { afterAll, inject } from 'vitest'
import { type Address, type ConnectOptions, connect, type Db } from '../src/store/database.ts'
import { databaseOn, template } from './database-server.ts'

/** An empty, migrated database for this test file alone; gone when the file is done. */
export async function freshDatabase(options: ConnectOptions = {}): Promise<Db> {
  const { address, drop } = await makeDatabase(template)
  const db = connect(address, options)
  afterAll(async () => {
    await db.destroy()
    await drop()
  })
  return db
}

/** An address of an own database: a copy of `from`, or without one nothing at all, not even migrated. */
export async function makeDatabase(
  from = 'template0',
): Promise<{ address: Address; drop: () => Promise<void> }> {
  const server = inject('databaseServer')
  const admin = connect(server, { size: 1 })
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`
  await sql.raw(`create database ${name} template ${from}`).execute(admin)
  return {
    address: databaseOn(server, name),
    async drop() {
      await sql.raw(`drop database ${name} with (force)`).execute(admin)
      await admin.destroy()
    },
  }
}
