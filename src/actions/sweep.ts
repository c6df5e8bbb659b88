import { namedBlobs } from '../store/blob-names.ts'
import { deleteExpired } from '../store/sessions.ts'
import { getSetting, takeSetting } from '../store/settings.ts'
import type { Deps } from './deps.ts'

/** Longer than any request takes: what a deed that is under way has put is never taken for left over. */
const graceMs = 3_600_000

/** Removes what nobody can use any more: files that nothing names, sessions that have ended, links that are spent. */
export async function sweep({
  db,
  blobs,
  now,
}: Pick<Deps, 'db' | 'blobs' | 'now'>): Promise<{ files: number }> {
  await deleteExpired(db, now())
  if ((await getSetting(db, 'authority')) !== undefined) await takeSetting(db, 'setupToken')
  // By the world's clock, as the disk has it, and not by a demonstration's.
  const files = await blobs.sweep((names) => namedBlobs(db, names), new Date(Date.now() - graceMs))
  return { files }
}
