import { addDays } from '../../domain/calendar.ts'
import { websitesOf } from '../../domain/inventory.ts'
import type { Check, Finding } from '../check.ts'

const daysAllowed = 180

export const websiteIsKeptAlive: Check = {
  id: 'website-is-kept-alive',
  rule: 'E-04',
  title: '在用网站半年内更新过，没有空栏目',
  severity: 'warning',
  cites: ['sites.zombie'],
  run: ({ filing, day }) =>
    websitesOf(filing)
      .filter(({ isInUse }) => isInUse)
      .flatMap((site): Finding[] => {
        const updated = site.day('lastUpdate')
        const empty = site.number('emptyColumns') ?? 0
        const found: Finding[] = []
        if (updated && updated < addDays(day, -daysAllowed))
          found.push({
            at: site.at('lastUpdate'),
            says: `${site.name}最近更新于 ${updated}，已超过 ${daysAllowed} 天，疑似僵尸网站`,
            fix: '恢复更新，或关停并取消解析后改状态',
          })
        if (empty > 0)
          found.push({
            at: site.at('emptyColumns'),
            says: `${site.name}有 ${empty} 个空栏目`,
            fix: '补充内容或撤下空栏目',
          })
        return found
      }),
}
