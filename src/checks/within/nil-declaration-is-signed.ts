import { isDay } from '../../domain/calendar.ts'
import { isEvasive } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

// That an empty inventory is declared at all the form itself sees to.
export const nilDeclarationIsSigned: Check = {
  id: 'nil-declaration-is-signed',
  rule: 'E-05',
  title: '“经核查，无”由真名署名，日期不在将来',
  severity: 'error',
  cites: ['form.nil'],
  run: ({ filing, today }) =>
    Object.entries(filing.nils).flatMap(([table, { by, on }]) => {
      const name = by.trim()
      if (name !== '' && isEvasive(name))
        return [
          {
            at: table,
            says: `“经核查，无”的署名为“${name}”，不是姓名`,
            fix: '由实际核查的人署名',
          },
        ]
      if (isDay(on) && on > today)
        return [{ at: table, says: `“经核查，无”的日期 ${on} 晚于今天`, fix: '改为实际核查的日期' }]
      return []
    }),
}
