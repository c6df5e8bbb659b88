import type { Selectable } from 'kysely'
import { Problem } from '../domain/problem.ts'
import type { Comment } from '../domain/review.ts'
import type { Db } from './database.ts'
import type { Schema } from './schema.ts'
import { lockJson, type Spot, unlockJson } from './vault.ts'

const spot = (campaignId: string, unitCode: string, id: string): Spot => [
  'comment',
  'content',
  campaignId,
  unitCode,
  id,
]

function asComment(db: Db, row: Selectable<Schema['comment']>): Comment {
  const { campaignId, unitCode, id, revision, madeBy, madeAt, resolvedBy, resolvedAt } = row
  return {
    id,
    ...unlockJson<Pick<Comment, 'at' | 'says'>>(db, spot(campaignId, unitCode, id), row.content),
    revision,
    by: madeBy,
    madeAt: madeAt.toISOString(),
    resolvedAt: resolvedAt?.toISOString() ?? null,
    resolvedBy,
  }
}

export async function listComments(db: Db, campaignId: string, unitCode: string): Promise<Comment[]> {
  const rows = await db
    .selectFrom('comment')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .orderBy('madeAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => asComment(db, row))
}

export async function countOpen(db: Db, campaignId: string, unitCode: string): Promise<number> {
  const { open } = await db
    .selectFrom('comment')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .where('resolvedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return open
}

export async function insertComment(
  db: Db,
  campaignId: string,
  unitCode: string,
  { id, at, says, revision, by, madeAt }: Omit<Comment, 'resolvedAt' | 'resolvedBy'>,
): Promise<Comment> {
  const content = lockJson(db, spot(campaignId, unitCode, id), { at, says })
  const made = await db
    .insertInto('comment')
    .values({ campaignId, unitCode, id, content, revision, madeBy: by, madeAt: new Date(madeAt) })
    .returningAll()
    .executeTakeFirstOrThrow()
  return asComment(db, made)
}

export async function resolveComment(
  db: Db,
  campaignId: string,
  unitCode: string,
  id: string,
  resolved: { by: string; at: Date } | null,
): Promise<Comment> {
  const changed = await db
    .updateTable('comment')
    .set({ resolvedBy: resolved?.by ?? null, resolvedAt: resolved?.at ?? null })
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst()
  if (!changed) throw noComment(id)
  return asComment(db, changed)
}

export async function getComment(db: Db, campaignId: string, unitCode: string, id: string): Promise<Comment> {
  const found = (await listComments(db, campaignId, unitCode)).find((comment) => comment.id === id)
  if (!found) throw noComment(id)
  return found
}

export const deleteComment = (db: Db, campaignId: string, unitCode: string, id: string) =>
  db
    .deleteFrom('comment')
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .where('id', '=', id)
    .execute()

const noComment = (id: string) =>
  new Problem('missing', 'comment.missing', '没有这条意见，它可能已被删除', { id })
