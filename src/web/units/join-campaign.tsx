import type { Campaign } from '../../domain/campaign.ts'
import { Select } from '../../ui/choices.tsx'

export const JoinCampaign = ({
  campaigns,
  value,
  onChange,
}: {
  campaigns: readonly Campaign[]
  value: string
  onChange(campaignId: string): void
}) => (
  <Select
    id="joined"
    label="参加"
    value={value}
    onChange={onChange}
    none="暂不参加自查活动"
    options={campaigns.map(({ id, title }) => ({ value: id, label: title }))}
  />
)
