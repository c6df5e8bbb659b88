// A session lives as long as it is used, and may be ended from elsewhere.
import { type Account, type Actor, readPassword } from '../domain/account.ts'
import { Problem } from '../domain/problem.ts'
import type { Unit } from '../domain/unit.ts'
import { checkPassword, hashPassword, hashToken } from '../sealing/passwords.ts'
import { saveAccount, takeAccount } from '../store/accounts.ts'
import {
  deleteSession,
  deleteSessions,
  findSession,
  listSessions,
  type Session,
  touchSession,
} from '../store/sessions.ts'
import { getSetting, type Settings } from '../store/settings.ts'
import { record } from '../store/trail.ts'
import { getUnit } from '../store/units.ts'
import type { Deps } from './deps.ts'
import { sessionEnd } from './sign-in.ts'

const touchEveryMs = 5 * 60_000

/** Whose request this is; nothing when nobody's. Slides the end of the session, but does not write at every request. */
export async function recogniseSession(
  deps: Deps,
  token: string,
): Promise<{ session: Session; account: Account } | undefined> {
  const now = deps.now()
  const found = await findSession(deps.db, hashToken(token), now)
  if (found && now.getTime() - found.session.lastSeenAt.getTime() > touchEveryMs)
    await touchSession(deps.db, found.session.tokenHash, now, sessionEnd(now))
  return found
}

export async function describeMe(
  deps: Deps,
  account: Account,
): Promise<{
  account: Account
  unit: Unit | null
  authority: string
  demonstration: Settings['demonstration'] | null
}> {
  const [unit, authority, demonstration] = await Promise.all([
    account.unitCode === null ? null : getUnit(deps.db, account.unitCode),
    getSetting(deps.db, 'authority'),
    getSetting(deps.db, 'demonstration'),
  ])
  return { account, unit, authority: authority ?? '', demonstration: demonstration ?? null }
}

export const listOwnSessions = (deps: Deps, actor: Actor): Promise<Session[]> =>
  listSessions(deps.db, actor.id, deps.now())

export async function endSession(deps: Deps, actor: Actor, sessionId: string): Promise<void> {
  await deps.db.transaction().execute(async (tx) => {
    if (!(await deleteSession(tx, actor.id, sessionId))) throw noSession()
    await record(tx, actor, 'session.closed', { unitCode: actor.unitCode, about: sessionId }, {}, deps.now())
  })
}

/** Ends every other session of the account: whoever knew the old password is out. */
export async function changePassword(
  deps: Deps,
  actor: Actor,
  sessionId: string,
  current: string,
  next: string,
): Promise<void> {
  readPassword(next, actor.username)
  const passwordHash = await hashPassword(next)
  await deps.db.transaction().execute(async (tx) => {
    const row = await takeAccount(tx, actor.id)
    if (!(await checkPassword(row.passwordHash, current))) throw wrongCurrent()
    if (current === next) throw samePassword()
    await saveAccount(tx, actor.id, {
      passwordHash,
      mustChangePassword: false,
      failures: 0,
      lockedUntil: null,
    })
    await deleteSessions(tx, actor.id, sessionId)
    await record(
      tx,
      actor,
      'account.password-changed',
      { unitCode: actor.unitCode, about: actor.id },
      {},
      deps.now(),
    )
  })
}

const noSession = () => new Problem('missing', 'session.missing', '这个登录已经结束')
const wrongCurrent = () => new Problem('invalid', 'account.wrong-password', '当前密码不正确，请重新输入')
const samePassword = () => new Problem('invalid', 'account.same-password', '新密码不能与当前密码相同')
