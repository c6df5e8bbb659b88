// One database server for a whole run of the tests, with one migrated database to copy from.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { TestProject } from 'vitest/node'
import { type Address, connect } from '../src/store/database.ts'
import { startCluster } from '../src/store/embedded/cluster.ts'
import { migrate } from '../src/store/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    databaseServer: Address
  }
}

export const template = 'zicha_template'

/** The same server, another database on it. */
export function databaseOn(server: Address, database: string): Address {
  if ('host' in server) return { ...server, database }
  const url = new URL(server.url)
  url.pathname = `/${database}`
  return { url: url.href }
}

/** On the server at TEST_DATABASE_URL, or on an embedded one that lives for this run. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL
  const server = given ? { address: { url: given }, stop: async () => {} } : await startOwn()
  const admin = connect(server.address, { size: 1 })
  await sql.raw(`drop database if exists ${template}`).execute(admin)
  await sql
    .raw(`create database ${template} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C'`)
    .execute(admin)
  const db = connect(databaseOn(server.address, template), { size: 1 })
  await migrate(db)
  await db.destroy()
  project.provide('databaseServer', server.address)
  return async () => {
    await sql.raw(`drop database if exists ${template}`).execute(admin)
    await admin.destroy()
    await server.stop()
  }
}

async function startOwn() {
  const folder = mkdtempSync(join(tmpdir(), 'zicha-test-'))
  // Nothing here has to survive a power cut.
  const settings = {
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: '200',
  }
  const cluster = await startCluster(folder, { settings })
  return {
    address: cluster.address('postgres'),
    async stop() {
      await cluster.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
