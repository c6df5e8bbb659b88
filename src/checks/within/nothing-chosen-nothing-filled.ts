import { dataSetsOf } from '../../domain/inventory.ts'
import type { Check, Finding } from '../check.ts'

const noInteraction = '4'

// That these options stand alone the form itself sees to; here, that the rest of the row means it too.
export const nothingChosenNothingFilled: Check = {
  id: 'nothing-chosen-nothing-filled',
  rule: 'X-32',
  title: '选“无交互”“不涉及”的，其他栏没有相反内容',
  severity: 'error',
  cites: ['form.exclusive-options'],
  run: ({ filing }) =>
    dataSetsOf(filing).flatMap((data): Finding[] => {
      const abroad = data.yes('crossBorder') === true
      const found: Finding[] = []
      if (data.list('interactions').includes(noInteraction)) {
        const targets = data.list('targetUnits')
        if (targets.length > 0)
          found.push({
            at: data.at('targetUnits'),
            says: `${data.name}选了“无交互”，又填有流出单位“${targets.join('、')}”`,
            fix: '改选交互方式，或删去流出单位',
          })
        if (abroad)
          found.push({
            at: data.at('crossBorder'),
            says: `${data.name}选了“无交互”，又填为出境`,
            fix: '改选交互方式，或把“是否出境”改为“否”',
          })
      }
      if (
        data.list('piFlags').includes('none') &&
        abroad &&
        (data.number('crossBorder.personCount') ?? 0) > 0
      )
        found.push({
          at: data.at('crossBorder.personCount'),
          says: `${data.name}选了“不涉及个人信息”，又填有出境人数`,
          fix: '改选个人信息涉及情况，或把出境人数改为 0',
        })
      return found
    }),
}
