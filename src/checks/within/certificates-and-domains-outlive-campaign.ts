import { addDays } from '../../domain/calendar.ts'
import { rowsOf, websitesOf } from '../../domain/inventory.ts'
import type { Check, Finding } from '../check.ts'

const daysAhead = 30

export const certificatesAndDomainsOutliveCampaign: Check = {
  id: 'certificates-and-domains-outlive-campaign',
  rule: 'T-03',
  title: '网站证书和域名 30 天内不到期',
  severity: 'hint',
  cites: [],
  run({ filing, day }) {
    const soon = addDays(day, daysAhead)
    const word = (what: string, end: string) => `${what}${end < day ? '已于' : '将于'} ${end} 到期`
    const certificates = websitesOf(filing)
      .filter((site) => site.isInUse && site.yes('https') === true)
      .flatMap((site): Finding[] => {
        const end = site.day('certExpire')
        return end && end < soon
          ? [{ at: site.at('certExpire'), says: word(`${site.name}的证书`, end), fix: '及时更换证书' }]
          : []
      })
    const domains = rowsOf(filing, 'domains').flatMap((row): Finding[] => {
      const end = row.day('expiresOn')
      return end && end < soon
        ? [{ at: row.at('expiresOn'), says: word(`域名 ${row.text('domain')} `, end), fix: '及时续费' }]
        : []
    })
    return [...domains, ...certificates]
  },
}
