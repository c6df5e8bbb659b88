import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

// A system that was looked at earlier in the year counts as checked; whether that will do the unit must know.
export const selfCheckWasMadeInThisCampaign: Check = {
  id: 'self-check-was-made-in-this-campaign',
  rule: 'N-09',
  title: '系统的自查时间在本次自查期间',
  severity: 'hint',
  cites: ['form.matrix', 'notice.plan'],
  run: ({ filing, campaign }) =>
    systemsOf(filing)
      .filter((system) => system.counts && system.yes('selfChecked'))
      .flatMap((system) => {
        const checked = system.day('selfCheckDate')
        // Of another year another check speaks, and louder.
        if (!checked?.startsWith(`${campaign.year}-`)) return []
        if (checked >= campaign.opensOn && checked <= campaign.closesOn) return []
        return [
          {
            at: system.at('selfCheckDate'),
            says: `${system.name}的自查时间 ${checked} 不在本次自查期间（${campaign.opensOn} 至 ${campaign.closesOn}）`,
            fix: '按本次要求重新检查过的，改为重新检查的日期',
          },
        ]
      }),
}
