import { isBlank } from '../../domain/filing.ts'
import type { Check } from '../check.ts'

export const emergencyPlanExists: Check = {
  id: 'emergency-plan-exists',
  rule: 'L-13',
  title: '已制定网络安全事件应急预案',
  severity: 'warning',
  serious: true,
  cites: ['csl.emergency-plan'],
  run: ({ read }) =>
    // Of what is no day the form itself complains.
    !isBlank(read.value('w08.planDate'))
      ? []
      : [
          {
            at: 'w08.planDate',
            says: '未填应急预案的制定（修订）日期，视为未制定网络安全事件应急预案',
            fix: '制定预案并填写日期；已有预案的补填日期',
          },
        ],
}
