import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { questionnaire } from '../../catalog/all.ts'
import { contract } from '../../contract/all.ts'
import type { CampaignView } from '../../contract/campaigns.ts'
import type { DraftView } from '../../contract/drafts.ts'
import type { SubmissionView } from '../../contract/submissions.ts'
import type { Conflict } from '../../domain/conflicts.ts'
import type { Unit } from '../../domain/unit.ts'
import { Filler } from '../../filler/filler.tsx'
import type { Home } from '../../filler/home.ts'
import { pathTo } from '../../filler/places.ts'
import { Form } from '../../form/form.ts'
import { sha256Of } from '../../sealing/canonical.ts'
import { Link, type Router } from '../../ui/link.tsx'
import { Shell } from '../../ui/shell.tsx'
import { call, fetchFile, upload } from '../api.ts'
import { ConflictDialog } from '../conflict-dialog.tsx'
import { DraftKeeper } from '../draft.ts'
import { Demonstration } from '../frame.tsx'
import { FailedPage, Loading, saveFile } from '../parts.tsx'
import { SealOnline } from '../seal-online.tsx'
import { useMay, useMe } from '../session.tsx'
import { useOpenComments, useSubmission } from '../submission-parts.tsx'
import { newerPackage, packageToRead, useHandedIn, WhichDraft } from '../which-draft.tsx'
import { clock } from '../words.ts'
import { useCampaign } from './campaign.tsx'

