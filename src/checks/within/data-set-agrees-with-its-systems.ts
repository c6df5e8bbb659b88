import { dataSetsOf, systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

const mostNamed = 5

export const dataSetAgreesWithItsSystems: Check = {
  id: 'data-set-agrees-with-its-systems',
  rule: 'X-30',
  title: '数据清单关联的系统承认处理这些数据',
  severity: 'warning',
  cites: ['form.data-list'],
  run({ filing }) {
    const byId = new Map(systemsOf(filing).map((system) => [system.id, system]))
    return dataSetsOf(filing)
      .filter(({ isPersonal }) => isPersonal)
      .flatMap((data) => {
        const systems = [...new Set(data.list('systemIds'))].flatMap((id) => byId.get(id) ?? [])
        const denying = systems.filter((system) => system.yes('handlesPI') === false)
        if (denying.length === 0) return []
        const named = denying.slice(0, mostNamed).map(({ name }) => name)
        const rest = denying.length > mostNamed ? `等 ${denying.length} 个系统` : ''
        return [
          {
            at: data.at('systemIds'),
            says: `${data.name}含个人信息，关联的${named.join('、')}${rest}却填为不处理个人信息`,
            fix: '在系统表中把“是否处理个人信息”改为“是”，或改正关联的系统',
          },
        ]
      })
  },
}
