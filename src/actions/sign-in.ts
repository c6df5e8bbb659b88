import { type Account, isOpenFrom, lockedSince, lockedUntil } from '../domain/account.ts'
import { Problem } from '../domain/problem.ts'
import { checkPassword, hashToken, makeToken } from '../sealing/passwords.ts'
import { asAccount, saveAccount, takeAccountByUsername } from '../store/accounts.ts'
import type { Db } from '../store/database.ts'
import { deleteExpired, insertSession } from '../store/sessions.ts'
import { type Doer, entriesFrom, record } from '../store/trail.ts'
import { uuidv7 } from '../store/uuid.ts'
import type { Deps } from './deps.ts'

/** Where somebody sits. */
export interface Place {
  readonly address: string
  readonly browser: string
}

export interface SignedIn {
  readonly account: Account
  /** For the cookie; only its digest is kept. */
  readonly token: string
  readonly expiresAt: Date
}

const sessionHours = 12
const knownDays = 90

export const sessionEnd = (now: Date): Date => new Date(now.getTime() + sessionHours * 3_600_000)

export async function signIn(
  deps: Deps,
  username: string,
  password: string,
  place: Place,
): Promise<SignedIn> {
  const name = username.trim().normalize('NFKC').toLowerCase()
  const refused = await deps.db.transaction().execute(async (tx) => {
    // The row stays locked over the slow check: a hundred guesses at once are still a hundred failures.
    const row = await takeAccountByUsername(tx, name)
    const now = deps.now()
    if (row?.lockedUntil && row.lockedUntil > now && !(await isKnownPlace(tx, row.id, place, now)))
      return locked(row.lockedUntil)
    const right = await checkPassword(row && !row.disabled ? row.passwordHash : null, password)
    if (row && right) {
      await saveAccount(tx, row.id, { failures: 0, lockedUntil: null, lastSignedInAt: now })
      await record(
        tx,
        { ...row, address: place.address },
        'session.opened',
        { unitCode: row.unitCode },
        {},
        now,
      )
      return { account: asAccount(row), ...(await openSession(tx, row.id, place, now)) }
    }
    if (row) {
      const failures = row.failures + 1
      await saveAccount(tx, row.id, { failures, lockedUntil: lockedUntil(failures, now) ?? row.lockedUntil })
    }
    // Of a name that nobody has only the beginning is kept: people type passwords in the wrong field.
    const doer: Doer = row ?? { id: null, username: `${[...name].slice(0, 2).join('')}…`, name: '未知' }
    await record(tx, { ...doer, address: place.address }, 'session.refused', {}, {}, now)
    return wrong()
  })
  // Thrown outside: the count of failures must not be rolled back.
  if (refused instanceof Problem) throw refused
  return refused
}

/** A stranger who guesses at everybody's password must not shut everybody out where they work. */
async function isKnownPlace(tx: Db, accountId: string, { address }: Place, now: Date): Promise<boolean> {
  const since = { known: new Date(now.getTime() - knownDays * 86_400_000), refused: lockedSince(now) }
  return isOpenFrom(await entriesFrom(tx, accountId, address, since))
}

/** For whoever has just proved who they are. */
export async function openSession(tx: Db, accountId: string, place: Place, now: Date) {
  const token = makeToken()
  const expiresAt = sessionEnd(now)
  await deleteExpired(tx, now)
  await insertSession(tx, {
    tokenHash: hashToken(token),
    id: uuidv7(now),
    accountId,
    address: place.address,
    browser: place.browser.slice(0, 300),
    createdAt: now,
    lastSeenAt: now,
    expiresAt,
  })
  return { token, expiresAt }
}

// The same words for a wrong name and a wrong password: neither may be tried out.
const wrong = () => new Problem('forbidden', 'session.wrong-password', '用户名或密码不正确，请重新输入')
const locked = (until: Date) =>
  new Problem(
    'limited',
    'session.locked',
    '密码连续输错多次，账号已暂时锁定，请 15 分钟后再试，或请管理员重置密码',
    {
      until: until.toISOString(),
    },
  )
