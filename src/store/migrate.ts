import { sql } from 'kysely'
import { Problem } from '../domain/problem.ts'
import { type Db, withoutLimits } from './database.ts'
import { migrations } from './migrations/all.ts'
import type { Migration } from './migrations/migration.ts'
import { demandFit } from './server-fit.ts'

/** Brings the database up to this program, and says which steps it took. Safe when several start at once. */
export async function migrate(
  db: Db,
  steps: readonly Migration[] = migrations,
): Promise<readonly Migration[]> {
  await demandFit(db)
  await layTable(db)
  const taken: Migration[] = []
  for (;;) {
    const step = await takeNext(db, steps)
    if (!step) return taken
    taken.push(step)
  }
}

async function layTable(db: Db): Promise<void> {
  // Two first starts may both see no table; the loser of that race finds it made.
  for (let again = 3; ; again--)
    try {
      await sql`
        create table if not exists migration (
          number integer primary key,
          name text not null,
          applied_at timestamptz not null default now()
        )`.execute(db)
      // Row 0 is the lock: whoever holds it migrates, the others wait and then find nothing left to do.
      await sql`insert into migration (number, name) values (0, 'lock') on conflict do nothing`.execute(db)
      return
    } catch (error) {
      if (again === 0 || !raced.has((error as { code?: string }).code ?? '')) throw error
    }
}

const raced = new Set(['23505', '42P07', '42710'])

async function takeNext(db: Db, steps: readonly Migration[]): Promise<Migration | undefined> {
  return db.transaction().execute(async (tx) => {
    await withoutLimits(tx)
    await tx
      .selectFrom('migration')
      .select('number')
      .where('number', '=', 0)
      .forUpdate()
      .executeTakeFirstOrThrow()
    const done = await tx
      .selectFrom('migration')
      .select(['number', 'name'])
      .where('number', '>', 0)
      .orderBy('number')
      .execute()
    for (const [index, { number, name }] of done.entries()) {
      const step = steps[index]
      if (!step) throw newer(number, name, steps)
      if (step.number !== number || step.name !== name) throw other(number, name, step)
    }
    const next = steps[done.length]
    if (!next) return undefined
    await sql.raw(next.sql).execute(tx)
    await next.convert?.(tx)
    await tx.insertInto('migration').values({ number: next.number, name: next.name }).execute()
    return next
  })
}

const newer = (number: number, name: string, steps: readonly Migration[]) =>
  new Problem(
    'conflict',
    'store.newer-database',
    `数据库已由较新版本的程序升级到第 ${number} 步（${name}），本程序只到第 ${steps.length} 步：请改用较新版本的程序，不要降级运行`,
    { found: number, known: steps.length },
  )

const other = (number: number, name: string, step: Migration) =>
  new Problem(
    'conflict',
    'store.other-database',
    `数据库第 ${number} 步是“${name}”，本程序的是“${step.name}”：这不是本程序的数据库，请检查 DATABASE_URL 或 DATA_DIR`,
    { found: name, expected: step.name },
  )
