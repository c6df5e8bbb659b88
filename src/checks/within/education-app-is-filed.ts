import { appsOf } from '../../domain/inventory.ts'
import type { Check, Finding } from '../check.ts'

export const educationAppIsFiled: Check = {
  id: 'education-app-is-filed',
  rule: 'L-30',
  title: '教育移动应用已完成提供者、使用者备案',
  severity: 'warning',
  serious: true,
  cites: ['education.app-filing'],
  from: '2019-11-11',
  run: ({ filing }) =>
    appsOf(filing)
      .filter(({ isMobileApp }) => isMobileApp)
      .flatMap((app): Finding[] => {
        const role = app.text('role')
        if (role === 'provider' && app.text('providerFilingNo') === '')
          return [
            {
              at: app.at('providerFilingNo'),
              says: `${app.name}未完成教育移动应用提供者备案`,
              fix: '向属地省级教育行政部门办理提供者备案后补填备案号',
            },
          ]
        if ((role === 'user' || role === 'own') && app.yes('userFilingDone') !== true)
          return [
            {
              at: app.at('userFilingDone'),
              says: `${app.name}未完成教育移动应用使用者备案`,
              fix: '按隶属关系向主管教育行政部门办理使用者备案',
            },
          ]
        return []
      }),
}
