import type { Selectable } from 'kysely'
import type { Campaign } from '../domain/campaign.ts'
import { Problem } from '../domain/problem.ts'
import type { Db } from './database.ts'
import { jsonText } from './json.ts'
import type { Schema } from './schema.ts'

const asCampaign = ({ createdAt: _, ...campaign }: Selectable<Schema['campaign']>): Campaign => campaign

const asRow = ({ requirements, contacts, ...campaign }: Campaign) => ({
  ...campaign,
  requirements: jsonText(requirements ?? []),
  contacts: jsonText(contacts),
})

export async function getCampaign(db: Db, id: string): Promise<Campaign> {
  const found = await db.selectFrom('campaign').selectAll().where('id', '=', id).executeTakeFirst()
  if (!found) throw noCampaign(id)
  return asCampaign(found)
}

/** Newest first, with the number of units asked. With `unitCode`, only those that ask this unit. */
export async function listCampaigns(
  db: Db,
  unitCode: string | null,
): Promise<{ campaign: Campaign; units: number }[]> {
  const rows = await db
    .selectFrom('campaign')
    .selectAll('campaign')
    .select(({ selectFrom, fn }) =>
      selectFrom('submission')
        .select(fn.countAll<number>().as('n'))
        .whereRef('submission.campaignId', '=', 'campaign.id')
        .as('units'),
    )
    .$if(unitCode !== null, (query) =>
      query.where(({ exists, selectFrom }) =>
        exists(
          selectFrom('submission')
            .select('unitCode')
            .whereRef('submission.campaignId', '=', 'campaign.id')
            .where('submission.unitCode', '=', unitCode!),
        ),
      ),
    )
    .orderBy('year', 'desc')
    .orderBy('opensOn', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(({ units, ...row }) => ({ campaign: asCampaign(row), units: units ?? 0 }))
}

export async function insertCampaign(db: Db, campaign: Campaign, createdAt: Date): Promise<void> {
  const made = await db
    .insertInto('campaign')
    .values({ ...asRow(campaign), createdAt })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .executeTakeFirst()
  if (!made.numInsertedOrUpdatedRows) throw sameId(campaign.id)
}

export async function saveCampaign(db: Db, campaign: Campaign): Promise<void> {
  await db.updateTable('campaign').set(asRow(campaign)).where('id', '=', campaign.id).execute()
}

const noCampaign = (id: string) =>
  new Problem('missing', 'campaign.missing', '没有这次自查，请从首页重新进入', { id })
const sameId = (id: string) =>
  new Problem('conflict', 'campaign.same-id', `编号“${id}”已被另一次自查使用，请换一个编号`, { id })
