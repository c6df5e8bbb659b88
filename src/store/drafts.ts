import type { Selectable } from 'kysely'
import type { Filing } from '../domain/filing.ts'
import { Problem } from '../domain/problem.ts'
import type { Db } from './database.ts'
import type { Schema } from './schema.ts'
import { lockJson, type Spot, unlockJson } from './vault.ts'

type DraftRow = Selectable<Schema['draft']>

export type Draft = Omit<DraftRow, 'filing'> & { readonly filing: Filing }

const spot = (
  table: 'draft' | 'draft_kept',
  { campaignId, unitCode, version }: Pick<DraftRow, 'campaignId' | 'unitCode' | 'version'>,
): Spot => [table, 'filing', campaignId, unitCode, version]

export async function getDraft(db: Db, campaignId: string, unitCode: string): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('draft')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .executeTakeFirst()
  return row && { ...row, filing: unlockJson(db, spot('draft', row), row.filing) }
}

/** When and by whom, without the answers. */
export const getDraftMark = (db: Db, campaignId: string, unitCode: string) =>
  db
    .selectFrom('draft')
    .select(['version', 'edited', 'changedAt', 'changedBy'])
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .executeTakeFirst()

/** Replaces it, or lays the first one. The submission's lock is held by whoever calls. */
export async function keepDraft(db: Db, draft: Draft): Promise<void> {
  const { version, edited, changedAt, changedBy } = draft
  const filing = lockJson(db, spot('draft', draft), draft.filing)
  await db
    .insertInto('draft')
    .values({ ...draft, filing })
    .onConflict((conflict) =>
      conflict
        .columns(['campaignId', 'unitCode'])
        .doUpdateSet({ version, filing, edited, changedAt, changedBy }),
    )
    .execute()
}

/** Puts a draft aside that gives way to a package's content. */
export async function keepAside(db: Db, { edited: _, ...draft }: Draft): Promise<void> {
  await db
    .insertInto('draftKept')
    .values({ ...draft, filing: lockJson(db, spot('draft_kept', draft), draft.filing) })
    .execute()
}

/** Those put aside, the latest first, without their answers. */
export const listAside = (db: Db, campaignId: string, unitCode: string) =>
  db
    .selectFrom('draftKept')
    .select(['version', 'changedAt', 'changedBy'])
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .orderBy('version', 'desc')
    .execute()

export async function getAside(
  db: Db,
  campaignId: string,
  unitCode: string,
  version: number,
): Promise<Omit<Draft, 'edited'>> {
  const row = await db
    .selectFrom('draftKept')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .where('version', '=', version)
    .executeTakeFirst()
  if (!row) throw noneAside(version)
  return { ...row, filing: unlockJson(db, spot('draft_kept', row), row.filing) }
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

const noneAside = (version: number) =>
  new Problem('missing', 'draft.none-aside', '没有这份搁置的草稿，请回到“搁置的草稿”列表重新选择', {
    version,
  })
