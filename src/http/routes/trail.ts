import { exportTrail, seeTrail } from '../../actions/see-trail.ts'
import { trail } from '../../contract/trail.ts'
import { mediaTypes } from '../../domain/file-kind.ts'
import type { Routes } from '../mount.ts'
import { pageOf } from '../views.ts'

export const trailRoutes: Routes = (mount, deps) => {
  mount.own(trail.list, async ({ actor, query }) => {
    const { page, size } = pageOf(query)
    const { rows, total } = await seeTrail(deps, actor, query, page, size)
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
  mount.own(trail.xlsx, async ({ actor, query }) => ({
    name: '操作记录.xlsx',
    mediaType: mediaTypes.xlsx,
    bytes: await exportTrail(deps, actor, query),
  }))
}
