import { asDay } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const emergencyPlanWasDrilledThisYear: Check = {
  id: 'emergency-plan-was-drilled-this-year',
  rule: 'L-14',
  title: '本年度开展过应急演练',
  severity: 'warning',
  cites: ['education.emergency-plan', 'evaluation.drill'],
  run({ read, campaign }) {
    const drilled = asDay(read.value('w08.drillDate'))
    if (drilled?.startsWith(`${campaign.year}-`)) return []
    return [
      {
        at: 'w08.drillDate',
        says: `${campaign.year} 年度未开展应急演练${drilled ? `，最近一次为 ${drilled}` : ''}`,
        fix: '开展演练后补填日期；已列入计划的请说明时间',
      },
    ]
  },
}
