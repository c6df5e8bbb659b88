import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

/** What hardly any university does without; by the guide's code or by name. */
const usual = [
  { what: '招生录取', codes: ['school.admission'], names: /招生|录取|迎新/ },
  {
    what: '教务或学籍',
    codes: ['school.teachingAffairs', 'school.studentAffairs'],
    names: /教务|学籍|选课|学生(管理|工作|信息)/,
  },
  { what: '校园一卡通', codes: ['school.campusCard'], names: /一卡通|校园卡/ },
] as const

export const usualSchoolSystemsAreListed: Check = {
  id: 'usual-school-systems-are-listed',
  rule: 'E-02',
  title: '高校常有的招生、教务、一卡通系统都在清单中',
  severity: 'hint',
  cites: ['notice.inventory'],
  run({ filing, unit }) {
    const systems = systemsOf(filing)
    // An empty list is another matter.
    if (!unit.kind.includes('高校') || systems.length === 0) return []
    const lacking = usual.filter(
      ({ codes, names }) =>
        !systems.some(
          (system) =>
            codes.some((code) => code === system.text('eduSysCode')) ||
            names.test(`${system.text('systemName')} ${system.text('businessDesc')}`),
        ),
    )
    if (lacking.length === 0) return []
    const what = lacking.map((one) => one.what).join('、')
    return [
      {
        at: 'systems',
        says: `系统清单中没有${what}类系统，请核对是否漏报`,
        fix: '有的补报；确实没有的不必处理',
      },
    ]
  },
}
