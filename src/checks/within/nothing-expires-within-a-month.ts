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
  run({ filing, today }) {
    const soon = addDays(today, daysAhead)
    // Of a certificate that has expired the form itself complains.
    const certificates = websitesOf(filing)
      .filter((site) => site.isInUse && site.yes('https') === true)
      .flatMap((site) => finding(site, 'certExpire', `${site.name}的证书`, today, soon))
    const domains = rowsOf(filing, 'domains').flatMap((row) =>
      finding(row, 'expiresOn', `域名 ${row.text('domain')} `, '', soon),
    )
    return [...certificates, ...domains]
  },
}

function finding(row: Entry, column: string, what: string, after: string, before: string): Finding[] {
  const end = row.day(column)
  if (!end || end < after || end >= before) return []
  return [{ at: row.at(column), says: `${what}到期日为 ${end}`, fix: '及时更换或续费' }]
}
