import type { Actor } from '../domain/account.ts'
import { dayOf } from '../domain/calendar.ts'
import type { Figure } from '../domain/figures.ts'
import { demand } from '../domain/permission.ts'
import { missingPieces, type Status } from '../domain/submission.ts'
import { getCampaign } from '../store/campaigns.ts'
import { sumAccepted } from '../store/packages.ts'
import {
  countProgress,
  listProgress,
  type ProgressFilter,
  type ProgressLine,
  type ProgressSort,
} from '../store/progress.ts'
import type { Deps } from './deps.ts'

export interface Wanted extends ProgressFilter {
  readonly sort: ProgressSort
  readonly down: boolean
  readonly page: number
  readonly size: number
}

export async function seeProgress(deps: Deps, actor: Actor, campaignId: string, wanted: Wanted) {
  demand(actor, 'progress.see')
  const campaign = await getCampaign(deps.db, campaignId)
  const today = dayOf(deps.now())
  const [lines, counts] = await Promise.all([
    listProgress(deps.db, campaign, wanted, today, wanted),
    countProgress(deps.db, campaign, wanted, today),
  ])
  const all: readonly Status[] = wanted.status ? [wanted.status] : (Object.keys(counts) as Status[])
  return {
    rows: lines.map((line) => ({ ...line, missing: missingOf(line) })),
    counts,
    total: all.reduce((total, status) => total + counts[status], 0),
    campaign,
  }
}

/** The form is made from the package, so it is there as soon as the package is. */
const missingOf = ({ hasPackage, pieces }: ProgressLine) =>
  missingPieces(hasPackage ? ['package', 'form', ...pieces] : pieces)

/** Over accepted submissions only, latest revision; units that are missing stay missing. */
export async function seeTotals(deps: Deps, actor: Actor, campaignId: string) {
  demand(actor, 'totals.see')
  await getCampaign(deps.db, campaignId)
  const kinds = await sumAccepted(deps.db, campaignId)
  const sums: Partial<Record<Figure, number>> = {}
  for (const kind of kinds)
    for (const [figure, sum] of Object.entries(kind.sums) as [Figure, number][])
      sums[figure] = (sums[figure] ?? 0) + sum
  return {
    n: kinds.reduce((n, kind) => n + kind.n, 0),
    N: kinds.reduce((n, kind) => n + kind.asked, 0),
    sums: sums as Record<Figure, number>,
    byKind: kinds.map(({ kind, n, asked, sums }) => ({ kind, n, N: asked, sums })),
  }
}
