import { figure } from '../../domain/matrix.ts'
import type { Check } from '../check.ts'

const parts = ['l5', 'l4', 'l3', 'l2', 'l1', 'ungraded']

export const matrixTotalIsSumOfGrades: Check = {
  id: 'matrix-total-is-sum-of-grades',
  rule: 'X-10',
  title: '信息系统总数等于各级与未定级之和',
  severity: 'error',
  cites: ['form.matrix'],
  run({ read }) {
    const total = figure(read, 'sysTotal.total')
    const sum = parts.reduce((all, part) => all + (figure(read, `sysTotal.${part}`) ?? 0), 0)
    if (total === undefined || total === sum) return []
    return [
      {
        at: 'sysTotal.total',
        says: `信息系统总数为 ${total}，各级（含第一级）与未定级之和为 ${sum}，两数不等`,
        fix: '恢复自动计算，或核对人工改过的各格',
      },
    ]
  },
}
