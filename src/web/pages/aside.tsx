// Drafts that gave way to a package or to one another: to be looked at, and taken up again.
import { useQuery } from '@tanstack/react-query'
import { contract } from '../../contract/all.ts'
import { useRouter } from '../../ui/link.tsx'
import { Banner } from '../../ui/notice.tsx'
import { Breadcrumb } from '../../ui/shell.tsx'
import { call } from '../api.ts'
import { ChooseDraft } from '../choose-draft.tsx'
import { FailedPage, Loading, useTitle } from '../parts.tsx'
import { useMay, useMe } from '../session.tsx'
import { useSubmission } from '../submission-parts.tsx'
import { clock } from '../words.ts'
import { useCampaign } from './campaign.tsx'

/** One of them beside the draft as it is now. */
export default function Aside({ campaignId, version }: { campaignId: string; version: string }) {
  useTitle('搁置的草稿')
  const unitCode = useMe().unit?.code ?? ''
  const mayEdit = useMay()('draft.edit')
  const params = { campaignId, unitCode }
  const { go } = useRouter()
  const view = useCampaign(campaignId)
  const submission = useSubmission(campaignId, unitCode)
  const draft = useQuery({
    queryKey: ['draft', campaignId, unitCode, 'beside'],
    queryFn: () => call(contract.drafts.get, { params }),
    gcTime: 0,
  })
  const aside = useQuery({
    queryKey: ['aside', campaignId, unitCode, version],
    queryFn: () => call(contract.drafts.getAside, { params: { ...params, version } }),
  })
  const failed = view.error ?? submission.error ?? draft.error ?? aside.error
  if (failed) return <FailedPage error={failed} />
  if (!view.data || !submission.data || !draft.data || !aside.data) return <Loading />
  const { at, by, filing } = aside.data
  const closedBecause = submission.data.closedBecause ?? (mayEdit ? null : '您的账号只能查看草稿，不能换回')
  return (
    <>
      <div className="page">
        <Breadcrumb items={[{ label: '本次自查', href: '/' }, { label: '搁置的草稿' }]} />
        {closedBecause && <Banner tone="info" title={closedBecause} />}
      </div>
      <ChooseDraft
        view={view.data}
        submission={submission.data}
        draft={draft.data}
        title="换回搁置的草稿？"
        lead={(many) =>
          many > 0
            ? `${clock(at)} 由 ${by} 保存的草稿，与现在的网上草稿有 ${many} 处不同。换回以后，现在的网上草稿同样搁置起来，不会丢。`
            : `${clock(at)} 由 ${by} 保存的草稿，与现在的网上草稿答案相同。`
        }
        closedBecause={closedBecause}
        other={{
          name: '搁置的草稿',
          label: '搁置的草稿',
          hint: `${clock(at)} 由 ${by} 保存`,
          filing,
          take: (now) =>
            call(contract.drafts.restoreAside, { params: { ...params, version }, body: { version: now } }),
          leave: async () => draft.data,
        }}
        onChosen={() => go(`/campaigns/${campaignId}/fill`)}
      />
    </>
  )
}
