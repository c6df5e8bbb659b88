import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const claimOfFullFilingAgreesWithSystems: Check = {
  id: 'claim-of-full-filing-agrees-with-systems',
  rule: 'X-17',
  title: '“已全部备案”与系统表一致',
  severity: 'error',
  cites: ['form.matrix', 'mlps.filing'],
  run({ filing }) {
    const claim = filing.answers['w04.allFiled']
    const graded = systemsOf(filing).filter((system) => system.counts && system.level >= 2)
    const unfiled = graded.filter((system) => /^(none|accepted)$/.test(system.text('filingStatus')))
    if (claim === true && unfiled.length > 0)
      return [
        {
          at: 'w04.allFiled',
          says: `答“已全部备案”，系统表中却有 ${unfiled.length} 个第二级以上系统未备案，如${unfiled[0]!.name}`,
          fix: '改答“否”，或更正系统表中的备案状态',
        },
      ]
    if (
      claim === false &&
      graded.length > 0 &&
      graded.every((system) => system.text('filingStatus') === 'filed')
    )
      return [
        {
          at: 'w04.allFiled',
          says: '答“未全部备案”，系统表中第二级以上系统却都已备案',
          fix: '改答“是”，或更正系统表中的备案状态',
        },
      ]
    return []
  },
}
