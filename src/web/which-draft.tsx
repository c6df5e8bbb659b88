// The draft on the server and a package that came by another way, when they say different things.
import { useQuery } from '@tanstack/react-query'
import { contract } from '../contract/all.ts'
import type { CampaignView } from '../contract/campaigns.ts'
import type { DraftView } from '../contract/drafts.ts'
import type { PackageView, SubmissionView } from '../contract/submissions.ts'
import { call } from './api.ts'
import { ChooseDraft, saveDraft } from './choose-draft.tsx'
import { FailedPage, Loading } from './parts.tsx'
import { clock } from './words.ts'

/** The package that is newer than the draft and says something else. */
export function newerPackage({ draft, packages }: SubmissionView): PackageView | undefined {
  const [newest] = packages
  return draft?.ahead && newest && newest.receivedAt > draft.at ? newest : undefined
}

/** The package that a mere reader is shown: what has been handed in, or what an approver is about to hand in. */
export function packageToRead(submission: SubmissionView, mayEdit: boolean): PackageView | undefined {
  if (!mayEdit) return submission.packages[0]
  return submission.closedBecause ? newerPackage(submission) : undefined
}

export function useHandedIn(submission: SubmissionView | undefined, mayEdit: boolean) {
  const found = submission && packageToRead(submission, mayEdit)
  const params = { campaignId: submission?.campaignId ?? '', unitCode: submission?.unit.code ?? '' }
  return useQuery({
    queryKey: ['filing', params.campaignId, params.unitCode, found?.number],
    queryFn: () =>
      call(contract.submissions.filing, { params: { ...params, number: String(found?.number) } }),
    enabled: found !== undefined,
  })
}

export function WhichDraft(props: {
  view: CampaignView
  submission: SubmissionView
  draft: DraftView
  newest: PackageView
  onChosen(draft: DraftView): void
}) {
  const { submission, newest } = props
  const params = {
    campaignId: submission.campaignId,
    unitCode: submission.unit.code,
    number: String(newest.number),
  }
  const filing = useQuery({
    queryKey: ['filing', params.campaignId, params.unitCode, newest.number],
    queryFn: () => call(contract.submissions.filing, { params }),
  })
  if (filing.isPending) return <Loading />
  if (filing.isError) return <FailedPage error={filing.error} retry={filing.refetch} />
  return (
    <ChooseDraft
      {...props}
      other={{
        name: '数据包',
        label: '数据包的内容',
        hint: `${clock(newest.receivedAt)} 由 ${newest.receivedBy} 上传，校验码 ${newest.shortCode}`,
        filing: filing.data.filing,
        take: (version) =>
          call(contract.drafts.adopt, {
            params,
            body: { version, number: newest.number },
          }),
        // Saved although nothing changes, so that the draft is the newer of the two from now on.
        leave: (version) => saveDraft(params, version, []),
      }}
      lead={(many) =>
        many > 0
          ? `网上草稿与后来上传的数据包有 ${many} 处不同。先看下面的对照，再选；两份都不会丢：数据包一直留存在平台，没有选的草稿搁置在“本次自查”页，可以换回。`
          : '网上草稿与后来上传的数据包答案相同，只有完成标记或待核备注不同。'
      }
    />
  )
}
