import { systemsOf, websitesOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

/** Six months, as everybody sets it in a log server. */
const enough = 180
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
    const surfing = filing.answers.surfLogDays
    const ofNetwork =
      typeof surfing === 'number' && surfing < enough ? [short('surfLogDays', '上网日志', surfing)] : []
    const ofSystems = systemsOf(filing)
      .filter((system) => system.isRunning)
      .flatMap((system) =>
        logs.flatMap(([column, name]) => {
          const days = system.number(column)
          return days === undefined || days >= enough
            ? []
            : [short(system.at(column), `${system.name}的${name}`, days)]
        }),
      )
    const ofWebsites = websitesOf(filing)
      .filter((site) => site.isInUse && site.yes('siteQ15') === false)
      .map((site) => ({
        at: site.at('siteQ15'),
        says: `${site.name}的日志留存不足六个月，少于法定期限`,
        fix: '调整日志留存策略至不少于 180 天',
      }))
    return [...ofNetwork, ...ofSystems, ...ofWebsites]
  },
}

const short = (at: string, what: string, days: number) => ({
  at,
  says: `${what}留存 ${days} 天，少于法定六个月`,
  fix: '调整日志留存策略至不少于 180 天',
})
