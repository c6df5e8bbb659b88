import { Problem } from '../domain/problem.ts'
import { namedBlobs } from '../store/blob-names.ts'
import type { Putting } from '../store/blobs.ts'
import type { Deps } from './deps.ts'

/** What a deed has put away before it was refused is taken back, but for what others name or have put meanwhile. */
export async function puttingFiles<Result>(
  { db, blobs }: Pick<Deps, 'db' | 'blobs'>,
  deed: (files: Putting) => Promise<Result>,
): Promise<Result> {
  const trial = blobs.trial()
  try {
    return await deed(trial)
  } catch (error) {
    // After any other failure the database may yet have kept it. What stays, the sweep finds.
    if (error instanceof Problem) await trial.undo((names) => namedBlobs(db, names)).catch(() => {})
    throw error
  }
}
