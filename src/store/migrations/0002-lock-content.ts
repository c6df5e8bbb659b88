import { sql } from 'kysely'
import type { Db } from '../database.ts'
import { lockJson } from '../vault.ts'
import type { Migration } from './migration.ts'

interface Content {
  readonly table: string
  readonly key: readonly string[]
  /** The column that takes its place. */
  readonly column: string
  /** What is locked, as JSON; what is null stays null. */
  readonly from: string
  readonly instead: readonly string[]
  readonly maybe?: true
}

const unit = ['campaign_id', 'unit_code']

const contents: readonly Content[] = [
  ...['draft', 'draft_kept'].map((table) => ({ table, key: [...unit, 'version'], ...same('filing') })),
  ...['filing', 'remarks'].map((column) => ({ table: 'package', key: [...unit, 'number'], ...same(column) })),
  {
    table: 'submission',
    key: unit,
    column: 'reason',
    from: `to_jsonb(nullif(reason, ''))`,
    instead: ['reason'],
    maybe: true,
  },
  {
    table: 'comment',
    key: [...unit, 'id'],
    column: 'content',
    from: `jsonb_build_object('at', at, 'says', says)`,
    instead: ['at', 'says'],
  },
  {
    table: 'piece',
    key: [...unit, 'revision', 'piece'],
    column: 'name',
    from: 'to_jsonb(name)',
    instead: ['name'],
  },
  { table: 'receipt', key: [...unit, 'revision'], ...same('content') },
  { table: 'trail', key: ['id'], ...same('details') },
]

function same(column: string) {
  return { column, from: column, instead: [column] }
}

/** What tells of a unit's weaknesses is locked from here on; names, states, times and counts are not. */
export const lockContent: Migration = {
  number: 2,
  name: 'lock-content',
  sql: contents
    .map(({ table, column }) => `alter table ${table} add column locked_${column} bytea;`)
    .join('\n'),
  async convert(tx) {
    for (const content of contents) await lock(tx, content)
    await sql.raw(contents.map(finish).join('\n')).execute(tx)
  },
}

async function lock(tx: Db, { table, key, column, from }: Content): Promise<void> {
  await sql
    .raw(
      `declare plain no scroll cursor for
        select ctid::text as row, jsonb_build_array(${key.join(', ')}) as key, ${from} as value
        from ${table} where ${from} is not null`,
    )
    .execute(tx)
  for (;;) {
    const { rows } = await sql<{ row: string; key: (string | number)[]; value: unknown }>`
      fetch 100 from plain`.execute(tx)
    if (rows.length === 0) break
    for (const { row, key, value } of rows)
      await sql`update ${sql.id(table)} set ${sql.id(`locked_${column}`)} = ${lockJson(tx, [table, column, ...key], value)}
        where ctid = ${row}::tid`.execute(tx)
  }
  await sql`close plain`.execute(tx)
}

/** The last step writes the whole table anew, so that no dropped column lies on in it; packing locked bytes is vain. */
const finish = ({ table, column, instead, maybe }: Content): string => `
  ${instead.map((name) => `alter table ${table} drop column ${name};`).join(' ')}
  alter table ${table} rename column locked_${column} to ${column};
  ${maybe ? '' : `alter table ${table} alter column ${column} set not null;`}
  alter table ${table} alter column ${column} set storage external;
  alter table ${table} alter column ${column} type bytea using ${column} || ''::bytea;`
