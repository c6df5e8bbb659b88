import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const filingFollows2025Template: Check = {
  id: 'filing-follows-2025-template',
  rule: 'L-10',
  title: '第二级以上系统已按 2025 版模板更新备案',
  severity: 'warning',
  cites: ['mlps.filing-form-2025'],
  from: '2025-12-01',
  run: ({ filing }) =>
    systemsOf(filing)
      .filter((system) => system.owesGrading && system.level >= 2 && system.text('filingStatus') === 'filed')
      .filter((system) => /^20(07|18)$/.test(system.text('filingTemplate')))
      .map((system) => ({
        at: system.at('filingTemplate'),
        says: `${system.name}尚未按 2025 版模板更新备案（应于 2025-11-30 前完成）`,
        fix: '按 2025 版备案表向原受理公安机关更新备案',
      })),
}
