// Every deed leaves one line here, written by the action itself in the transaction of the deed.
import { sql } from 'kysely'
import type { Actor } from '../domain/account.ts'
import type { Db } from './database.ts'
import { uuidv7 } from './uuid.ts'
import { lockJson, type Spot, unlockJson } from './vault.ts'

/** Nobody has an id who failed to sign in. */
export type Doer = Pick<Actor, 'username' | 'name' | 'address'> & { readonly id: string | null }

const spot = (id: string): Spot => ['trail', 'details', id]

export interface About {
  readonly campaignId?: string
  readonly unitCode?: string | null
  /** Whatever else the deed was done to: an account, a piece, a key. */
  readonly about?: string
}

export async function record(
  db: Db,
  doer: Doer,
  verb: `${string}.${string}`,
  { campaignId, unitCode, about }: About,
  details: Readonly<Record<string, unknown>> = {},
  now = new Date(),
): Promise<void> {
  const id = uuidv7(now)
  await db
    .insertInto('trail')
    .values({
      id,
      happenedAt: now,
      accountId: doer.id,
      doneBy: `${doer.name}（${doer.username}）`,
      verb,
      campaignId: campaignId ?? null,
      unitCode: unitCode ?? null,
      about: about ?? null,
      details: lockJson(db, spot(id), details),
      address: doer.address ?? null,
    })
    .execute()
}

/** How often this account was entered from an address, and turned away there, each since its own time. */
export async function entriesFrom(
  db: Db,
  accountId: string,
  address: string,
  since: { readonly known: Date; readonly refused: Date },
): Promise<{ opened: number; refused: number }> {
  const { rows } = await sql<{ opened: number; refused: number }>`
    select count(*) filter (where verb = 'session.opened') as opened,
      count(*) filter (where verb = 'session.refused' and happened_at > ${since.refused}) as refused
    from trail where account_id = ${accountId} and address = ${address} and happened_at > ${since.known}`.execute(
    db,
  )
  return rows[0] ?? { opened: 0, refused: 0 }
}

export interface TrailFilter {
  /** Part of a unit's name or code, or of who did it. */
  readonly q?: string | undefined
  readonly verb?: string | undefined
  readonly from?: Date | undefined
  readonly until?: Date | undefined
}

export async function listTrail(db: Db, filter: TrailFilter, page: number, size: number) {
  const { q, verb, from, until } = filter
  const chosen = db
    .selectFrom('trail')
    .leftJoin('unit', 'unit.code', 'trail.unitCode')
    .$if(q !== undefined, (query) =>
      query.where(
        sql<boolean>`(position(${q} in unit.name) > 0 or position(upper(${q}) in trail.unit_code) > 0
          or position(${q} in done_by) > 0)`,
      ),
    )
    .$if(verb !== undefined, (query) => query.where('verb', 'like', `${verb}%`))
    .$if(from !== undefined, (query) => query.where('happenedAt', '>=', from!))
    .$if(until !== undefined, (query) => query.where('happenedAt', '<', until!))
  const [rows, { total }] = await Promise.all([
    chosen
      .selectAll('trail')
      .select('unit.name as unitName')
      .orderBy('happenedAt', 'desc')
      .orderBy('trail.id', 'desc')
      .limit(size)
      .offset((page - 1) * size)
      .execute(),
    chosen.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  return { rows: rows.map((row) => ({ ...row, details: detailsOf(db, row) })), total }
}

export async function historyOf(db: Db, campaignId: string, unitCode: string) {
  const rows = await db
    .selectFrom('trail')
    .select(['id', 'happenedAt', 'doneBy', 'verb', 'details'])
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .orderBy('happenedAt', 'desc')
    .limit(500)
    .execute()
  return rows.map((row) => ({ ...row, details: detailsOf(db, row) }))
}

const detailsOf = (db: Db, { id, details }: { id: string; details: Uint8Array }) =>
  unlockJson<Readonly<Record<string, unknown>>>(db, spot(id), details)
