import { isEvasive, type System, systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const failedAssessmentHasPlan: Check = {
  id: 'failed-assessment-has-plan',
  rule: 'L-07',
  title: '测评未达标的系统有整改计划或已整改',
  severity: 'warning',
  serious: true,
  cites: ['mlps.rectification'],
  run: ({ filing }) =>
    systemsOf(filing).flatMap((system) => {
      const conclusion = system.text('assessConclusion')
      const hazards = system.number('majorHazardCount') ?? 0
      const failed = conclusion === '差' || conclusion === '不符合'
      if (system.level < 2 || !system.day('assessDate') || (!failed && hazards <= 0)) return []
      // Not yet said whether it was rectified: the form itself asks.
      if (system.yes('rectified') === undefined) return []
      const fault = system.yes('rectified') ? rectifiedBefore(system) : withoutPlan(system)
      if (!fault) return []
      const why = failed ? `测评结论为“${conclusion}”` : `有重大风险隐患 ${hazards} 个`
      return [
        {
          at: fault.at,
          says: `${system.name}${why}，${fault.says}`,
          fix: '测评未达标的应制定整改方案：写明做什么、谁负责、何时完成',
        },
      ]
    }),
}

function withoutPlan(system: System) {
  const plan = system.text('rectifyPlan')
  if (plan.length >= 4 && !isEvasive(plan)) return undefined
  return { at: system.at('rectifyPlan'), says: plan ? `整改计划只写了“${plan}”` : '尚未填写整改计划' }
}

function rectifiedBefore(system: System) {
  const done = system.day('rectifyDate')
  const assessed = system.day('assessDate')
  if (!done || !assessed || done >= assessed) return undefined
  return { at: system.at('rectifyDate'), says: `整改完成于测评之前（${done}），测评发现的问题未见整改` }
}
