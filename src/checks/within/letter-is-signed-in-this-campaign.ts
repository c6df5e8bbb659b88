import { asDay } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

// That it is not signed tomorrow the form itself sees to.
export const letterIsSignedInThisCampaign: Check = {
  id: 'letter-is-signed-in-this-campaign',
  rule: 'N-06',
  title: '承诺书签署于本次自查期间',
  severity: 'warning',
  cites: ['notice.letter'],
  run({ read, campaign }) {
    const signed = asDay(read.value('letterSignedOn'))
    if (!signed || signed >= campaign.opensOn) return []
    return [
      {
        at: 'letterSignedOn',
        says: `承诺书签署于 ${signed}，早于本次自查开始的 ${campaign.opensOn}`,
        fix: '核对日期；如是往年的承诺书，请用本次的重新签字盖章',
      },
    ]
  },
}
