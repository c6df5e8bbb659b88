import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { contract } from '../../contract/all.ts'
import type { CampaignView } from '../../contract/campaigns.ts'
import type { SubmissionView } from '../../contract/submissions.ts'
import { chineseDay } from '../../domain/calendar.ts'
import type { Status } from '../../domain/submission.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { Link } from '../../ui/link.tsx'
import { Banner } from '../../ui/notice.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import { call } from '../api.ts'
import { useCampaigns } from '../frame.tsx'
import { FailedPage, Loading, useTitle } from '../parts.tsx'
import { useMay, useMe } from '../session.tsx'
import { Checklist, StatusTag, useSubmission } from '../submission-parts.tsx'
import { clock, timeLeft } from '../words.ts'

// It names places of the form, which the first page need not wait for.
const OpenComments = lazy(() => import('../open-comments.tsx'))

const handedIn: readonly Status[] = ['已报送', '迟报', '通过']

/** What is asked of this unit, by when, how far it is, and the next step. */
export function UnitHome() {
  useTitle('本次自查')
  const campaigns = useCampaigns()
  if (campaigns.isPending) return <Loading />
  if (campaigns.isError) return <FailedPage error={campaigns.error} retry={campaigns.refetch} />
  if (campaigns.data.length === 0)
    return <PageHead title="目前没有自查任务" lead="主管单位发起自查后，这里会显示通知、要求和截止日期。" />
  return (
    <div className="page stack">
      {campaigns.data.map((view) => (
        <OneCampaign key={view.campaign.id} view={view} />
      ))}
    </div>
  )
}

function OneCampaign({ view }: { view: CampaignView }) {
  const { campaign, today } = view
  const unitCode = useMe().unit?.code ?? ''
  const submission = useSubmission(campaign.id, unitCode)
  if (submission.isPending) return <Loading />
  if (submission.isError) return <FailedPage error={submission.error} retry={submission.refetch} />
  const { status, late, returned, closedBecause } = submission.data
  return (
    <>
      <PageHead
        caption={campaign.authority}
        title={campaign.title}
        lead={
          <>
            <StatusTag status={status} late={late} />{' '}
            <Link href={`/campaigns/${campaign.id}`}>查看通知与要求</Link>
          </>
        }
      />
      {returned && (
        <Banner
          tone="warn"
          title={`主管单位于 ${clock(returned.at)} 退回：${returned.reason || '见逐条意见'}`}
        >
          <p>请按意见修改后重新报送，原有内容都在。</p>
        </Banner>
      )}
      <div className="columns">
        <div className="wide stack">
          <Suspense fallback={null}>
            <OpenComments campaignId={campaign.id} unitCode={unitCode} closed={closedBecause !== null} />
          </Suspense>
          <NextStep view={view} submission={submission.data} />
          <Panel title="报送材料">
            <Checklist submission={submission.data} />
          </Panel>
        </div>
        <div className="side stack">
          <Panel title="截止日期">
            <Due day={campaign.dueOn} today={today} done={handedIn.includes(status)} />
            {status === '未报' && !closedBecause && <p>逾期仍可报送，记为迟报。</p>}
            <p className="soft">
              自查时间 <span className="nowrap">{chineseDay(campaign.opensOn)}</span>至
              <span className="nowrap">{chineseDay(campaign.closesOn)}</span>
            </p>
          </Panel>
          <Panel title="联系人">
            {campaign.contacts.map(({ office, name, phone }) => (
              <p key={office}>
                {office} {name} {phone}
              </p>
            ))}
          </Panel>
          <Receipts submission={submission.data} />
          <AsideDrafts submission={submission.data} />
        </div>
      </div>
    </>
  )
}

