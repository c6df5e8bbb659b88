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
      .filter(({ isMobileApp }) => isMobileApp)
      .flatMap((app) => {
        const level = Number(app.text('filingLevel'))
        const graded = level === 1 || (level >= 2 && app.text('filingNo') !== '')
        const lacks = [app.text('icpNo') === '' && 'ICP 备案', !graded && '等级保护备案'].filter(Boolean)
        if (lacks.length === 0) return []
        return [
          {
            at: app.at(app.text('icpNo') === '' ? 'icpNo' : 'filingLevel'),
            says: `${app.name}缺${lacks.join('和')}，教育移动应用备案将被撤销`,
            fix: '先完成所缺备案，再填写编号',
          },
        ]
      }),
}
