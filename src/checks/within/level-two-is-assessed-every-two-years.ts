import { addMonths } from '../../domain/calendar.ts'
import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const levelTwoIsAssessedEveryTwoYears: Check = {
  id: 'level-two-is-assessed-every-two-years',
  rule: 'L-06',
  title: '第二级系统每两年测评一次（建议）',
  severity: 'hint',
  cites: ['mlps.assessment'],
  run: ({ filing, day }) =>
    systemsOf(filing)
      .filter((system) => system.owesGrading && system.level === 2)
      .flatMap((system) => {
        const assessed = system.day('assessDate')
        if (!assessed || assessed >= addMonths(day, -24)) return []
        return [
          {
            at: system.at('assessDate'),
            says: `建议第二级系统每两年测评一次，${system.name}上次测评为 ${assessed}`,
            fix: '列入下一年度测评计划；不属于强制要求',
          },
        ]
      }),
}
