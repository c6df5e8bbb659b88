import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const selfCheckWasMadeThisYear: Check = {
  id: 'self-check-was-made-this-year',
  rule: 'N-05',
  title: '选“本年已自查”的，自查时间在本年',
  severity: 'warning',
  cites: ['form.matrix'],
  run: ({ filing, campaign }) =>
    systemsOf(filing)
      .filter((system) => system.counts && system.yes('selfChecked'))
      .flatMap((system) => {
        const checked = system.day('selfCheckDate')
        if (!checked || checked.startsWith(`${campaign.year}-`)) return []
        return [
          {
            at: system.at('selfCheckDate'),
            says: `${system.name}选了“本年已自查”，自查时间却是 ${checked}`,
            fix: `改为 ${campaign.year} 年的自查时间；本年没有自查的，“本年是否自查”改选“否”`,
          },
        ]
      }),
}
