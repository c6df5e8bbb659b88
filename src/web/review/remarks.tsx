import { clause } from '../../catalog/all.ts'
import { type Remark, remarkKey } from '../../domain/remark.ts'
import { labelOf } from '../../filler/show.ts'
import { LinkButton } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/notice.tsx'
import { Tag } from '../../ui/tag.tsx'
import type { Reviewing } from './reviewing.ts'

const severityNames = { error: '错误', warning: '警告', hint: '提示' } as const
const severityTones = { error: 'red', warning: 'amber', hint: 'grey' } as const

/** What the software noticed, the clause behind it, and how the unit explains it. */
export function Remarks({ reviewing }: { reviewing: Reviewing }) {
  const { form, filing } = reviewing
  const order = { error: 0, warning: 1, hint: 2 }
  const rows = [...filing.remarks].sort((one, other) => order[one.severity] - order[other.severity])
  const day = filing.package.sealedAt.slice(0, 10)
  return (
    <DataTable<Remark>
      caption="提示与说明"
      rows={rows}
      rowKey={remarkKey}
      empty={<EmptyState title="没有发现问题">数据包通过了全部规则。</EmptyState>}
      columns={[
        {
          key: 'severity',
          head: '级别',
          nowrap: true,
          cell: ({ severity, serious }) => (
            <Tag tone={severityTones[severity]}>{serious ? '缺陷' : severityNames[severity]}</Tag>
          ),
        },
        { key: 'says', head: '内容', cell: ({ says }) => says },
        {
          key: 'explained',
          head: '单位说明',
          cell: (remark) => form.filing.explanations[remarkKey(remark)] ?? '',
        },
        {
          key: 'cites',
          head: '依据',
          cell: ({ cites = [] }) =>
            cites
              .flatMap((key) => clause(key, day) ?? [])
              .map(({ law, article }) => `《${law.replace(/[《》]/g, '')}》${article}`)
              .join('；'),
        },
        {
          key: 'at',
          head: '位置',
          cell: ({ at }) => <LinkButton onClick={() => reviewing.goTo(at)}>{labelOf(form, at)}</LinkButton>,
        },
      ]}
    />
  )
}
