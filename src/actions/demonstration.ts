// A demonstration is an installation of invented data that lives on a day of its own.
import { checkPassword } from '../sealing/passwords.ts'
import { findAccount } from '../store/accounts.ts'
import type { Db } from '../store/database.ts'
import { emptyTables } from '../store/dump.ts'
import { getSetting, keepSetting, type Settings, takeSetting } from '../store/settings.ts'
import type { Deps } from './deps.ts'

export const beginDemonstration = ({ db }: Pick<Deps, 'db'>): Promise<void> =>
  keepSetting(db, 'demonstrationBegun', true)

/** Clears away a demonstration whose making was cut off: no door had been opened on it yet. */
export async function dropUnfinished({ db }: Pick<Deps, 'db'>): Promise<boolean> {
  if (!(await getSetting(db, 'demonstrationBegun'))) return false
  await emptyTables(db)
  return true
}

export type Opens = Settings['demonstrationOpens']

export async function markDemonstration(
  { db }: Pick<Deps, 'db'>,
  clockOffsetMs: number,
  opens: Opens,
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await keepSetting(tx, 'demonstrationOpens', opens)
    await keepSetting(tx, 'demonstration', { clockOffsetMs })
    await takeSetting(tx, 'demonstrationBegun')
  })
}

/** Who may enter, and with what: passwords of people who do not exist. Null is one that has been changed since. */
export async function seeDemonstration({ db }: Pick<Deps, 'db'>) {
  const opens = await getSetting(db, 'demonstrationOpens')
  if (!opens) return undefined
  const signIns = opens.signIns.map(async ({ password, ...signIn }) => {
    const account = await findAccount(db, signIn.username)
    const stands = await checkPassword(account?.passwordHash ?? null, password)
    return { ...signIn, password: stands ? password : null }
  })
  return { signIns: await Promise.all(signIns), passphrase: opens.passphrase }
}

export type SeenDemonstration = NonNullable<Awaited<ReturnType<typeof seeDemonstration>>>

/** How far this installation's clock is ahead of the world's; 0 but in a demonstration. */
export async function clockOffset(db: Db): Promise<number> {
  return (await getSetting(db, 'demonstration'))?.clockOffsetMs ?? 0
}
