import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { freshDatabase } from '../../test/database.ts'
import { namedBlobs, namingColumns } from './blob-names.ts'

const db = await freshDatabase()

test('no column that names a file is forgotten: what it names would be swept away', async () => {
  const { rows } = await sql<{ place: string }>`
    select table_name || '.' || column_name as place from information_schema.columns
    where table_schema = 'public' and (column_name ~ '(^|_)(sha256|blob)$')`.execute(db)
  expect(rows.map(({ place }) => place).toSorted()).toEqual([...namingColumns].toSorted())
})

test('nothing is named in an empty database', async () => {
  expect(await namedBlobs(db, ['ab'.repeat(32)])).toEqual(new Set())
  expect(await namedBlobs(db, [])).toEqual(new Set())
})
