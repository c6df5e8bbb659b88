import { useQuery } from '@tanstack/react-query'
import { contract } from '../../contract/all.ts'
import { chineseDay } from '../../domain/calendar.ts'
import { may } from '../../domain/permission.ts'
import { shortFingerprint } from '../../sealing/keys.ts'
import { ButtonLink } from '../../ui/button.tsx'
import { SummaryList } from '../../ui/lists.tsx'
import { Details } from '../../ui/notice.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import { call, urlOf } from '../api.ts'
import { FailedPage, Loading, useTitle } from '../parts.tsx'
import { useMe } from '../session.tsx'

export const useCampaign = (campaignId: string) =>
  useQuery({
    queryKey: ['campaign', campaignId],
    queryFn: () => call(contract.campaigns.get, { params: { campaignId } }),
  })

/** The notice, its dates, what is to be handed in, whom to ask. For both sides. */
export default function Campaign({ campaignId }: { campaignId: string }) {
  const { account } = useMe()
  const view = useCampaign(campaignId)
  useTitle('通知与要求')
  if (view.isPending) return <Loading />
  if (view.isError) return <FailedPage error={view.error} retry={view.refetch} />
  const { campaign, units, sealingKeys } = view.data
  return (
    <div className="page stack">
      <PageHead
        caption={campaign.authority}
        title={campaign.title}
        actions={
          may(account, 'campaign.edit') && (
            <ButtonLink href={`/campaigns/${campaignId}/edit`}>修改</ButtonLink>
          )
        }
      />
      <Panel title="日期与联系人">
        <SummaryList
          lines={[
            {
              key: 'window',
              label: '自查时间',
              value: `${chineseDay(campaign.opensOn)}至${chineseDay(campaign.closesOn)}`,
            },
            { key: 'due', label: '报送截止', value: chineseDay(campaign.dueOn) },
            { key: 'event', label: '本年重大活动', value: campaign.majorEvent || '—' },
            { key: 'units', label: '参加单位', value: `${units} 家` },
            ...campaign.contacts.map(({ office, name, phone }, index) => ({
              key: `contact-${index}`,
              label: '联系人',
              value: `${office} ${name} ${phone}`,
            })),
          ]}
        />
      </Panel>
      {campaign.requirements && campaign.requirements.length > 0 && (
        <Panel title="报送要求">
          <ol>
            {campaign.requirements.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ol>
        </Panel>
      )}
      <Panel
        title="通知"
        actions={
          <a
            className="button"
            data-look="plain"
            data-small
            href={urlOf(contract.campaigns.blankForm, { params: { campaignId } })}
            download
          >
            下载空白自查表
          </a>
        }
      >
        <div className="notice-text">
          {campaign.notice.split(/\n\s*\n/).map((paragraph) => (
            <p key={paragraph.slice(0, 60)}>{paragraph}</p>
          ))}
        </div>
      </Panel>
      <Details title="数据包加密给谁">
        <p>数据包加密给主管单位的公钥和本单位自己，此外无人能打开。公钥指纹：</p>
        <ul>
          {sealingKeys.map((key) => (
            <li key={key.key}>
              {key.suite === 1 ? '国际算法' : '国密算法'}{' '}
              <span className="code">{shortFingerprint(key)}</span>
            </li>
          ))}
        </ul>
      </Details>
    </div>
  )
}
