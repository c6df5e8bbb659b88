import { systemsOf, websitesOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

/** Six months, as everybody sets it in a log server. */
const enough = 180
const fix = '调整日志留存策略至不少于 180 天'
const logs = [
  ['logDaysNet', '网络日志'],
  ['logDaysHost', '主机日志'],
  ['logDaysApp', '应用日志'],
  ['logDaysDb', '数据库日志'],
] as const

export const logsAreKeptSixMonths: Check = {
  id: 'logs-are-kept-six-months',
  rule: 'L-11',
  title: '日志留存不少于六个月',
  severity: 'warning',
  serious: true,
  cites: ['csl.logs'],
  run({ filing }) {
    const ofSystems = systemsOf(filing)
      .filter((system) => system.isRunning)
      .flatMap((system) => {
        const short = logs.filter(([column]) => (system.number(column) ?? enough) < enough)
        const first = short[0]
        if (!first) return []
        const days = short.map(([column, name]) => `${name}留存 ${system.number(column)} 天`).join('、')
        return [{ at: system.at(first[0]), says: `${system.name}的${days}，少于法定六个月`, fix }]
      })
    const ofWebsites = websitesOf(filing)
      .filter((site) => site.isInUse && site.yes('siteQ15') === false)
      .map((site) => ({
        at: site.at('siteQ15'),
        says: `${site.name}的日志留存不足六个月，少于法定期限`,
        fix,
      }))
    return [...ofSystems, ...ofWebsites]
  },
}
