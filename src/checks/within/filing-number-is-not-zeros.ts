import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

// The form itself refuses what is not eleven digits, a dash and five. Zeros pass there and mean nothing.
export const filingNumberIsNotZeros: Check = {
  id: 'filing-number-is-not-zeros',
  rule: 'L-03',
  title: '备案证明编号是真实编号，不是占位的 0',
  severity: 'error',
  cites: ['mlps.filing-number'],
  run: ({ filing }) =>
    systemsOf(filing)
      .filter((system) => system.text('filingStatus') === 'filed')
      .filter((system) => /^\d{6}0{5}-\d{5}$|^\d{11}-0{5}$/.test(system.text('filingNo')))
      .map((system) => ({
        at: system.at('filingNo'),
        says: `${system.name}的备案证明编号 ${system.text('filingNo')} 中单位或系统序号全为 0，不是真实编号`,
        fix: '对照备案证明填写；没有备案的请改备案状态',
      })),
}
