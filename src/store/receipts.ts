import type { Selectable } from 'kysely'
import type { Db } from './database.ts'
import type { Schema } from './schema.ts'
import { lockJson, type Spot, unlockJson } from './vault.ts'

type ReceiptRow = Omit<Selectable<Schema['receipt']>, 'content'> & { readonly content: unknown }

const spot = ({
  campaignId,
  unitCode,
  revision,
}: Pick<ReceiptRow, 'campaignId' | 'unitCode' | 'revision'>): Spot => [
  'receipt',
  'content',
  campaignId,
  unitCode,
  revision,
]

export async function insertReceipt(db: Db, receipt: ReceiptRow): Promise<void> {
  await db
    .insertInto('receipt')
    .values({ ...receipt, content: lockJson(db, spot(receipt), receipt.content) })
    .execute()
}

/** Newest first. */
export async function listReceipts(db: Db, campaignId: string, unitCode: string): Promise<ReceiptRow[]> {
  const rows = await db
    .selectFrom('receipt')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .orderBy('revision', 'desc')
    .execute()
  return rows.map((row) => ({ ...row, content: unlockJson(db, spot(row), row.content) }))
}
