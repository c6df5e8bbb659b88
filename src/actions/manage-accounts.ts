import { type Account, type Actor, fitRole, type Role, readUsername } from '../domain/account.ts'
import { demand } from '../domain/permission.ts'
import { Problem } from '../domain/problem.ts'
import { hashPassword, makePassword } from '../sealing/passwords.ts'
import {
  type AccountFilter,
  asAccount,
  findAccount as findRow,
  insertAccounts,
  listAccounts,
  saveAccount,
  takeAccount,
  takeActive,
  takeNeverEntered,
} from '../store/accounts.ts'
import type { Db } from '../store/database.ts'
import { deleteSessions } from '../store/sessions.ts'
import { record } from '../store/trail.ts'
import { getUnit } from '../store/units.ts'
import { uuidv7 } from '../store/uuid.ts'
import type { Deps } from './deps.ts'

/** A unit's administrator sees its own accounts whatever is asked for. */
export function seeAccounts(deps: Deps, actor: Actor, filter: AccountFilter, page: number, size: number) {
  const unitCode = actor.unitCode ?? filter.unitCode
  demand(actor, 'account.list', { unitCode: unitCode ?? null })
  return listAccounts(deps.db, { ...filter, unitCode }, deps.now(), page, size)
}

/** By the whole of its username. */
export async function findAccount(deps: Deps, actor: Actor, username: string): Promise<Account> {
  demand(actor, 'account.list', { unitCode: null })
  const row = await findRow(deps.db, username.trim().toLowerCase())
  if (!row) throw nobodyNamed(username)
  return asAccount(row)
}

export interface WantedAccount {
  readonly username: string
  readonly name: string
  readonly role: Role
  readonly unitCode: string | null
}

export interface MadeAccount {
  readonly account: Account
  /** Known to nobody else, and kept nowhere. */
  readonly oneTimePassword: string
}

export async function addAccount(deps: Deps, actor: Actor, wanted: WantedAccount): Promise<MadeAccount> {
  demand(actor, 'account.manage', wanted)
  const made = await prepareAccount(wanted, deps.now())
  await deps.db.transaction().execute(async (tx) => {
    if (wanted.unitCode !== null) await getUnit(tx, wanted.unitCode)
    await keepAccounts(tx, actor, [made], deps.now())
  })
  return { account: made.account, oneTimePassword: made.oneTimePassword }
}

/** The slow part, to be done before a transaction. */
export async function prepareAccount({ username, name, role, unitCode }: WantedAccount, now: Date) {
  fitRole(role, unitCode)
  const account: Account = {
    id: uuidv7(now),
    username: readUsername(username),
    name,
    role,
    unitCode,
    mustChangePassword: true,
    disabled: false,
  }
  const oneTimePassword = makePassword()
  return { account, oneTimePassword, passwordHash: await hashPassword(oneTimePassword) }
}

export type Prepared = Awaited<ReturnType<typeof prepareAccount>>

export async function keepAccounts(
  tx: Db,
  actor: Actor,
  prepared: readonly Prepared[],
  now: Date,
): Promise<void> {
  await insertAccounts(
    tx,
    prepared.map(({ account, passwordHash }) => ({ ...account, passwordHash, createdAt: now })),
  )
  for (const { account } of prepared)
    await record(
      tx,
      actor,
      'account.added',
      { unitCode: account.unitCode, about: account.id },
      { username: account.username, role: account.role },
      now,
    )
}

export interface AccountChange {
  readonly name?: string | undefined
  readonly role?: Role | undefined
  readonly disabled?: boolean | undefined
  readonly unlock?: true | undefined
}

export async function changeAccount(
  deps: Deps,
  actor: Actor,
  id: string,
  change: AccountChange,
): Promise<Account> {
  return deps.db.transaction().execute(async (tx) => {
    const row = await takeAccount(tx, id)
    demand(actor, 'account.manage', row)
    const role = change.role ?? row.role
    demand(actor, 'account.manage', { ...row, role })
    fitRole(role, row.unitCode)
    const disabled = change.disabled ?? row.disabled
    if (row.role === 'administrator' && (disabled || role !== row.role)) await keepOneAdministrator(tx, id)
    const next = { name: change.name ?? row.name, role, disabled }
    await saveAccount(tx, id, { ...next, ...(change.unlock && { failures: 0, lockedUntil: null }) })
    if (disabled) await deleteSessions(tx, id)
    await record(
      tx,
      actor,
      'account.changed',
      { unitCode: row.unitCode, about: id },
      { username: row.username, ...next, ...(change.unlock && { unlock: true }) },
      deps.now(),
    )
    return asAccount({ ...row, ...next })
  })
}

/** Also opens an account that is locked, and ends its sessions. */
export async function resetPassword(deps: Deps, actor: Actor, id: string): Promise<MadeAccount> {
  const oneTimePassword = makePassword()
  const passwordHash = await hashPassword(oneTimePassword)
  return deps.db.transaction().execute(async (tx) => {
    const row = await takeAccount(tx, id)
    demand(actor, 'account.manage', row)
    await saveAccount(tx, id, { passwordHash, mustChangePassword: true, failures: 0, lockedUntil: null })
    await deleteSessions(tx, id)
    await record(
      tx,
      actor,
      'account.password-reset',
      { unitCode: row.unitCode, about: id },
      { username: row.username },
      deps.now(),
    )
    return { account: { ...asAccount(row), mustChangePassword: true }, oneTimePassword }
  })
}

/** For a list of passwords that was lost before it was handed out. */
export async function reissuePasswords(deps: Deps, actor: Actor) {
  demand(actor, 'unit.edit')
  const now = deps.now()
  // One after the other: hashing takes the threads by which everybody else's files are read.
  const made = new Map<string, { oneTimePassword: string; passwordHash: string }>()
  for (const { id } of await takeNeverEntered(deps.db)) {
    const oneTimePassword = makePassword()
    made.set(id, { oneTimePassword, passwordHash: await hashPassword(oneTimePassword) })
  }
  return deps.db.transaction().execute(async (tx) => {
    const issued = []
    // Whoever has signed in meanwhile keeps the password that served.
    for (const { id, ...account } of await takeNeverEntered(tx)) {
      const password = made.get(id)
      if (!password) continue
      const { oneTimePassword, passwordHash } = password
      await saveAccount(tx, id, { passwordHash, mustChangePassword: true, failures: 0, lockedUntil: null })
      const { unitCode, username } = account
      await record(tx, actor, 'account.password-reset', { unitCode, about: id }, { username }, now)
      issued.push({ ...account, oneTimePassword })
    }
    return issued
  })
}

async function keepOneAdministrator(tx: Db, id: string): Promise<void> {
  const active = await takeActive(tx, 'administrator')
  if (!active.some((other) => other !== id)) throw lastAdministrator()
}

const nobodyNamed = (username: string) =>
  new Problem('missing', 'account.missing', `没有用户名为“${username}”的账号`, { username })
const lastAdministrator = () =>
  new Problem(
    'conflict',
    'account.last-administrator',
    '这是最后一个可用的管理员账号，不能停用或改换角色；请先添加另一位管理员',
  )
