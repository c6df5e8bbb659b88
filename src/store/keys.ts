// Public keys, and private ones only as somebody else locked them.
import type { Selectable } from 'kysely'
import { Problem } from '../domain/problem.ts'
import type { Db } from './database.ts'
import { jsonText } from './json.ts'
import type { Schema } from './schema.ts'

export interface CommissionKey {
  readonly fingerprint: string
  readonly suite: number
  readonly publicKey: unknown
  /** The private part, under the installation's master key. */
  readonly locked: string
}

/** Retired ones too, when packages sealed to them are still to be opened. */
export const listCommissionKeys = (db: Db, { retired }: { retired: boolean }): Promise<CommissionKey[]> =>
  db
    .selectFrom('commissionKey')
    .select(['fingerprint', 'suite', 'publicKey', 'locked'])
    .$if(!retired, (query) => query.where('retiredAt', 'is', null))
    .orderBy('suite')
    .orderBy('createdAt', 'desc')
    .execute()

export async function insertCommissionKey(db: Db, key: CommissionKey, createdAt: Date): Promise<void> {
  await db
    .insertInto('commissionKey')
    .values({ ...key, publicKey: jsonText(key.publicKey), createdAt })
    .execute()
}

export type SigningKey = Selectable<Schema['signingKey']>

export const listSigningKeys = (db: Db, campaignId: string, unitCode: string): Promise<SigningKey[]> =>
  db
    .selectFrom('signingKey')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .orderBy('createdAt', 'desc')
    .execute()

export async function getSigningKey(
  db: Db,
  campaignId: string,
  unitCode: string,
  fingerprint: string,
): Promise<SigningKey> {
  const found = await db
    .selectFrom('signingKey')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .where('fingerprint', '=', fingerprint)
    .executeTakeFirst()
  if (!found) throw noKey(fingerprint)
  return found
}

/** The same key twice is one key: a lost answer may be asked for again. */
export async function insertSigningKey(
  db: Db,
  key: Omit<SigningKey, 'revokedAt' | 'revokedBy'>,
): Promise<boolean> {
  const made = await db
    .insertInto('signingKey')
    .values({ ...key, publicKey: jsonText(key.publicKey), locked: jsonText(key.locked) })
    .onConflict((conflict) => conflict.columns(['campaignId', 'unitCode', 'fingerprint']).doNothing())
    .executeTakeFirst()
  return Boolean(made.numInsertedOrUpdatedRows)
}

export async function revokeSigningKey(
  db: Db,
  key: Pick<SigningKey, 'campaignId' | 'unitCode' | 'fingerprint'>,
  revokedAt: Date,
  revokedBy: string,
): Promise<void> {
  await db
    .updateTable('signingKey')
    .set({ revokedAt, revokedBy })
    .where('campaignId', '=', key.campaignId)
    .where('unitCode', '=', key.unitCode)
    .where('fingerprint', '=', key.fingerprint)
    .where('revokedAt', 'is', null)
    .execute()
}

const noKey = (fingerprint: string) =>
  new Problem('missing', 'key.missing', '没有登记过这把签名密钥', { fingerprint })
