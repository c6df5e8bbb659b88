import type { Selectable } from 'kysely'
import type { Db } from './database.ts'
import { jsonText } from './json.ts'
import type { Schema } from './schema.ts'

type ReceiptRow = Selectable<Schema['receipt']>

export async function insertReceipt(db: Db, receipt: ReceiptRow): Promise<void> {
  await db
    .insertInto('receipt')
    .values({ ...receipt, content: jsonText(receipt.content) })
    .execute()
}

/** Newest first. */
export const listReceipts = (db: Db, campaignId: string, unitCode: string): Promise<ReceiptRow[]> =>
  db
    .selectFrom('receipt')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .orderBy('revision', 'desc')
    .execute()
