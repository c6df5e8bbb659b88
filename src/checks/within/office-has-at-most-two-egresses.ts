import { type Entry, rowsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

const most = 2

export const officeHasAtMostTwoEgresses: Check = {
  id: 'office-has-at-most-two-egresses',
  rule: 'L-47',
  title: '同一办公区互联网接入口不超过 2 个',
  severity: 'hint',
  cites: ['evaluation.egress'],
  run({ filing }) {
    const places = new Map<string, { first: Entry; count: number }>()
    for (const row of rowsOf(filing, 'egress')) {
      const place = row.text('location')
      const before = places.get(place)
      places.set(place, {
        first: before?.first ?? row,
        count: (before?.count ?? 0) + (row.number('count') ?? 0),
      })
    }
    return [...places]
      .filter(([place, { count }]) => place !== '' && count > most)
      .map(([place, { first, count }]) => ({
        at: first.at('count'),
        says: `同一办公区互联网接入口不宜超过 ${most} 个，“${place}”有 ${count} 个`,
        fix: '能合并的合并出口；分属不同校区的，在“所在办公区”分别写明',
      }))
  },
}
