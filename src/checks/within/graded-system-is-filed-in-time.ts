import { addDays, daysBetween } from '../../domain/calendar.ts'
import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

const daysAllowed = 30

export const gradedSystemIsFiledInTime: Check = {
  id: 'graded-system-is-filed-in-time',
  rule: 'L-02',
  title: '第二级以上系统在投运（定级）后 30 日内备案',
  severity: 'warning',
  serious: true,
  cites: ['mlps.filing'],
  run: ({ filing, day }) =>
    systemsOf(filing)
      // Whoever has handed in the papers waits for the police, not the other way round.
      .filter((system) => system.owesGrading && system.level >= 2 && system.text('filingStatus') === 'none')
      .flatMap((system) => {
        const dates = [system.day('goLiveDate'), system.day('gradingDate')].filter(
          (date) => date !== undefined,
        )
        const since = dates.sort().pop()
        const over = since === undefined ? 0 : daysBetween(addDays(since, daysAllowed), day)
        if (over <= 0) return []
        return [
          {
            at: system.at('filingStatus'),
            says: `${system.name}应在投入运行（定级）后 30 日内到公安机关备案，已超 ${over} 天`,
            fix: '尽快到公安机关备案；已备案的请填写备案证明编号',
          },
        ]
      }),
}