function NextStep({ view, submission }: { view: CampaignView; submission: SubmissionView }) {
  const mayEdit = useMay()('draft.edit')
  const at = `/campaigns/${view.campaign.id}`
  const { status, missing, closedBecause, draft } = submission
  const mayHandIn = submission.moves.includes('submit')
  if (status === '通过') return <Banner tone="ok" title="审核已通过，本次自查报送完成。" />
  if (status === '已报送' || status === '迟报')
    return <Banner tone="info" title="材料已报送，主管单位正在审核。审核意见会显示在这里。" />
  if (closedBecause) return <Banner tone="warn" title={closedBecause} />
  if (missing.length === 0)
    return (
      <Panel title="下一步：报送">
        <p>
          四件材料已齐全。
          {draft?.ahead
            ? `但 ${draft.by} 于 ${clock(draft.at)} 保存的网上草稿里有改动不在数据包里，要报上去须先重新封装。`
            : mayHandIn
              ? '请确认无误后报送，当场取得回执。'
              : '请单位管理员或审批人核对后报送；您的账号不能报送。'}
        </p>
        <div className="row">
          <ButtonLink look={mayHandIn ? 'primary' : 'plain'} href={`${at}/materials`}>
            {mayHandIn ? '去报送' : '查看材料'}
          </ButtonLink>
          <ButtonLink look="plain" href={`${at}/fill`}>
            {!mayEdit ? '查看填报内容' : draft?.ahead ? '看草稿，重新封装' : '在线查看、修改'}
          </ButtonLink>
        </div>
      </Panel>
    )
  if (!mayEdit)
    return (
      <Panel title="等待填报">
        <p>填报员封装数据包、材料齐全后，由您核对并报送。</p>
        <div className="row">
          <ButtonLink look="plain" href={`${at}/fill`}>
            查看填报内容
          </ButtonLink>
          <ButtonLink look="plain" href={`${at}/materials`}>
            上传材料
          </ButtonLink>
        </div>
      </Panel>
    )
  return (
    <Panel title={status === '退回' ? '修改后重新报送' : draft ? '继续填报' : '开始填报'}>
      <p>
        {draft
          ? `网上草稿最近由 ${draft.by} 于 ${clock(draft.at)} 保存。`
          : status === '退回'
            ? '在线填报从上次报送的内容开始；也可以用离线工具改好再导出。改完须重新封装数据包。'
            : '两种办法任选，报送的是同一套材料，可以换着用。'}
      </p>
      <div className="row">
        <ButtonLink href={`${at}/fill`}>{draft ? '继续在线填报' : '在线填报'}</ButtonLink>
        <ButtonLink look="plain" href={`${at}/tool`}>
          下载离线工具
        </ButtonLink>
        <ButtonLink look="plain" href={`${at}/materials`}>
          上传材料
        </ButtonLink>
      </div>
    </Panel>
  )
}

function Due({ day, today, done }: { day: string; today: string; done: boolean }) {
  return (
    <p className="due">
      {chineseDay(day)} {!done && <small>{timeLeft(today, day)}</small>}
    </p>
  )
}

function Receipts({ submission }: { submission: SubmissionView }) {
  if (submission.receipts.length === 0) return null
  return (
    <Panel title="回执">
      <ul className="plain-list">
        {submission.receipts.map(({ number, at, revision }) => (
          <li key={number}>
            <Link
              href={`/campaigns/${submission.campaignId}/units/${submission.unit.code}/receipts/${number}`}
            >
              第 {revision} 次报送
            </Link>
            <p className="soft">{clock(at)}</p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

/** What gave way to a package is not lost: here is the way back to it. */
function AsideDrafts({ submission: { campaignId, unit, draft } }: { submission: SubmissionView }) {
  const aside = useQuery({
    // Another one joins them whenever the draft gives way.
    queryKey: ['aside', campaignId, unit.code, draft?.version],
    queryFn: () => call(contract.drafts.listAside, { params: { campaignId, unitCode: unit.code } }),
  })
  if (!aside.data || aside.data.length === 0) return null
  return (
    <Panel title="搁置的草稿">
      <p className="soft">选用数据包等另一份内容时让出的草稿，都留在这里，可以对照、换回。</p>
      <ul className="plain-list">
        {aside.data.map(({ version, at, by }) => (
          <li key={version}>
            <Link href={`/campaigns/${campaignId}/drafts-aside/${version}`}>{clock(at)} 保存</Link>
            <p className="soft">{by}</p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
