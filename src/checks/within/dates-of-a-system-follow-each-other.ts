import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

/** The first may not be later than the second. That none is in the future the form itself sees to. */
const orders = [
  ['gradingDate', '定级时间', 'filingDate', '备案日期'],
  ['goLiveDate', '投入运行时间', 'assessDate', '测评时间'],
] as const

export const datesOfASystemFollowEachOther: Check = {
  id: 'dates-of-a-system-follow-each-other',
  rule: 'X-23',
  title: '先定级后备案，先投运后测评',
  severity: 'warning',
  cites: ['mlps.filing'],
  run: ({ filing }) =>
    systemsOf(filing)
      .filter((system) => system.level >= 2)
      .flatMap((system) =>
        orders.flatMap(([first, firstName, second, secondName]) => {
          const early = system.day(first)
          const late = system.day(second)
          if (!early || !late || early <= late) return []
          if (second === 'filingDate' && system.text('filingStatus') !== 'filed') return []
          return [
            {
              at: system.at(second),
              says: `${system.name}的${secondName} ${late} 早于${firstName} ${early}`,
              fix: '核对两个日期；确属如此的请说明，例如上线前测评',
            },
          ]
        }),
      ),
}
