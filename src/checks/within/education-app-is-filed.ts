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
        const found: Finding[] = []
        if (role === 'provider' && app.text('providerFilingNo') === '')
          found.push({
            at: app.at('providerFilingNo'),
            says: `${app.name}未完成教育移动应用提供者备案`,
            fix: '向属地省级教育行政部门办理提供者备案后补填备案号',
          })
        // A school may choose only what its provider has filed.
        if (role === 'user' && app.text('providerFilingNo') === '')
          found.push({
            at: app.at('providerFilingNo'),
            says: `${app.name}未填提供者备案号，看不出所选应用是否已备案`,
            fix: '向应用提供方索取提供者备案号；提供方没有备案的，停止使用或更换',
          })
        if ((role === 'user' || role === 'own') && app.yes('userFilingDone') !== true)
          found.push({
            at: app.at('userFilingDone'),
            says: `${app.name}未完成教育移动应用使用者备案`,
            fix: '按隶属关系向主管教育行政部门办理使用者备案',
          })
        return found
      }),
}
