import { addMonths } from '../../domain/calendar.ts'
import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const levelThreeIsAssessedYearly: Check = {
  id: 'level-three-is-assessed-yearly',
  rule: 'L-04',
  title: '第三级系统每年至少测评一次',
  severity: 'warning',
  serious: true,
  cites: ['mlps.assessment'],
  run: ({ filing, day }) =>
    systemsOf(filing)
      .filter((system) => system.owesGrading && system.level === 3)
      .flatMap((system) => {
        const assessed = system.day('assessDate')
        if (assessed && assessed >= addMonths(day, -12)) return []
        return [
          {
            at: system.at('assessDate'),
            says: assessed
              ? `第三级系统每年至少测评一次，${system.name}上次测评为 ${assessed}`
              : `第三级系统每年至少测评一次，${system.name}未填测评时间`,
            fix: '安排等级测评；已测评的请填写最近测评时间和报告编号',
          },
        ]
      }),
}
