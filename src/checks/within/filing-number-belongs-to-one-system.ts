import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const filingNumberBelongsToOneSystem: Check = {
  id: 'filing-number-belongs-to-one-system',
  rule: 'X-22',
  title: '一个备案证明编号只对应一个系统',
  severity: 'warning',
  serious: true,
  cites: ['mlps.filing-number'],
  run({ filing }) {
    const first = new Map<string, string>()
    return systemsOf(filing).flatMap((system) => {
      const number = system.text('filingNo')
      if (number === '') return []
      const other = first.get(number)
      if (other === undefined) {
        first.set(number, system.name)
        return []
      }
      return [
        {
          at: system.at('filingNo'),
          says: `${system.name}的备案证明编号 ${number} 与${other}相同`,
          fix: '对照各系统的备案证明更正；两行是同一系统的请合并',
        },
      ]
    })
  },
}
