import { type Insertable, type RawBuilder, type Selectable, sql } from 'kysely'
import type { Account, AccountStanding, Role } from '../domain/account.ts'
import { Problem } from '../domain/problem.ts'
import type { Db } from './database.ts'
import type { Schema } from './schema.ts'

type Row = Selectable<Schema['account']>

export const asAccount = ({
  id,
  username,
  name,
  role,
  unitCode,
  mustChangePassword,
  disabled,
}: Row): Account => ({
  id,
  username,
  name,
  role,
  unitCode,
  mustChangePassword,
  disabled,
})

const named = (db: Db, username: string) =>
  db.selectFrom('account').selectAll().where('username', '=', username)

/** The whole row: also what only signing in may see. */
export const findAccount = (db: Db, username: string): Promise<Row | undefined> =>
  named(db, username).executeTakeFirst()

/** Locked, so that failures are counted one by one. */
export const takeAccountByUsername = (db: Db, username: string): Promise<Row | undefined> =>
  named(db, username).forUpdate().executeTakeFirst()

export async function takeAccount(db: Db, id: string): Promise<Row> {
  const found = await db.selectFrom('account').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  if (!found) throw noAccount(id)
  return found
}

export interface AccountFilter {
  readonly q?: string | undefined
  readonly unitCode?: string | undefined
  readonly standing?: AccountStanding | undefined
}

const neverEntered = sql<boolean>`last_signed_in_at is null and not disabled`
const standingIs = (standing: AccountStanding, now: Date): RawBuilder<boolean> =>
  standing === 'never'
    ? neverEntered
    : standing === 'locked'
      ? sql`locked_until > ${now} and not disabled`
      : sql`disabled`

export async function listAccounts(
  db: Db,
  { q, unitCode, standing }: AccountFilter,
  now: Date,
  page: number,
  size: number,
) {
  const chosen = db
    .selectFrom('account')
    .leftJoin('unit', 'unit.code', 'account.unitCode')
    .$if(unitCode !== undefined, (query) => query.where('account.unitCode', '=', unitCode!))
    .$if(standing !== undefined, (query) => query.where(standingIs(standing!, now)))
    .$if(q !== undefined, (query) =>
      query.where(
        sql<boolean>`(position(lower(${q}) in username) > 0 or position(${q} in account.name) > 0 or position(${q} in unit.name) > 0)`,
      ),
    )
  const [rows, { total }] = await Promise.all([
    chosen
      .selectAll('account')
      .select('unit.name as unitName')
      .orderBy(sql`account.unit_code nulls first`)
      .orderBy('username')
      .limit(size)
      .offset((page - 1) * size)
      .execute(),
    chosen.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  return { rows, total }
}

export async function insertAccounts(
  db: Db,
  accounts: readonly Insertable<Schema['account']>[],
): Promise<void> {
  if (accounts.length === 0) return
  const made = await db
    .insertInto('account')
    .values([...accounts])
    .onConflict((conflict) => conflict.column('username').doNothing())
    .returning('id')
    .execute()
  const ids = new Set(made.map(({ id }) => id))
  const taken = accounts.find(({ id }) => !ids.has(id))
  if (taken) throw sameUsername(taken.username)
}

export async function takenUsernames(db: Db, usernames: readonly string[]): Promise<Set<string>> {
  if (usernames.length === 0) return new Set()
  const found = await db.selectFrom('account').select('username').where('username', 'in', usernames).execute()
  return new Set(found.map(({ username }) => username))
}

export async function saveAccount(
  db: Db,
  id: string,
  change: Partial<
    Pick<
      Row,
      | 'name'
      | 'role'
      | 'disabled'
      | 'passwordHash'
      | 'mustChangePassword'
      | 'failures'
      | 'lockedUntil'
      | 'lastSignedInAt'
    >
  >,
): Promise<void> {
  await db.updateTable('account').set(change).where('id', '=', id).execute()
}

/** Locks every account of the role, so that two administrators cannot shut each other out at once. */
export async function takeActive(db: Db, role: Role): Promise<string[]> {
  const found = await db
    .selectFrom('account')
    .select('id')
    .where('role', '=', role)
    .where('disabled', '=', false)
    .orderBy('id')
    .forUpdate()
    .execute()
  return found.map(({ id }) => id)
}

/** The units' administrators to whom no password has yet been of use. */
export const takeNeverEntered = (db: Db) =>
  db
    .selectFrom('account')
    .innerJoin('unit', 'unit.code', 'account.unitCode')
    .select(['account.id', 'account.username', 'account.name', 'account.unitCode', 'unit.name as unitName'])
    .where('account.role', '=', 'unit-administrator')
    .where(neverEntered)
    .orderBy('account.unitCode')
    .orderBy('account.username')
    .forUpdate('account')
    .execute()

const noAccount = (id: string) => new Problem('missing', 'account.missing', '没有这个账号', { id })
const sameUsername = (username: string) =>
  new Problem('conflict', 'account.same-username', `用户名“${username}”已被使用，请换一个`, { username })
