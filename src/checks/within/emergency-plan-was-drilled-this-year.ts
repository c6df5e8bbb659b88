import { isBlank } from '../../domain/filing.ts'
import { asDay } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const emergencyPlanWasDrilledThisYear: Check = {
  id: 'emergency-plan-was-drilled-this-year',
  rule: 'L-14',
  title: '本年度开展过应急演练',
  severity: 'warning',
  cites: ['education.emergency-plan', 'evaluation.drill'],
  run({ read, campaign, today }) {
    const said = read.value('w08.drillDate')
    const drilled = asDay(said)
    // Of what is no day, or not yet, the form itself complains.
    if ((!isBlank(said) && !drilled) || (drilled && drilled > today)) return []
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
