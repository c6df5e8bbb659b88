// A demonstration is an installation of invented data that lives on a day of its own.
import type { Db } from '../store/database.ts'
import { getSetting, keepSetting } from '../store/settings.ts'
import type { Deps } from './deps.ts'

/** `words` are shown at each start: passwords of people who do not exist. */
export async function markDemonstration(
  { db }: Pick<Deps, 'db'>,
  clockOffsetMs: number,
  words: readonly string[],
): Promise<void> {
  await keepSetting(db, 'demonstrationWords', words)
  await keepSetting(db, 'demonstration', { clockOffsetMs })
}

export const demonstrationWords = async ({ db }: Pick<Deps, 'db'>): Promise<readonly string[]> =>
  (await getSetting(db, 'demonstrationWords')) ?? []

/** How far this installation's clock is ahead of the world's; 0 but in a demonstration. */
export async function clockOffset(db: Db): Promise<number> {
  return (await getSetting(db, 'demonstration'))?.clockOffsetMs ?? 0
}
