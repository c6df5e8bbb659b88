import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Every column that names a file; a test looks for others. */
export const namingColumns = ['package.blob', 'piece.sha256', 'attachment.sha256'] as const

/** Which of these files anything names. */
export async function namedBlobs(db: Db, sha256s: readonly string[]): Promise<Set<string>> {
  if (sha256s.length === 0) return new Set()
  const places = namingColumns.map((place) => place.split('.') as [string, string])
  const found = places.map(
    ([table, column]) =>
      sql`select ${sql.id(column)} as name from ${sql.id(table)} where ${sql.id(column)} = any(${sha256s})`,
  )
  const { rows } = await sql<{ name: string }>`${sql.join(found, sql` union `)}`.execute(db)
  return new Set(rows.map(({ name }) => name))
}
