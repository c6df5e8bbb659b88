import { sql } from 'kysely'
import { Problem } from '../domain/problem.ts'
import type { Db } from './database.ts'

const oldestMajor = 15

interface Server {
  /** As PostgreSQL counts: 150004 is 15.4. */
  readonly version: number
  readonly encoding: string
}

/** What a database somewhere else must be like before anything is written to it. */
export async function demandFit(db: Db): Promise<void> {
  const { rows } = await sql<Server>`
    select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`.execute(
    db,
  )
  for (const server of rows) judge(server)
}

export function judge({ version, encoding }: Server): void {
  const major = Math.floor(version / 10_000)
  if (major < oldestMajor) throw tooOld(major)
  if (encoding !== 'UTF8') throw otherEncoding(encoding)
}

const tooOld = (found: number) =>
  new Problem(
    'conflict',
    'store.old-server',
    `数据库服务器是 PostgreSQL ${found}，本程序需要 ${oldestMajor} 以上：请升级，或在 DATABASE_URL 中改用另一台，或不设 DATABASE_URL 使用内置数据库`,
    { found, expected: oldestMajor },
  )

const otherEncoding = (found: string) =>
  new Problem(
    'conflict',
    'store.other-encoding',
    `数据库的编码是 ${found}，存不下所有汉字：请以 create database 库名 encoding 'UTF8' template template0 另建一个，再写入 DATABASE_URL`,
    { found, expected: 'UTF8' },
  )
