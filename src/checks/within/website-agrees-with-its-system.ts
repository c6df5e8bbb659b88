import { levelName, systemsOf, websitesOf } from '../../domain/inventory.ts'
import type { Check, Finding } from '../check.ts'

export const websiteAgreesWithItsSystem: Check = {
  id: 'website-agrees-with-its-system',
  rule: 'X-21',
  title: '网站的等级和测评与关联系统一致',
  severity: 'warning',
  serious: true,
  cites: ['form.websites'],
  run({ filing }) {
    const byId = new Map(systemsOf(filing).map((system) => [system.id, system]))
    return websitesOf(filing).flatMap((site): Finding[] => {
      const systems = site.list('linkedSystemId').flatMap((id) => byId.get(id) ?? [])
      const [first] = systems
      if (!first) return []
      const found: Finding[] = []
      const level = site.gradeIn('siteLevel')
      if (level !== undefined && !systems.some((system) => system.level === level))
        found.push({
          at: site.at('siteLevel'),
          says: `${site.name}填为${levelName(level)}，关联的${first.name}为${levelName(first.level)}`,
          fix: '两处改为一致，或改正关联的系统',
        })
      const assessed = site.text('siteAssessed')
      const really = systems.some((system) => system.level >= 2 && system.day('assessDate'))
      if (systems.some((system) => system.level >= 2) && assessed === (really ? 'not' : 'done'))
        found.push({
          at: site.at('siteAssessed'),
          says: `${site.name}填为${really ? '未' : '已'}开展等级测评，关联的${first.name}${really ? '已有' : '没有'}测评时间`,
          fix: '两处改为一致，或改正关联的系统',
        })
      return found
    })
  },
}
