import { figure, matrixRows } from '../../domain/matrix.ts'
import type { Check } from '../check.ts'

const columns = [
  ['total', '总数'],
  ['l4', '第四级'],
  ['l3', '第三级'],
  ['l2', '第二级'],
] as const

export const matrixRowsStayWithinTotal: Check = {
  id: 'matrix-rows-stay-within-total',
  rule: 'X-11',
  title: '测评、整改、自查数不超过信息系统数',
  severity: 'error',
  cites: ['form.matrix'],
  run: ({ read }) =>
    matrixRows
      .filter(({ id }) => id !== 'sysTotal')
      .flatMap(({ id, name }) =>
        columns.flatMap(([column, called]) => {
          const part = figure(read, `${id}.${column}`)
          const whole = figure(read, `sysTotal.${column}`)
          if (part === undefined || whole === undefined || part <= whole) return []
          return [
            {
              at: `${id}.${column}`,
              says: `${name}（${called}）为 ${part}，多于信息系统总数（${called}）的 ${whole}`,
              fix: '恢复自动计算，或核对人工改过的数',
            },
          ]
        }),
      ),
}
