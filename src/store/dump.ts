// All rows of all tables, out and in again: each row as PostgreSQL itself writes it, whatever its version.
import { sql } from 'kysely'
import { type Db, withoutLimits } from './database.ts'

/** The steps this database has taken. */
export async function stepsTaken(db: Db): Promise<{ number: number; name: string }[]> {
  const { rows } = await sql<{
    found: string | null
  }>`select to_regclass('migration')::text as found`.execute(db)
  if (!rows[0]?.found) return []
  return db
    .selectFrom('migration')
    .select(['number', 'name'])
    .where('number', '>', 0)
    .orderBy('number')
    .execute()
}

export async function tablesOf(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and c.relname <> 'migration'
    order by c.relname`.execute(db)
  return rows.map(({ name }) => name)
}

export async function isEmpty(db: Db): Promise<boolean> {
  for (const table of await tablesOf(db)) {
    const { rows } = await sql`select 1 from ${sql.id(table)} limit 1`.execute(db)
    if (rows.length > 0) return false
  }
  return true
}

/** As if nothing had ever been written. */
export async function emptyTables(db: Db): Promise<void> {
  const tables = (await tablesOf(db)).map((name) => sql.id(name))
  await sql`truncate ${sql.join(tables)}`.execute(db)
}

/** One moment for everything read inside. */
export const inSnapshot = <Result>(db: Db, work: (tx: Db) => Promise<Result>): Promise<Result> =>
  db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      await withoutLimits(tx)
      await plainNotation(tx)
      return work(tx)
    })

/** Rows may be large and many: they come by the hundred. */
export async function* dumpTable(tx: Db, table: string): AsyncGenerator<string[]> {
  await sql`declare dumped no scroll cursor for select t::text as line from ${sql.id(table)} t`.execute(tx)
  for (;;) {
    const { rows } = await sql<{ line: string }>`fetch 100 from dumped`.execute(tx)
    if (rows.length === 0) break
    yield rows.map(({ line }) => line)
  }
  await sql`close dumped`.execute(tx)
}

/** Puts rows into empty tables in one transaction, in any order of tables; what refers to what is judged at the end. */
export async function loadTables(
  db: Db,
  batches: AsyncIterable<{ table: string; rows: readonly string[] }>,
  beforeCommit: () => Promise<void>,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await withoutLimits(tx)
    await plainNotation(tx)
    const { rows: references } = await sql<{ owner: string; name: string; definition: string }>`
      select conrelid::regclass::text as owner, conname as name, pg_get_constraintdef(oid) as definition
      from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`.execute(tx)
    for (const { owner, name } of references)
      await sql`alter table ${sql.raw(owner)} drop constraint ${sql.id(name)}`.execute(tx)
    for await (const { table, rows } of batches)
      await sql`insert into ${sql.id(table)} select (line::${sql.id(table)}).* from unnest(${rows}::text[]) as line`.execute(
        tx,
      )
    for (const { owner, name, definition } of references)
      await sql`alter table ${sql.raw(owner)} add constraint ${sql.id(name)} ${sql.raw(definition)}`.execute(
        tx,
      )
    await beforeCommit()
  })
}

const plainNotation = (tx: Db) =>
  sql`select set_config(name, value, true) from (values
    ('datestyle', 'ISO, YMD'), ('intervalstyle', 'postgres'), ('timezone', 'UTC'),
    ('bytea_output', 'hex'), ('extra_float_digits', '3')) as wanted (name, value)`.execute(tx)
