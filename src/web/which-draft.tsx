// The draft on the server and a package that came by another way, when they say different things.
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { contract } from '../contract/all.ts'
import type { DraftView } from '../contract/drafts.ts'
import type { PackageView, SubmissionView } from '../contract/submissions.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { PageHead, Panel } from '../ui/shell.tsx'
import { call } from './api.ts'
import { useDeed } from './parts.tsx'
import { clock } from './words.ts'

/** The package that is newer than the draft and says something else. */
export function newerPackage({ draft, packages }: SubmissionView): PackageView | undefined {
  const [newest] = packages
  return draft?.ahead && newest && newest.receivedAt > draft.at ? newest : undefined
}

/** What was handed in, when it is not what the draft says; nothing can be changed then. */
export function useHandedIn(submission: SubmissionView | undefined) {
  const found = submission?.closedBecause ? newerPackage(submission) : undefined
  const params = { campaignId: submission?.campaignId ?? '', unitCode: submission?.unit.code ?? '' }
  return useQuery({
    queryKey: ['filing', params.campaignId, params.unitCode, found?.number],
    queryFn: () =>
      call(contract.submissions.filing, { params: { ...params, number: String(found?.number) } }),
    enabled: found !== undefined,
  })
}

export function WhichDraft({
  submission,
  draft,
  newest,
  onChosen,
}: {
  submission: SubmissionView
  draft: DraftView
  newest: PackageView
  onChosen(draft: DraftView): void
}) {
  const [wanted, setWanted] = useState('package')
  const { campaignId, unit } = submission
  const adopt = useDeed(
    () =>
      call(contract.drafts.adopt, {
        params: { campaignId, unitCode: unit.code },
        body: { version: draft.version, number: newest.number },
      }),
    {
      done: (adopted) => {
        onChosen(adopted)
        return '已换成数据包的内容'
      },
    },
  )
  return (
    <div className="page-narrow stack">
      <PageHead
        title="接着填哪一份？"
        lead="网上草稿与后来上传的数据包内容不同。选一份接着填，另一份仍留存在平台。"
      />
      <Panel>
        <RadioGroup
          id="which"
          label="接着填"
          value={wanted}
          onChange={setWanted}
          options={[
            {
              value: 'package',
              label: '数据包的内容',
              hint: `${clock(newest.receivedAt)} 由 ${newest.receivedBy} 上传，指纹 ${newest.shortCode}`,
            },
            { value: 'draft', label: '网上草稿', hint: `${clock(draft.at)} 由 ${draft.by} 保存` },
          ]}
        />
        <Button
          busy={adopt.isPending}
          onClick={() => (wanted === 'package' ? adopt.mutate(undefined) : onChosen(draft))}
        >
          接着填报
        </Button>
      </Panel>
    </div>
  )
}
