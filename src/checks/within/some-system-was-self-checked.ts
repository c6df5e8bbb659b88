import { figure } from '../../domain/matrix.ts'
import type { Check } from '../check.ts'

export const someSystemWasSelfChecked: Check = {
  id: 'some-system-was-self-checked',
  rule: 'X-15',
  title: '报送自查的单位至少自查了一个系统',
  severity: 'warning',
  cites: ['form.matrix', 'mlps.self-inspection'],
  run({ read }) {
    const all = figure(read, 'sysTotal.total')
    if (!all || figure(read, 'sysSelfChecked.total') !== 0) return []
    return [
      {
        at: 'sysSelfChecked.total',
        says: `共有 ${all} 个信息系统，安全自查总数却为 0`,
        fix: '在系统表中填写各系统的自查情况；确未自查的请说明原因',
      },
    ]
  },
}
