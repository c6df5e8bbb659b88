import { asDay } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

// A form that was sent back is rightly dated later than the due day: this says so, and no more.
export const formIsDatedWithinThisCampaign: Check = {
  id: 'form-is-dated-within-this-campaign',
  rule: 'N-08',
  title: '填表日期在本次自查开始之后、报送截止之前',
  severity: 'hint',
  cites: ['notice.deadline'],
  run({ read, campaign }) {
    const filled = asDay(read.value('fillDate'))
    if (!filled || (filled >= campaign.opensOn && filled <= campaign.dueOn)) return []
    const early = filled < campaign.opensOn
    return [
      {
        at: 'fillDate',
        says: early
          ? `填表日期 ${filled} 早于本次自查开始的 ${campaign.opensOn}`
          : `填表日期 ${filled} 晚于报送截止的 ${campaign.dueOn}`,
        fix: early ? '改为本次填完的日期' : '核对日期；退回后补正的不必改',
      },
    ]
  },
}
