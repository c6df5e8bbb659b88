import type { Db } from '../database.ts'

/** One step of the database, never edited once released. May hold several statements; runs in a transaction of its own. */
export interface Migration {
  number: number
  name: string
  sql: string
  /** What SQL alone cannot do; after it, in the same transaction. */
  convert?(tx: Db): Promise<void>
}
