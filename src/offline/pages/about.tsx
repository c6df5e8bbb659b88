import { shortFingerprint } from '../../sealing/keys.ts'
import { SummaryList } from '../../ui/lists.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import type { Tool } from '../tool.ts'

const suiteNames = { 1: '国际算法', 2: '国密算法' } as const

/** What this file is, for whom, and which keys it carries. */
export function AboutPage({ tool }: { tool: Tool }) {
  const { campaign, unit, issuedAt, commissionKeys, signingKey } = tool.bundle
  return (
    <div className="stack">
      <PageHead title="关于本工具" />
      <SummaryList
        lines={[
          { key: 'campaign', label: '自查活动', value: campaign.title },
          { key: 'unit', label: '单位', value: `${unit.name}（${unit.code}）` },
          { key: 'issued', label: '下载时间', value: new Date(issuedAt).toLocaleString('zh-CN') },
          {
            key: 'signer',
            label: '本单位签名密钥指纹',
            value: <span className="code">{shortFingerprint(signingKey.publicKey)}</span>,
          },
          ...commissionKeys.map((key) => ({
            key: key.key,
            label: `主管单位公钥指纹（${suiteNames[key.suite]}）`,
            value: <span className="code">{shortFingerprint(key)}</span>,
          })),
          {
            key: 'check',
            label: '核对本文件',
            value:
              '下载页显示了本文件的 SHA-256，可用 certutil -hashfile 文件名 SHA256 核对（另存的副本不同）。',
          },
        ]}
      />
      <Panel title="通知原文">
        {campaign.notice.split(/\n\s*\n/).map((paragraph) => (
          <p key={paragraph.slice(0, 60)}>{paragraph}</p>
        ))}
      </Panel>
    </div>
  )
}
