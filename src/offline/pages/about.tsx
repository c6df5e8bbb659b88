import { momentOf } from '../../domain/calendar.ts'
import { shortFingerprint } from '../../sealing/keys.ts'
import { SummaryList } from '../../ui/lists.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import type { Tool } from '../tool.ts'

const suiteNames = { 1: '国际算法', 2: '国密算法' } as const

/** What this file is, for whom, and which keys it carries. */
export function AboutPage({ tool }: { tool: Tool }) {
  const { campaign, unit, issuedAt, commissionKeys, signingKey } = tool.bundle
  return (
    <>
      <PageHead title="关于本工具" lead="一个文件就是整个工具：不安装、不连接网络，双击即可填写。" />
      <Panel title="这个文件">
        <SummaryList
          lines={[
            { key: 'campaign', label: '自查活动', value: campaign.title },
            { key: 'unit', label: '单位', value: `${unit.name}（${unit.code}）` },
            { key: 'issued', label: '下载时间', value: momentOf(new Date(issuedAt)) },
            {
              key: 'signer',
              label: '本单位签名密钥指纹',
              value: <span className="mono digest">{shortFingerprint(signingKey.publicKey)}</span>,
            },
            ...commissionKeys.map((key) => ({
              key: key.key,
              label: `主管单位公钥指纹（${suiteNames[key.suite]}）`,
              value: <span className="mono digest">{shortFingerprint(key)}</span>,
            })),
            {
              key: 'check',
              label: '核对文件',
              value: (
                <>
                  下载页上印有原文件的 SHA-256。在 Windows 命令提示符中输入{' '}
                  <span className="mono">certutil -hashfile 文件名 SHA256</span>{' '}
                  可以核对；另存的副本带着草稿，与它不同。
                </>
              ),
            },
          ]}
        />
      </Panel>
      <Panel title="通知原文">
        <div className="stack notice">
          {campaign.notice.split(/\n\s*\n/).map((paragraph, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no names and never move.
            <p key={index}>{paragraph}</p>
          ))}
        </div>
      </Panel>
    </>
  )
}
