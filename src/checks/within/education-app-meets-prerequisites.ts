import { appsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const educationAppMeetsPrerequisites: Check = {
  id: 'education-app-meets-prerequisites',
  rule: 'L-31',
  title: '教育移动应用有 ICP 备案和等级保护备案',
  severity: 'warning',
  serious: true,
  cites: ['education.app-prerequisites'],
  from: '2020-02-01',
  run: ({ filing }) =>
    appsOf(filing)
      // Of an app that is only used here, its provider owes both.
      .filter((app) => app.isMobileApp && app.text('role') !== 'user')
      .flatMap((app) => {
        const level = Number(app.text('filingLevel'))
        const graded = level === 1 || (level >= 2 && app.text('filingNo') !== '')
        const lacks = [app.text('icpNo') === '' && 'ICP 备案', !graded && '等级保护备案'].filter(Boolean)
        if (lacks.length === 0) return []
        return [
          {
            at: app.at(app.text('icpNo') === '' ? 'icpNo' : 'filingLevel'),
            says: `${app.name}缺${lacks.join('和')}，教育移动应用备案将被撤销`,
            fix: '办理所缺的备案后补填编号；已备案的直接补填',
          },
        ]
      }),
}
