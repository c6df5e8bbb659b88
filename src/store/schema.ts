// Every table and its columns, by hand; a test compares it with the migrated database.
import type { Generated } from 'kysely'

export interface Schema {
  migration: MigrationTable
}

interface MigrationTable {
  number: number
  name: string
  appliedAt: Generated<Date>
}
