// A demonstration is an installation of invented data that lives on a day of its own.
import type { Db } from '../store/database.ts'
import { emptyTables } from '../store/dump.ts'
import { getSetting, keepSetting, takeSetting } from '../store/settings.ts'
import type { Deps } from './deps.ts'

export const beginDemonstration = ({ db }: Pick<Deps, 'db'>): Promise<void> =>
  keepSetting(db, 'demonstrationBegun', true)

/** Clears away a demonstration whose making was cut off: no door had been opened on it yet. */
export async function dropUnfinished({ db }: Pick<Deps, 'db'>): Promise<boolean> {
  if (!(await getSetting(db, 'demonstrationBegun'))) return false
  await emptyTables(db)
  return true
}

/** `words` are shown at each start: passwords of people who do not exist. */
export async function markDemonstration(
  { db }: Pick<Deps, 'db'>,
  clockOffsetMs: number,
  words: readonly string[],
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await keepSetting(tx, 'demonstrationWords', words)
    await keepSetting(tx, 'demonstration', { clockOffsetMs })
    await takeSetting(tx, 'demonstrationBegun')
  })
}

export const demonstrationWords = async ({ db }: Pick<Deps, 'db'>): Promise<readonly string[]> =>
  (await getSetting(db, 'demonstrationWords')) ?? []

/** How far this installation's clock is ahead of the world's; 0 but in a demonstration. */
export async function clockOffset(db: Db): Promise<number> {
  return (await getSetting(db, 'demonstration'))?.clockOffsetMs ?? 0
}
