import { lazy } from 'react'
import { contract } from '../../contract/all.ts'
import { chineseDay } from '../../domain/calendar.ts'
import { may } from '../../domain/permission.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Link } from '../../ui/link.tsx'
import { EmptyState } from '../../ui/notice.tsx'
import { PageHead } from '../../ui/shell.tsx'
import { Beginning } from '../beginning.tsx'
import { useCampaigns } from '../frame.tsx'
import { FailedPage, Loading, useTitle } from '../parts.tsx'
import { useMe } from '../session.tsx'

// The form's own words come with it, which signing in need not wait for.
const Overview = lazy(() => import('./overview.tsx'))

export function CommissionHome() {
  useTitle('总览')
  const campaigns = useCampaigns()
  const { account } = useMe()
  const create = may(account, 'campaign.edit') && <ButtonLink href="/campaigns/new">发起自查</ButtonLink>
  if (campaigns.isPending) return <Loading />
  if (campaigns.isError) return <FailedPage error={campaigns.error} retry={campaigns.refetch} />
  const newest = campaigns.data[0]
  if (!newest)
    return (
      <div className="page-narrow">
        <PageHead title="自查活动" />
        {create ? (
          <Beginning />
        ) : (
          <EmptyState title="还没有自查活动">管理员发起自查后，这里显示进展。</EmptyState>
        )}
      </div>
    )
  return (
    <div className="page">
      <Overview key={newest.campaign.id} view={newest} />
      <div className="panel-head no-print overview-all">
        <h2>全部自查活动</h2>
        {create && <div className="row row-end">{create}</div>}
      </div>
      <div className="no-print">
        <DataTable
          caption="自查活动"
          rows={campaigns.data}
          rowKey={({ campaign }) => campaign.id}
          columns={[
            {
              key: 'title',
              head: '名称',
              cell: ({ campaign }) => (
                <Link href={`/campaigns/${campaign.id}/progress`}>{campaign.title}</Link>
              ),
            },
            { key: 'year', head: '年度', cell: ({ campaign }) => campaign.year, number: true },
            {
              key: 'window',
              head: '自查时间',
              cell: ({ campaign }) => `${chineseDay(campaign.opensOn)}至${chineseDay(campaign.closesOn)}`,
            },
            {
              key: 'due',
              head: '报送截止',
              cell: ({ campaign }) => chineseDay(campaign.dueOn),
              nowrap: true,
            },
            { key: 'units', head: '单位数', cell: ({ units }) => units, number: true },
            {
              key: 'act',
              head: '操作',
              cell: ({ campaign }) => (
                <span className="row">
                  <Link href={`/campaigns/${campaign.id}`}>通知与要求</Link>
                  <a href={blankForm(campaign.id)} download>
                    下载空白表
                  </a>
                </span>
              ),
            },
          ]}
        />
      </div>
    </div>
  )
}

const blankForm = (campaignId: string) =>
  contract.campaigns.blankForm.path.replace(':campaignId', encodeURIComponent(campaignId))
