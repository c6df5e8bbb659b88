import type { Selectable } from 'kysely'
import type { Filing } from '../domain/filing.ts'
import type { Db } from './database.ts'
import { jsonText } from './json.ts'
import type { Schema } from './schema.ts'

export type Draft = Selectable<Schema['draft']>

const find = (db: Db, campaignId: string, unitCode: string) =>
  db.selectFrom('draft').selectAll().where('campaignId', '=', campaignId).where('unitCode', '=', unitCode)

export const getDraft = (db: Db, campaignId: string, unitCode: string): Promise<Draft | undefined> =>
  find(db, campaignId, unitCode).executeTakeFirst()

/** When and by whom, without the answers. */
export const getDraftMark = (db: Db, campaignId: string, unitCode: string) =>
  db
    .selectFrom('draft')
    .select(['version', 'edited', 'changedAt', 'changedBy'])
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .executeTakeFirst()

/** Replaces it, or lays the first one. The submission's lock is held by whoever calls. */
export async function keepDraft(
  db: Db,
  { filing, ...draft }: Omit<Draft, 'filing'> & { filing: Filing },
): Promise<void> {
  const { version, edited, changedAt, changedBy } = draft
  const text = jsonText(filing)
  await db
    .insertInto('draft')
    .values({ ...draft, filing: text })
    .onConflict((conflict) =>
      conflict
        .columns(['campaignId', 'unitCode'])
        .doUpdateSet({ version, filing: text, edited, changedAt, changedBy }),
    )
    .execute()
}

/** Puts a draft aside that gives way to a package's content. */
export async function keepAside(db: Db, { edited: _, filing, ...draft }: Draft): Promise<void> {
  await db
    .insertInto('draftKept')
    .values({ ...draft, filing: jsonText(filing) })
    .execute()
}

/** What stands in the draft is now in a package too. */
export async function markUnedited(db: Db, campaignId: string, unitCode: string): Promise<void> {
  await db
    .updateTable('draft')
    .set({ edited: false })
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .execute()
}
