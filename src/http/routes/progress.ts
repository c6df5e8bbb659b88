import { exportProgress, exportTotals } from '../../actions/export-progress.ts'
import { seeProgress, seeTotals } from '../../actions/see-progress.ts'
import { progress } from '../../contract/progress.ts'
import { mediaTypes } from '../../domain/file-kind.ts'
import type { Routes } from '../mount.ts'
import { pageOf, progressRow } from '../views.ts'

const most = { page: 1, size: 100_000 }

export const progressRoutes: Routes = (mount, deps) => {
  mount.own(progress.list, async ({ actor, params, query }) => {
    const { page, size } = pageOf(query)
    const wanted = { ...query, sort: query.sort ?? 'code', down: query.order === 'down', page, size } as const
    const { rows, counts, total } = await seeProgress(deps, actor, params.campaignId, wanted)
    return { rows: rows.map(progressRow), counts, total, page, size }
  })
  for (const as of ['csv', 'xlsx'] as const)
    mount.own(progress[as], async ({ actor, params, query }) => {
      const wanted = { ...query, sort: query.sort ?? 'code', down: query.order === 'down', ...most } as const
      const bytes = await exportProgress(deps, actor, params.campaignId, wanted, as)
      return {
        name: `报送进度.${as}`,
        mediaType: as === 'csv' ? 'text/csv; charset=utf-8' : mediaTypes.xlsx,
        bytes,
      }
    })
  mount.own(progress.totals, ({ actor, params }) => seeTotals(deps, actor, params.campaignId))
  mount.own(progress.totalsXlsx, async ({ actor, params }) => ({
    name: '底数汇总.xlsx',
    mediaType: mediaTypes.xlsx,
    bytes: await exportTotals(deps, actor, params.campaignId),
  }))
}
