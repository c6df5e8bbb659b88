import { addMonths } from '../../domain/calendar.ts'
import { levelName, systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const levelThreeChecksItselfInTime: Check = {
  id: 'level-three-checks-itself-in-time',
  rule: 'L-08',
  title: '第三级系统每年、第四级系统每半年自查',
  severity: 'warning',
  serious: true,
  cites: ['mlps.self-inspection'],
  run: ({ filing, day }) =>
    systemsOf(filing)
      .filter((system) => system.isRunning && (system.level === 3 || system.level === 4))
      .flatMap((system) => {
        const half = system.level === 4
        const checked = system.yes('selfChecked') ? system.day('selfCheckDate') : undefined
        const never = system.yes('selfChecked') === false
        if (!never && (!checked || checked >= addMonths(day, half ? -6 : -12))) return []
        const must = `${levelName(system.level)}系统${half ? '每半年' : '每年'}至少自查一次`
        return [
          {
            at: system.at(never ? 'selfChecked' : 'selfCheckDate'),
            says: `${system.name}未按期自查：${must}，${never ? '本年未自查' : `上次自查为 ${checked}`}`,
            fix: '完成自查后填写自查时间',
          },
        ]
      }),
}
