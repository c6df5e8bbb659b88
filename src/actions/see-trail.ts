import type { Actor } from '../domain/account.ts'
import { demand } from '../domain/permission.ts'
import { historyOf, listTrail, type TrailFilter } from '../store/trail.ts'
import type { Deps } from './deps.ts'

export function seeTrail(deps: Deps, actor: Actor, filter: TrailFilter, page: number, size: number) {
  demand(actor, 'trail.see')
  return listTrail(deps.db, filter, page, size)
}

/** What was done to one submission, for both sides to read; comments reach the unit as comments, once it may read them. */
export async function seeHistory(deps: Deps, actor: Actor, campaignId: string, unitCode: string) {
  demand(actor, 'submission.see', { unitCode })
  const deeds = await historyOf(deps.db, campaignId, unitCode)
  return actor.unitCode === null ? deeds : deeds.filter(({ verb }) => !verb.startsWith('comment.'))
}
