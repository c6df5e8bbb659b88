import { isEvasive } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

const names = [
  ['dutyDeptName', '网络安全责任部门'],
  ['dutyHeadName', '责任部门负责人'],
  ['contactName', '责任部门联系人'],
] as const

export const securityHeadIsANamedPerson: Check = {
  id: 'security-head-is-a-named-person',
  rule: 'L-12',
  title: '已确定网络安全责任部门、负责人和联系人',
  severity: 'error',
  cites: ['csl.responsible-person'],
  run: ({ filing }) =>
    names.flatMap(([id, called]) => {
      const name = filing.answers[id]
      if (typeof name !== 'string' || name.trim() === '' || !isEvasive(name)) return []
      return [
        {
          at: id,
          says: `${called}填为“${name.trim()}”，等于未确定网络安全负责人`,
          fix: '确定责任部门和负责人后如实填写',
        },
      ]
    }),
}
