import { type Website, websitesOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

/** What the table says in two places: a question of the protection part, and the fact it asks about. */
const pairs = [
  {
    question: 'siteQ09',
    asks: '是否确定安全保护等级',
    fact: (site: Website) => known(site.text('siteLevel'), (level) => level !== '0'),
  },
  {
    question: 'siteQ11',
    asks: '是否开展等级测评',
    fact: (site: Website) => known(site.text('siteAssessed'), (state) => state === 'done'),
  },
] as const

export const websiteProtectionAgreesWithItsBasics: Check = {
  id: 'website-protection-agrees-with-its-basics',
  rule: 'X-21',
  title: '网站保护情况与基本情况不矛盾',
  severity: 'warning',
  cites: ['form.websites'],
  run: ({ filing }) =>
    websitesOf(filing).flatMap((site) =>
      pairs.flatMap(({ question, asks, fact }) => {
        const said = site.yes(question)
        const is = fact(site)
        if (said === undefined || is === undefined || said === is) return []
        return [
          {
            at: site.at(question),
            says: `${site.name}“${asks}”答“${said ? '是' : '否'}”，与基本情况所填相反`,
            fix: '核对两处，改为一致',
          },
        ]
      }),
    ),
}

const known = (text: string, judge: (text: string) => boolean): boolean | undefined =>
  text === '' ? undefined : judge(text)
