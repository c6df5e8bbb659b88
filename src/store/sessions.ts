import type { Selectable } from 'kysely'
import type { Account } from '../domain/account.ts'
import { asAccount } from './accounts.ts'
import type { Db } from './database.ts'
import type { Schema } from './schema.ts'

export type Session = Selectable<Schema['session']>

export async function insertSession(db: Db, session: Session): Promise<void> {
  await db.insertInto('session').values(session).execute()
}

/** One query per request: the session and whose it is. */
export async function findSession(
  db: Db,
  tokenHash: string,
  now: Date,
): Promise<{ session: Session; account: Account } | undefined> {
  const found = await db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.accountId')
    .selectAll('account')
    .select([
      'session.tokenHash',
      'session.id as sessionId',
      'session.address',
      'session.browser',
      'session.createdAt as openedAt',
      'session.lastSeenAt',
      'session.expiresAt',
    ])
    .where('session.tokenHash', '=', tokenHash)
    .where('session.expiresAt', '>', now)
    .where('account.disabled', '=', false)
    .executeTakeFirst()
  if (!found) return undefined
  const { address, browser, lastSeenAt, expiresAt, sessionId, openedAt } = found
  return {
    account: asAccount(found),
    session: {
      tokenHash,
      id: sessionId,
      accountId: found.id,
      address,
      browser,
      createdAt: openedAt,
      lastSeenAt,
      expiresAt,
    },
  }
}

export async function touchSession(
  db: Db,
  tokenHash: string,
  lastSeenAt: Date,
  expiresAt: Date,
): Promise<void> {
  await db.updateTable('session').set({ lastSeenAt, expiresAt }).where('tokenHash', '=', tokenHash).execute()
}

export const listSessions = (db: Db, accountId: string, now: Date): Promise<Session[]> =>
  db
    .selectFrom('session')
    .selectAll()
    .where('accountId', '=', accountId)
    .where('expiresAt', '>', now)
    .orderBy('lastSeenAt', 'desc')
    .execute()

export async function deleteSession(db: Db, accountId: string, id: string): Promise<boolean> {
  const gone = await db
    .deleteFrom('session')
    .where('id', '=', id)
    .where('accountId', '=', accountId)
    .executeTakeFirst()
  return gone.numDeletedRows > 0n
}

/** All of one account's, but for the one it is using. */
export async function deleteSessions(db: Db, accountId: string, except: string | null = null): Promise<void> {
  await db
    .deleteFrom('session')
    .where('accountId', '=', accountId)
    .$if(except !== null, (query) => query.where('id', '!=', except!))
    .execute()
}

export async function deleteExpired(db: Db, now: Date): Promise<void> {
  await db.deleteFrom('session').where('expiresAt', '<=', now).execute()
}
