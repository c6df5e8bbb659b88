import { overlapping, rangeOf } from '../../domain/identifiers/ip-range.ts'
import { rowsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const addressRangesDoNotOverlap: Check = {
  id: 'address-ranges-do-not-overlap',
  rule: 'N-01',
  title: '申报的互联网地址段互不重叠',
  severity: 'error',
  cites: ['notice.inventory'],
  run({ filing }) {
    const rows = rowsOf(filing, 'ipRanges')
    const pairs = overlapping(rows.map((row) => rangeOf(row.text('range'))))
    // The same range twice the form itself refuses.
    const different = pairs.filter(
      ([earlier, later]) => rows[earlier]!.text('range') !== rows[later]!.text('range'),
    )
    return different.map(([earlier, later]) => ({
      at: rows[later]!.at('range'),
      says: `地址段 ${rows[later]!.text('range')} 与第 ${earlier + 1} 行的 ${rows[earlier]!.text('range')} 重叠`,
      fix: '合并两行，或改正起止地址',
    }))
  },
}
