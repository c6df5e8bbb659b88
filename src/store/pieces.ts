import type { Selectable } from 'kysely'
import type { Db } from './database.ts'
import type { Schema } from './schema.ts'
import { lockJson, type Spot, unlockJson } from './vault.ts'

export type PieceRow = Omit<Selectable<Schema['piece']>, 'name'> & { readonly name: string }

const spot = ({
  campaignId,
  unitCode,
  revision,
  piece,
}: Pick<PieceRow, 'campaignId' | 'unitCode' | 'revision' | 'piece'>): Spot => [
  'piece',
  'name',
  campaignId,
  unitCode,
  revision,
  piece,
]

export async function listPieces(
  db: Db,
  campaignId: string,
  unitCode: string,
  revision: number,
): Promise<PieceRow[]> {
  const rows = await db
    .selectFrom('piece')
    .selectAll()
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .where('revision', '=', revision)
    .execute()
  return rows.map((row) => ({ ...row, name: unlockJson(db, spot(row), row.name) }))
}

export async function keepPieces(db: Db, pieces: readonly PieceRow[]): Promise<void> {
  if (pieces.length === 0) return
  await db
    .insertInto('piece')
    .values(pieces.map((piece) => ({ ...piece, name: lockJson(db, spot(piece), piece.name) })))
    .onConflict((conflict) =>
      conflict.columns(['campaignId', 'unitCode', 'revision', 'piece']).doUpdateSet(({ ref }) => ({
        name: ref('excluded.name'),
        mediaType: ref('excluded.mediaType'),
        size: ref('excluded.size'),
        sha256: ref('excluded.sha256'),
        source: ref('excluded.source'),
        keptAt: ref('excluded.keptAt'),
        keptBy: ref('excluded.keptBy'),
      })),
    )
    .execute()
}

export async function dropPiece(
  db: Db,
  { campaignId, unitCode, revision, piece }: Pick<PieceRow, 'campaignId' | 'unitCode' | 'revision' | 'piece'>,
): Promise<void> {
  await db
    .deleteFrom('piece')
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .where('revision', '=', revision)
    .where('piece', '=', piece)
    .execute()
}

/** Says that this unit may read these bytes back. */
export async function keepAttachments(
  db: Db,
  campaignId: string,
  unitCode: string,
  files: readonly { sha256: string; size: number }[],
): Promise<void> {
  if (files.length === 0) return
  await db
    .insertInto('attachment')
    .values(files.map(({ sha256, size }) => ({ campaignId, unitCode, sha256, size })))
    .onConflict((conflict) => conflict.columns(['campaignId', 'unitCode', 'sha256']).doNothing())
    .execute()
}

export async function listAttachments(
  db: Db,
  campaignId: string,
  unitCode: string,
): Promise<{ sha256: string; size: number }[]> {
  return db
    .selectFrom('attachment')
    .select(['sha256', 'size'])
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .execute()
}

export async function hasAttachment(
  db: Db,
  campaignId: string,
  unitCode: string,
  sha256: string,
): Promise<boolean> {
  const found = await db
    .selectFrom('attachment')
    .select('sha256')
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .where('sha256', '=', sha256)
    .executeTakeFirst()
  return found !== undefined
}
