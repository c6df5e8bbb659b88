import { isEvasive } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

const prefix = 'override@'

export const changedCountHasRealReason: Check = {
  id: 'changed-count-has-real-reason',
  rule: 'X-13',
  title: '人工改动的汇总数写明了原因',
  severity: 'error',
  cites: ['form.matrix'],
  run: ({ filing }) =>
    Object.entries(filing.explanations)
      .filter(([key]) => key.startsWith(prefix))
      .map(([key, reason]) => ({ id: key.slice(prefix.length), reason: String(reason).trim() }))
      // Without any reason the form itself complains.
      .filter(({ id, reason }) => typeof filing.answers[id] === 'number' && reason !== '' && isThin(reason))
      .map(({ id, reason }) => ({
        at: id,
        says: `汇总数与清单不一致，原因只写了“${reason}”，看不出为什么`,
        fix: '写明差在哪些系统、为什么，或恢复自动计算',
      })),
}

const isThin = (reason: string): boolean => reason.length < 4 || isEvasive(reason)
