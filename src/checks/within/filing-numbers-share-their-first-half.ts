import { filingFormNumber } from '../../domain/identifiers/filing-number.ts'
import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const filingNumbersShareTheirFirstHalf: Check = {
  id: 'filing-numbers-share-their-first-half',
  rule: 'X-22',
  title: '本单位各系统备案证明编号的前 11 位相同',
  severity: 'warning',
  serious: true,
  cites: ['mlps.filing-number'],
  run({ filing }) {
    const filed = systemsOf(filing)
      .filter((system) => !system.isGradedAbove)
      .map((system) => ({ system, unitPart: filingFormNumber(system.text('filingNo')) }))
      .filter(({ unitPart }) => /^\d{11}$/.test(unitPart))
    const counts = new Map<string, number>()
    for (const { unitPart } of filed) counts.set(unitPart, (counts.get(unitPart) ?? 0) + 1)
    const usual = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0])[0]
    return filed
      .filter(({ unitPart }) => unitPart !== usual)
      .map(({ system, unitPart }) => ({
        at: system.at('filingNo'),
        says: `${system.name}备案证明编号的前 11 位是 ${unitPart}，本单位其他系统是 ${usual}`,
        fix: '对照备案证明核对；在不同区公安机关备案的请说明',
      }))
  },
}
