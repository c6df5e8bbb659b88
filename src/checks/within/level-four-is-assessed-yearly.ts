import { addMonths } from '../../domain/calendar.ts'
import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

// The fifth grade has no period: it is assessed as its particular needs demand.
export const levelFourIsAssessedYearly: Check = {
  id: 'level-four-is-assessed-yearly',
  rule: 'L-05',
  title: '第四级系统一年内测评过',
  severity: 'warning',
  serious: true,
  cites: ['mlps.assessment'],
  run: ({ filing, day }) =>
    systemsOf(filing)
      .filter((system) => system.owesGrading && system.level === 4)
      .flatMap((system) => {
        const assessed = system.day('assessDate')
        if (assessed && assessed >= addMonths(day, -12)) return []
        return [
          {
            at: system.at('assessDate'),
            says: `第四级系统测评已逾期，${system.name}${assessed ? `上次测评为 ${assessed}` : '未填测评时间'}`,
            fix: '安排等级测评；已测评的请填写最近测评时间和报告编号',
          },
        ]
      }),
}
