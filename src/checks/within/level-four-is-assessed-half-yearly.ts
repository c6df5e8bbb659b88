import { addMonths } from '../../domain/calendar.ts'
import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

// The rule says half a year; police practice is a year. What lies between is only worth a word.
export const levelFourIsAssessedHalfYearly: Check = {
  id: 'level-four-is-assessed-half-yearly',
  rule: 'L-05',
  title: '第四级系统半年内测评过',
  severity: 'warning',
  cites: ['mlps.assessment'],
  run: ({ filing, day }) =>
    systemsOf(filing)
      .filter((system) => system.owesGrading && system.level === 4)
      .flatMap((system) => {
        const assessed = system.day('assessDate')
        if (!assessed || assessed >= addMonths(day, -6) || assessed < addMonths(day, -12)) return []
        return [
          {
            at: system.at('assessDate'),
            says: `${system.name}为第四级，上次测评为 ${assessed}，已过半年`,
            fix: '安排等级测评；当地公安机关按每年一次掌握的，写明并注明下次测评时间',
          },
        ]
      }),
}
