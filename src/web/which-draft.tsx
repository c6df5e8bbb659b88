// The draft on the server and a package that came by another way, when they say different things.
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { questionnaire } from '../catalog/all.ts'
import { contract } from '../contract/all.ts'
import type { CampaignView } from '../contract/campaigns.ts'
import type { DraftView } from '../contract/drafts.ts'
import type { PackageView, SubmissionView } from '../contract/submissions.ts'
import type { Filing } from '../domain/filing.ts'
import { difference } from '../domain/patch.ts'
import { DifferenceTable } from '../filler/difference-table.tsx'
import { differencesOf } from '../filler/differences.ts'
import { Form } from '../form/form.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { PageHead, Panel } from '../ui/shell.tsx'
import { call } from './api.ts'
import { FailedPage, Loading, useDeed } from './parts.tsx'
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
  return <Choose {...props} packed={filing.data.filing} />
}

type Wanted = 'package' | 'draft' | 'each'

function Choose({
  view: { campaign, today },
  submission,
  draft,
  newest,
  packed,
  onChosen,
}: Parameters<typeof WhichDraft>[0] & { packed: Filing }) {
  const [wanted, setWanted] = useState<Wanted>('package')
  const { campaignId, unit } = submission
  const params = { campaignId, unitCode: unit.code }
  const { form, differing } = useMemo(() => {
    const form = new Form(questionnaire(campaign.questionnaireId), draft.filing, { today })
    return { form, differing: differencesOf(form, difference(draft.filing, packed)) }
  }, [campaign, draft, packed, today])
  const [ofPackage, setOfPackage] = useState<ReadonlySet<string>>(() => new Set())
  const choose = useDeed(
    async () => {
      const { version } = draft
      if (wanted === 'package')
        return call(contract.drafts.adopt, { params, body: { version, number: newest.number } })
      const taken = wanted === 'each' ? differing.filter(({ key }) => ofPackage.has(key)) : []
      // Saved even where nothing is taken over, so that the draft is the newer of the two from now on.
      const patches = taken.flatMap(({ patches }) => patches)
      await call(contract.drafts.patch, { params, body: { version, patches } })
      return call(contract.drafts.get, { params })
    },
    {
      done: (chosen) => {
        onChosen(chosen)
        return wanted === 'draft' ? '接着填网上草稿' : '已换成所选的内容'
      },
    },
  )
  const many = differing.length
  return (
    <div className="page stack">
      <PageHead
        title="接着填哪一份？"
        lead={
          many > 0
            ? `网上草稿与后来上传的数据包有 ${many} 处不同。先看下面的对照，再选；两份都不会丢，数据包一直留存在平台。`
            : '网上草稿与后来上传的数据包答案相同，只有完成标记或待核备注不同。'
        }
      />
      <Panel>
        <RadioGroup
          id="which"
          label="接着填"
          value={wanted}
          onChange={(value) => setWanted(value as Wanted)}
          options={[
            {
              value: 'package',
              label: '数据包的内容',
              hint: `${clock(newest.receivedAt)} 由 ${newest.receivedBy} 上传，校验码 ${newest.shortCode}`,
            },
            { value: 'draft', label: '网上草稿', hint: `${clock(draft.at)} 由 ${draft.by} 保存` },
            ...(many > 0
              ? [{ value: 'each', label: '逐处选择', hint: '在网上草稿上，换入下面勾选的数据包内容' }]
              : []),
          ]}
        />
        <Button busy={choose.isPending} onClick={() => choose.mutate(undefined)}>
          接着填报
        </Button>
      </Panel>
      {many > 0 && (
        <Panel title={`不同之处（${many}）`}>
          <DifferenceTable
            form={form}
            differences={differing}
            heads={['网上草稿', '数据包']}
            {...(wanted === 'each' && { taken: ofPackage, onTaken: setOfPackage, taking: '用数据包' })}
          />
        </Panel>
      )}
    </div>
  )
}
