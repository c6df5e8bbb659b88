import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { Problem } from '../domain/problem.ts'
import type { Unit } from '../domain/unit.ts'
import { type Db, inUse } from './database.ts'
import type { Schema } from './schema.ts'

export const asUnit = ({ code, name, kind, schoolClass, creditCode }: Selectable<Schema['unit']>): Unit => ({
  code,
  name,
  kind,
  schoolClass,
  creditCode,
})

export async function getUnit(db: Db, code: string): Promise<Unit> {
  const found = await db.selectFrom('unit').selectAll().where('code', '=', code).executeTakeFirst()
  if (!found) throw noUnit(code)
  return asUnit(found)
}

export interface UnitFilter {
  /** Part of the name or code. */
  readonly q?: string | undefined
  readonly kind?: string | undefined
  /** Whether it asks them is told. */
  readonly campaign?: string | undefined
}

export async function listUnits(db: Db, { q, kind, campaign }: UnitFilter, page: number, size: number) {
  const chosen = db
    .selectFrom('unit')
    .$if(kind !== undefined, (query) => query.where('kind', '=', kind!))
    .$if(q !== undefined, (query) =>
      query.where(sql<boolean>`(position(${q} in name) > 0 or position(upper(${q}) in code) > 0)`),
    )
  const [rows, { total }] = await Promise.all([
    chosen
      .selectAll('unit')
      .select(({ selectFrom, fn }) =>
        selectFrom('account')
          .select(fn.countAll<number>().as('n'))
          .whereRef('account.unitCode', '=', 'unit.code')
          .as('accounts'),
      )
      .select(({ selectFrom, exists }) =>
        exists(
          selectFrom('submission')
            .select('submission.state')
            .whereRef('submission.unitCode', '=', 'unit.code')
            .where('submission.campaignId', '=', campaign ?? ''),
        ).as('asked'),
      )
      .orderBy('code')
      .limit(size)
      .offset((page - 1) * size)
      .execute(),
    chosen.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  return {
    rows: rows.map((row) => ({
      unit: asUnit(row),
      accounts: row.accounts ?? 0,
      asked: campaign === undefined ? null : Boolean(row.asked),
    })),
    total,
  }
}

export const allUnits = async (db: Db): Promise<Unit[]> =>
  (await db.selectFrom('unit').selectAll().orderBy('code').execute()).map(asUnit)

export async function insertUnits(db: Db, units: readonly Unit[], createdAt: Date): Promise<void> {
  if (units.length === 0) return
  await refuseSameNames(db, units)
  const made = await db
    .insertInto('unit')
    .values(units.map((unit) => ({ ...unit, createdAt })))
    .onConflict((conflict) => conflict.column('code').doNothing())
    .returning('code')
    .execute()
  const taken = units.find(({ code }) => !made.some((row) => row.code === code))
  if (taken) throw sameCode(taken.code)
}

export async function deleteUnit(db: Db, code: string): Promise<void> {
  await db.deleteFrom('account').where('unitCode', '=', code).execute()
  const { numDeletedRows } = await db
    .deleteFrom('unit')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
    .catch(inUse(() => stillAsked(code)))
  if (!numDeletedRows) throw noUnit(code)
}

/** Of units that are about to be saved: in a transaction, one may then take the name that another gives up. */
export async function freeNames(db: Db, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return
  await db.updateTable('unit').set({ name: sql`code || ' …'` }).where('code', 'in', codes).execute()
}

export async function saveUnit(db: Db, unit: Unit): Promise<void> {
  await refuseSameNames(db, [unit])
  const { code, ...rest } = unit
  const saved = await db.updateTable('unit').set(rest).where('code', '=', code).executeTakeFirst()
  if (!saved.numUpdatedRows) throw noUnit(code)
}

async function refuseSameNames(db: Db, units: readonly Unit[]): Promise<void> {
  const codes = new Map(units.map(({ name, code }) => [name, code]))
  const found = await db
    .selectFrom('unit')
    .select(['code', 'name'])
    .where('name', 'in', [...codes.keys()])
    .execute()
  const other = found.find(({ code, name }) => codes.get(name) !== code)
  if (other) throw sameName(other.name, other.code)
}

const noUnit = (code: string) => new Problem('missing', 'unit.missing', `没有代码为“${code}”的单位`, { code })
const stillAsked = (code: string) =>
  new Problem(
    'conflict',
    'unit.still-asked',
    '该单位参加了自查活动，不能删除；还没有开始填报的，请先把它移出活动',
    { code },
  )
const sameCode = (code: string) =>
  new Problem('conflict', 'unit.same-code', `单位代码“${code}”已被使用，请换一个代码`, { code })
const sameName = (name: string, code: string) =>
  new Problem('conflict', 'unit.same-name', `已有名为“${name}”的单位（代码 ${code}）`, { name, code })
