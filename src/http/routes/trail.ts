import { seeTrail } from '../../actions/see-trail.ts'
import { trail } from '../../contract/trail.ts'
import { addDays } from '../../domain/calendar.ts'
import type { Routes } from '../mount.ts'
import { pageOf } from '../views.ts'

const beginning = (day: string) => new Date(`${day}T00:00:00+08:00`)

export const trailRoutes: Routes = (mount, deps) => {
  mount.own(trail.list, async ({ actor, query }) => {
    const { page, size } = pageOf(query)
    const from = query.from && beginning(query.from)
    const until = query.to && beginning(addDays(query.to, 1))
    const filter = { ...query, from: from || undefined, until: until || undefined }
    const { rows, total } = await seeTrail(deps, actor, filter, page, size)
    return {
      rows: rows.map(({ happenedAt, doneBy, accountId: _, ...row }) => ({
        ...row,
        at: happenedAt.toISOString(),
        by: doneBy,
      })),
      total,
      page,
      size,
    }
  })
}
