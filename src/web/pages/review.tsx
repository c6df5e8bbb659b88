import { useQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { questionnaire } from '../../catalog/all.ts'
import { contract } from '../../contract/all.ts'
import type { CampaignView } from '../../contract/campaigns.ts'
import type { PackageView, ReviewedFiling, SubmissionView } from '../../contract/submissions.ts'
import { may } from '../../domain/permission.ts'
import type { Comment } from '../../domain/review.ts'
import { differencesOf } from '../../filler/differences.ts'
import { Form } from '../../form/form.ts'
import { sectionOf } from '../../form/progress.ts'
import { Select } from '../../ui/choices.tsx'
import { EmptyState } from '../../ui/notice.tsx'
import { Breadcrumb, PageHead } from '../../ui/shell.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { call, urlOf } from '../api.ts'
import { FailedPage, Loading, useTitle } from '../parts.tsx'
import { Answers } from '../review/answers.tsx'
import { CommentList } from '../review/comments.tsx'
import { Decision } from '../review/decision.tsx'
import { Differences } from '../review/differences.tsx'
import { History } from '../review/history.tsx'
import { Others } from '../review/others.tsx'
import { Pieces } from '../review/pieces.tsx'
import { Remarks } from '../review/remarks.tsx'
import type { Reviewing } from '../review/reviewing.ts'
import { useMe } from '../session.tsx'
import { StatusTag, useSubmission } from '../submission-parts.tsx'
import { clock } from '../words.ts'
import { useCampaign } from './campaign.tsx'

/** One submission, as the commission judges it. */
export default function Review(place: { campaignId: string; unitCode: string }) {
  return <OneReview key={place.unitCode} {...place} />
}

function OneReview({ campaignId, unitCode }: { campaignId: string; unitCode: string }) {
  const view = useCampaign(campaignId)
  const submission = useSubmission(campaignId, unitCode)
  useTitle(submission.data ? `审核：${submission.data.unit.name}` : '审核')
  const [chosen, setChosen] = useState<number | null>(null)
  const packages = submission.data?.packages ?? []
  const handedIn = packages.filter(({ submittedAs }) => submittedAs !== null)
  // What a unit has uploaded and not yet handed in is not to be judged.
  const shown = packages.find(({ number }) => number === chosen) ?? handedIn[0] ?? packages[0]
  const number = shown?.number
  const filing = useQuery({
    queryKey: ['filing', campaignId, unitCode, number],
    queryFn: () =>
      call(contract.submissions.filing, { params: { campaignId, unitCode, number: String(number) } }),
    enabled: number !== undefined,
  })
  const failed = view.error ?? submission.error ?? filing.error
  if (failed) return <FailedPage error={failed} />
  if (!view.data || !submission.data) return <Loading />
  return (
    <div className="page">
      <Head
        view={view.data}
        submission={submission.data}
        shown={shown}
        comments={filing.data?.comments ?? []}
      />
      {handedIn.length > 1 && (
        <div className="revision no-print">
          <Select
            id="revision"
            label="看哪一次报送"
            value={String(number)}
            onChange={(next) => setChosen(Number(next))}
            options={handedIn.map((one) => ({
              value: String(one.number),
              label: `第 ${one.submittedAs} 次，${clock(one.receivedAt)} 收到`,
            }))}
          />
        </div>
      )}
      {number === undefined ? (
        <EmptyState title="还没有收到数据包">
          该单位报送后，这里显示答卷、提示、附件和与上次的差异。
        </EmptyState>
      ) : filing.data ? (
        <Sides
          key={number}
          view={view.data}
          submission={submission.data}
          filing={filing.data}
          newest={shown === handedIn[0]}
        />
      ) : (
        <Loading />
      )}
    </div>
  )
}

function Head({
  view: { campaign },
  submission,
  shown,
  comments,
}: {
  view: CampaignView
  submission: SubmissionView
  shown: PackageView | undefined
  comments: readonly Comment[]
}) {
  const { account } = useMe()
  const { unit, status, late } = submission
  const params = { campaignId: campaign.id, unitCode: unit.code, number: String(shown?.number ?? 1) }
  const which =
    shown &&
    `${shown.submittedAs === null ? '已上传、尚未报送的数据包' : `第 ${shown.submittedAs} 次报送`}，校验码 ${shown.shortCode}，${clock(shown.receivedAt)} 收到`
  return (
    <>
      <Breadcrumb
        items={[{ label: '报送进度', href: `/campaigns/${campaign.id}/progress` }, { label: unit.name }]}
      />
      <PageHead
        caption={`${unit.code}　${unit.kind}`}
        title={unit.name}
        lead={
          <>
            <StatusTag status={status} late={late} /> {which}
          </>
        }
        actions={
          shown &&
          may(account, 'submission.export', { unitCode: unit.code }) && (
            <>
              <a
                className="button"
                data-look="plain"
                href={urlOf(contract.submissions.contents, { params })}
                download
              >
                下载全部内容
              </a>
              <a
                className="button"
                data-look="plain"
                href={urlOf(contract.submissions.sez, { params })}
                download
              >
                下载原数据包
              </a>
            </>
          )
        }
      />
      <Others submission={submission} comments={comments} />
      <Decision submission={submission} />
    </>
  )
}

function Sides({
  view,
  submission,
  filing,
  newest,
}: {
  view: CampaignView
  submission: SubmissionView
  filing: ReviewedFiling
  /** Only what was handed in last is commented on. */
  newest: boolean
}) {
  const { account } = useMe()
  const { tab, part, turnTo } = useSide()
  const [going, setGoing] = useState<string | undefined>()
  const form = useMemo(
    () => new Form(questionnaire(view.campaign.questionnaireId), filing.filing, { today: view.today }),
    [view.campaign.questionnaireId, view.today, filing.filing],
  )
  const changes = useMemo(() => differencesOf(form, filing.difference ?? []), [form, filing.difference])
  const reviewing = useMemo<Reviewing>(
    () => ({
      form,
      submission,
      filing,
      changes,
      mayComment: newest && submission.state !== 'accepted' && may(account, 'submission.review'),
      goTo: (path) => {
        setGoing(path)
        turnTo('answers', sectionOf(form.questionnaire, path)?.id ?? '')
      },
    }),
    [form, submission, filing, changes, newest, account, turnTo],
  )
  const { remarks, comments, difference } = filing
  const openComments = comments.filter(({ resolvedAt }) => resolvedAt === null).length
  return (
    <Tabs
      label="报送内容"
      value={tab}
      onChange={(next) => {
        setGoing(undefined)
        turnTo(next, part)
      }}
      tabs={[
        {
          key: 'answers',
          title: '答卷',
          body: () => (
            <Answers
              reviewing={reviewing}
              part={part}
              at={going}
              onPart={(next) => {
                setGoing(undefined)
                turnTo('answers', next)
              }}
            />
          ),
        },
        {
          key: 'remarks',
          title: '提示与说明',
          count: remarks.length,
          body: () => <Remarks reviewing={reviewing} />,
        },
        {
          key: 'difference',
          title: '与上次的差异',
          ...(difference && { count: changes.length }),
          body: () => <Differences reviewing={reviewing} />,
        },
        {
          key: 'comments',
          title: '意见',
          count: openComments,
          body: () => <CommentList reviewing={reviewing} />,
        },
        {
          key: 'pieces',
          title: '材料',
          body: () => <Pieces reviewing={reviewing} />,
        },
        { key: 'history', title: '经过', body: () => <History submission={submission} /> },
      ]}
    />
  )
}

/** Which side, and which part of the answers: in the address, so that a reload or a colleague finds it again. */
function useSide() {
  const [location, navigate] = useLocation()
  const search = new URLSearchParams(useSearch())
  const turnTo = useCallback(
    (tab: string, part: string) =>
      navigate(`${location}?${new URLSearchParams({ tab, ...(part && { part }) })}`, { replace: true }),
    [location, navigate],
  )
  return { tab: search.get('tab') ?? 'answers', part: search.get('part') ?? '', turnTo }
}
