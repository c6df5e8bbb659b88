import { isEvasive } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

const leaders = [
  ['partyHeadName', '主要负责人（第一责任人）'],
  ['leaderName', '分管负责人（直接责任人）'],
] as const

export const leadersAreNamedPersons: Check = {
  id: 'leaders-are-named-persons',
  rule: 'L-37',
  title: '已明确第一责任人和直接责任人',
  severity: 'error',
  cites: ['party.first-responsible', 'party.direct-responsible'],
  run: ({ filing }) =>
    leaders.flatMap(([id, called]) => {
      const name = filing.answers[id]
      if (typeof name !== 'string' || name.trim() === '' || !isEvasive(name)) return []
      return [
        {
          at: id,
          says: `须明确${called}，现填为“${name.trim()}”`,
          fix: '填写领导班子成员的姓名',
        },
      ]
    }),
}
