import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const selfCheckFallsWithinCampaign: Check = {
  id: 'self-check-falls-within-campaign',
  rule: 'X-18',
  title: '系统自查时间在本次自查期间',
  severity: 'hint',
  cites: ['notice.plan'],
  run: ({ filing, campaign }) =>
    systemsOf(filing)
      .filter((system) => system.yes('selfChecked') === true)
      .flatMap((system) => {
        const checked = system.day('selfCheckDate')
        if (!checked || (campaign.opensOn <= checked && checked <= campaign.closesOn)) return []
        return [
          {
            at: system.at('selfCheckDate'),
            says: `${system.name}自查于 ${checked}，不在本次自查期间（${campaign.opensOn} 至 ${campaign.closesOn}）`,
          },
        ]
      }),
}
