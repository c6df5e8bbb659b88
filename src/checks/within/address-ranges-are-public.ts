import { isPrivate, rangeOf } from '../../domain/identifiers/ip-range.ts'
import { rowsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const addressRangesArePublic: Check = {
  id: 'address-ranges-are-public',
  rule: 'N-02',
  title: '申报的互联网地址段不含内网地址',
  severity: 'error',
  cites: ['notice.inventory'],
  run: ({ filing }) =>
    rowsOf(filing, 'ipRanges').flatMap((row) => {
      const range = rangeOf(row.text('range'))
      if (!range || !isPrivate(range)) return []
      return [
        {
          at: row.at('range'),
          says: `${row.text('range')} 含内网（保留）地址，不是互联网地址`,
          fix: '填写运营商或教育网分配的公网地址',
        },
      ]
    }),
}