/** Filling in online: the same filler as the offline tool's, kept by the server. */
export default function Filling({ campaignId }: { campaignId: string }) {
  const { unit } = useMe()
  const unitCode = unit?.code ?? ''
  const view = useCampaign(campaignId)
  const submission = useSubmission(campaignId, unitCode)
  const draft = useQuery({
    queryKey: ['draft', campaignId, unitCode],
    queryFn: () => call(contract.drafts.get, { params: { campaignId, unitCode } }),
    // The window that fills it in knows better than any later answer.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  })
  const mayEdit = useMay()('draft.edit')
  const handedIn = useHandedIn(submission.data, mayEdit)
  const failed = view.error ?? submission.error ?? draft.error ?? handedIn.error
  if (failed)
    return (
      <Shell product="网络安全自查" right={<Link href="/">退出填报</Link>}>
        <FailedPage error={failed} />
      </Shell>
    )
  if (!unit || !view.data || !submission.data || !draft.data || handedIn.isLoading) return <Loading />
  const stands = handedIn.data ? { ...draft.data, filing: handedIn.data.filing } : draft.data
  return <Begin view={view.data} submission={submission.data} draft={stands} unit={unit} />
}

interface Given {
  readonly view: CampaignView
  readonly submission: SubmissionView
  readonly draft: DraftView
  readonly unit: Unit
}

function Begin({ draft: found, ...given }: Given) {
  const { submission, unit, view } = given
  const { demonstration } = useMe()
  const [draft, setDraft] = useState(found)
  const readOnlyBecause = useReadOnlyBecause(submission)
  // Asked once, on coming in; what arrives later does not push anybody out of the form.
  const [newest, setNewest] = useState(() => (readOnlyBecause ? undefined : newerPackage(submission)))
  if (!newest) return <Ready draft={draft} {...given} />
  return (
    <Shell
      product="网络安全自查"
      about={`${unit.name} · 在线填报`}
      right={<Link href="/">退出填报</Link>}
      banner={demonstration && <Demonstration day={view.today} />}
    >
      <WhichDraft
        view={view}
        submission={submission}
        draft={draft}
        newest={newest}
        onChosen={(chosen) => {
          setDraft(chosen)
          setNewest(undefined)
        }}
      />
    </Shell>
  )
}

function Ready({ view, submission, draft, unit }: Given) {
  const { account, demonstration } = useMe()
  const mayPack = useMay()('package.upload')
  const readOnlyBecause = useReadOnlyBecause(submission)
  const { campaign, today } = view
  const [location, navigate] = useLocation()
  const search = useSearch()
  const [conflicts, setConflicts] = useState<readonly Conflict[] | null>(null)
  const base = `/campaigns/${campaign.id}/fill`
  // biome-ignore lint/correctness/useExhaustiveDependencies: one form for the life of this page; later answers come in as patches.
  const { form, keeper } = useMemo(() => {
    const form = new Form(questionnaire(campaign.questionnaireId), draft.filing, { today })
    const keeper = new DraftKeeper({
      form,
      draft,
      params: { campaignId: campaign.id, unitCode: unit.code },
      today,
      readOnlyBecause,
      onConflict: setConflicts,
    })
    return { form, keeper }
  }, [])
  useEffect(() => keeper.start(), [keeper])

  const router = useMemo<Router>(
    () => ({ href: (path) => inFiller(base, path), go: (path) => navigate(inFiller(base, path)) }),
    [base, navigate],
  )
  const comments = useOpenComments(campaign.id, unit.code)
  const home = useMemo<Home>(() => {
    const params = { campaignId: campaign.id, unitCode: unit.code }
    return {
      kind: 'web',
      campaign,
      unit,
      today,
      filler: account.name,
      comments,
      saving: keeper,
      pages: mayPack
        ? [
            {
              key: 'seal',
              title: '封装数据包并上传',
              task: { hint: '全部答案检查无误后，用签名口令封装成数据包' },
              body: () => <SealOnline form={form} keeper={keeper} view={view} unit={unit} home={home} />,
            },
          ]
        : [],
      putAttachment: async (file) => {
        const sha256 = await sha256Of(file)
        await upload(contract.drafts.putAttachment, { params: { ...params, sha256 } }, file)
        return {
          name: file.name,
          mediaType: file.type || 'application/octet-stream',
          size: file.size,
          sha256,
        }
      },
      getAttachment: async (sha256) =>
        (await fetchFile(contract.submissions.attachment, { params: { ...params, sha256 } })).blob,
      saveFile: (name, bytes) => saveFile(bytes, name),
    }
  }, [account.name, campaign, comments, form, keeper, mayPack, today, unit, view])

  const inside = location.slice(base.length) || '/'
  // `/at/<path>` leads to wherever the filler keeps that place.
  const sought = inside.startsWith('/at/') ? decodeURIComponent(inside.slice(4)) : undefined
  const at =
    sought === undefined ? `${inside}${search ? `?${search}` : ''}` : pathTo(form.questionnaire, sought)
  useEffect(() => {
    if (sought !== undefined) navigate(inFiller(base, at), { replace: true })
  }, [sought, at, base, navigate])
  return (
    <Shell
      product="网络安全自查"
      about={`${unit.name} · 在线填报`}
      right={<Link href="/">退出填报</Link>}
      banner={demonstration && <Demonstration day={today} />}
    >
      <Filler form={form} home={home} at={at} router={router} />
      {conflicts && (
        <ConflictDialog
          form={form}
          conflicts={conflicts}
          onDone={async (ours) => {
            await keeper.resolve(conflicts, ours)
            setConflicts(null)
          }}
        />
      )}
    </Shell>
  )
}

/** Why nothing can be changed here: it has been handed in, or the reader is one who approves. */
function useReadOnlyBecause(submission: SubmissionView): string | null {
  const mayEdit = useMay()('draft.edit')
  if (submission.closedBecause || mayEdit) return submission.closedBecause
  const read = packageToRead(submission, mayEdit)
  return read
    ? `您的账号只能查看。这里是 ${clock(read.receivedAt)} 收到的数据包，校验码 ${read.shortCode}`
    : '您的账号只能查看。这里是网上草稿，还没有封装成数据包'
}

const inFiller = (base: string, path: string): string => `${base}${path === '/' ? '' : path}`
