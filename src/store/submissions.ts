import type { Selectable, Updateable } from 'kysely'
import { Problem } from '../domain/problem.ts'
import type { Submission } from '../domain/submission.ts'
import { type Db, inUse } from './database.ts'
import type { Schema } from './schema.ts'
import { lockJson, type Spot, unlockJson } from './vault.ts'

/** Why it was returned, or what was said on accepting it, is empty where nothing was. */
export type SubmissionRow = Omit<Selectable<Schema['submission']>, 'reason'> & { readonly reason: string }

const spot = (campaignId: string, unitCode: string): Spot => ['submission', 'reason', campaignId, unitCode]

function asSubmission(db: Db, { reason, ...row }: Selectable<Schema['submission']>): SubmissionRow {
  return { ...row, reason: reason ? unlockJson(db, spot(row.campaignId, row.unitCode), reason) : '' }
}

const find = (db: Db, campaignId: string, unitCode: string) =>
  db
    .selectFrom('submission')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)

export async function getSubmission(db: Db, campaignId: string, unitCode: string): Promise<SubmissionRow> {
  const found = await find(db, campaignId, unitCode).executeTakeFirst()
  if (!found) throw notAsked(campaignId, unitCode)
  return asSubmission(db, found)
}

/** Locks the row until the transaction ends, so that two deeds on one submission cannot cross. */
export async function takeSubmission(db: Db, campaignId: string, unitCode: string): Promise<SubmissionRow> {
  const found = await find(db, campaignId, unitCode).forUpdate().executeTakeFirst()
  if (!found) throw notAsked(campaignId, unitCode)
  return asSubmission(db, found)
}

/** Asks units to take part. Those that already do stay as they are; says how many were new. */
export async function insertSubmissions(
  db: Db,
  campaignId: string,
  unitCodes: readonly string[],
): Promise<number> {
  if (unitCodes.length === 0) return 0
  const made = await db
    .insertInto('submission')
    .columns(['campaignId', 'unitCode', 'state'])
    .expression((eb) =>
      eb
        .selectFrom('unit')
        .select([eb.val(campaignId).as('campaignId'), 'unit.code', eb.val('awaited').as('state')])
        .where('unit.code', 'in', unitCodes),
    )
    .onConflict((conflict) => conflict.columns(['campaignId', 'unitCode']).doNothing())
    .executeTakeFirst()
  return Number(made.numInsertedOrUpdatedRows ?? 0)
}

/** Asks a unit no longer; what it has begun stays. */
export async function deleteSubmission(db: Db, campaignId: string, unitCode: string): Promise<void> {
  await db
    .deleteFrom('submission')
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .where('state', '=', 'awaited')
    .executeTakeFirstOrThrow()
    .catch(inUse(() => began(unitCode)))
    .then(({ numDeletedRows }) => {
      if (!numDeletedRows) throw began(unitCode)
    })
}

export async function countSubmissions(db: Db, campaignId: string): Promise<number> {
  const { units } = await db
    .selectFrom('submission')
    .select(({ fn }) => fn.countAll<number>().as('units'))
    .where('campaignId', '=', campaignId)
    .executeTakeFirstOrThrow()
  return units
}

export async function saveSubmission(
  db: Db,
  { campaignId, unitCode, state, revision, late }: Submission,
  {
    reason,
    ...also
  }: Pick<Updateable<Schema['submission']>, 'submittedAt' | 'decidedAt' | 'decidedBy' | 'lastWorkedAt'> & {
    readonly reason?: string
  } = {},
): Promise<void> {
  const why = reason && lockJson(db, spot(campaignId, unitCode), reason)
  await db
    .updateTable('submission')
    .set({ state, revision, late, ...also, ...(reason === undefined ? {} : { reason: why || null }) })
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .execute()
}

const began = (unitCode: string) =>
  new Problem('conflict', 'campaign.unit-began', '该单位已经开始填报或设定了签名密钥，不能移出本次自查', {
    unitCode,
  })
const notAsked = (campaignId: string, unitCode: string) =>
  new Problem('missing', 'submission.not-asked', '该单位不在此次自查范围内', { campaignId, unitCode })
