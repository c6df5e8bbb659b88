import { isPrivate, rangeOf } from '../../domain/identifiers/ip-range.ts'
import { websitesOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const privateWebsiteAddressHasPublicOne: Check = {
  id: 'private-website-address-has-public-one',
  rule: 'N-03',
  title: '公开网站填有公网地址或公网映射地址',
  severity: 'warning',
  cites: ['notice.inventory'],
  run: ({ filing }) =>
    websitesOf(filing)
      .filter(({ isPublic }) => isPublic)
      .flatMap((site) => {
        const ranges = [...site.list('siteIps'), ...site.list('publicIps')].flatMap(
          (text) => rangeOf(text) ?? [],
        )
        if (ranges.length === 0 || ranges.some((range) => !isPrivate(range))) return []
        return [
          {
            at: site.at('publicIps'),
            says: `${site.name}对校外开放，所填地址却都是内网地址`,
            fix: '在“公网映射地址”中填写互联网上看到的地址',
          },
        ]
      }),
}
