import { type ReactNode, useMemo, useState } from 'react'
import { questionnaire } from '../catalog/all.ts'
import { contract } from '../contract/all.ts'
import type { CampaignView } from '../contract/campaigns.ts'
import type { DraftView } from '../contract/drafts.ts'
import type { SubmissionView } from '../contract/submissions.ts'
import type { Filing } from '../domain/filing.ts'
import { difference, type Patch } from '../domain/patch.ts'
import { DifferenceTable } from '../filler/difference-table.tsx'
import { differencesOf } from '../filler/differences.ts'
import { Form } from '../form/form.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { PageHead, Panel } from '../ui/shell.tsx'
import { call } from './api.ts'
import { useDeed } from './parts.tsx'
import { clock } from './words.ts'

/** What the draft is weighed against. */
interface Other {
  /** `数据包` */
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly filing: Filing
  /** Puts it in the draft's place. */
  take(version: number): Promise<DraftView>
  /** Goes on with the draft as it is. */
  leave(version: number): Promise<DraftView>
}

type Wanted = 'other' | 'draft' | 'each'

/** Two fillings of one form, place by place, and which of them to go on with. */
export function ChooseDraft({
  view: { campaign, today },
  submission,
  draft,
  other,
  title = '接着填哪一份？',
  lead,
  closedBecause,
  onChosen,
}: {
  view: CampaignView
  submission: SubmissionView
  draft: DraftView
  other: Other
  title?: string
  lead(many: number): ReactNode
  /** Why they may be compared, but not exchanged. */
  closedBecause?: string | null
  onChosen(draft: DraftView): void
}) {
  const [wanted, setWanted] = useState<Wanted>('other')
  const { form, differing } = useMemo(() => {
    const form = new Form(questionnaire(campaign.questionnaireId), draft.filing, { today })
    return { form, differing: differencesOf(form, difference(draft.filing, other.filing)) }
  }, [campaign, draft, other.filing, today])
  const [ofOther, setOfOther] = useState<ReadonlySet<string>>(() => new Set())
  const choose = useDeed(
    async () => {
      const { version } = draft
      if (wanted === 'other') return other.take(version)
      const taken = wanted === 'each' ? differing.filter(({ key }) => ofOther.has(key)) : []
      if (taken.length === 0) return other.leave(version)
      const params = { campaignId: submission.campaignId, unitCode: submission.unit.code }
      return saveDraft(
        params,
        version,
        taken.flatMap(({ patches }) => patches),
      )
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
      <PageHead title={title} lead={lead(many)} />
      {!closedBecause && (
        <Panel>
          <RadioGroup
            id="which"
            label="接着填"
            value={wanted}
            onChange={(value) => setWanted(value as Wanted)}
            options={[
              { value: 'other', label: other.label, hint: other.hint },
              { value: 'draft', label: '网上草稿', hint: `${clock(draft.at)} 由 ${draft.by} 保存` },
              ...(many > 0
                ? [
                    {
                      value: 'each',
                      label: '逐处选择',
                      hint: `在网上草稿上，换入下面勾选的${other.name}内容`,
                    },
                  ]
                : []),
            ]}
          />
          <Button busy={choose.isPending} onClick={() => choose.mutate(undefined)}>
            接着填报
          </Button>
        </Panel>
      )}
      {many > 0 && (
        <Panel title={`不同之处（${many}）`}>
          <DifferenceTable
            form={form}
            differences={differing}
            heads={['网上草稿', other.name]}
            {...(wanted === 'each' && { taken: ofOther, onTaken: setOfOther, taking: `用${other.name}` })}
          />
        </Panel>
      )}
    </div>
  )
}

export async function saveDraft(
  params: { campaignId: string; unitCode: string },
  version: number,
  patches: Patch[],
): Promise<DraftView> {
  await call(contract.drafts.patch, { params, body: { version, patches } })
  return call(contract.drafts.get, { params })
}
