import type { Check } from '../check.ts'

export const creditCodeMatchesRoster: Check = {
  id: 'credit-code-matches-roster',
  rule: 'X-01',
  title: '统一社会信用代码与主管单位名册一致',
  severity: 'warning',
  cites: ['form.identity'],
  run({ filing, unit }) {
    const code = filing.answers.uscc
    if (typeof code !== 'string' || code === '' || !unit.creditCode || code === unit.creditCode) return []
    return [
      {
        at: 'uscc',
        says: `统一社会信用代码填为 ${code}，名册上为 ${unit.creditCode}`,
        fix: '对照法人证书核对；如名册有误，请说明并联系主管单位更正',
      },
    ]
  },
}
