import { figure, matrixRows } from '../../domain/matrix.ts'
import type { Check } from '../check.ts'

export const matrixRestIsWhatIsLeft: Check = {
  id: 'matrix-rest-is-what-is-left',
  rule: 'X-12',
  title: '未测评、未整改、未自查数等于总数之差',
  severity: 'error',
  cites: ['form.matrix'],
  run({ read }) {
    const all = figure(read, 'sysTotal.total')
    return matrixRows
      .filter(({ id }) => id !== 'sysTotal')
      .flatMap(({ id, name, rest, restName }) => {
        const done = figure(read, `${id}.total`)
        const left = figure(read, `${id}.${rest}`)
        if (all === undefined || done === undefined || left === undefined || left === all - done) return []
        return [
          {
            at: `${id}.${rest}`,
            says: `${restName}填为 ${left}，应为信息系统总数 ${all} 减去${name} ${done}，即 ${all - done}`,
            fix: '恢复自动计算，或核对人工改过的数',
          },
        ]
      })
  },
}
