import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

const materials = [
  ['topology', '系统拓扑结构及说明'],
  ['management', '安全组织机构及管理制度'],
  ['design', '安全保护设施设计实施方案或改建实施方案'],
  ['products', '安全产品清单及认证、销售许可证明'],
  ['assessment', '等级测评报告'],
  ['expertReview', '专家评审情况'],
  ['supervisorApproval', '上级主管部门审批意见'],
] as const

export const levelThreeHasFilingMaterials: Check = {
  id: 'level-three-has-filing-materials',
  rule: 'L-09',
  title: '第三级以上系统备案材料七项齐全',
  severity: 'warning',
  serious: true,
  cites: ['mlps.filing-materials'],
  run: ({ filing }) =>
    systemsOf(filing)
      .filter((system) => system.owesGrading && system.level >= 3)
      .flatMap((system) => {
        const missing = materials.filter(([id]) => system.yes(`filingMaterials.${id}`) === false)
        const first = missing[0]
        if (!first) return []
        return [
          {
            at: system.at(`filingMaterials.${first[0]}`),
            says: `${system.name}备案材料缺：${missing.map(([, name]) => name).join('、')}`,
            fix: '补齐材料报公安机关；已有的请选“是”',
          },
        ]
      }),
}
