import { addDays } from '../../domain/calendar.ts'
import { type Entry, rowsOf, websitesOf } from '../../domain/inventory.ts'
import type { Check, Finding } from '../check.ts'

const daysAhead = 30

export const nothingExpiresWithinAMonth: Check = {
  id: 'nothing-expires-within-a-month',
  rule: 'T-03',
  title: '网站证书和域名 30 天内不到期',
  severity: 'hint',
  cites: [],
  run({ filing, day }) {
    const certificates = websitesOf(filing)
      .filter((site) => site.isInUse && site.yes('https') === true)
      .flatMap((site) => finding(site, 'certExpire', `${site.name}的证书`, day))
    const domains = rowsOf(filing, 'domains').flatMap((row) =>
      finding(row, 'expiresOn', `域名 ${row.text('domain')} `, day),
    )
    return [...certificates, ...domains]
  },
}

function finding(row: Entry, column: string, what: string, day: string): Finding[] {
  const end = row.day(column)
  if (!end || end >= addDays(day, daysAhead)) return []
  return [
    {
      at: row.at(column),
      says: end < day ? `${what}已于 ${end} 到期` : `${what}到期日为 ${end}`,
      fix: '及时更换或续费；已换发、续费的，改填新的到期日',
    },
  ]
}
