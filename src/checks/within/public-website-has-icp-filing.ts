import { websitesOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const publicWebsiteHasIcpFiling: Check = {
  id: 'public-website-has-icp-filing',
  rule: 'L-29',
  title: '公开网站已履行 ICP 备案',
  severity: 'warning',
  serious: true,
  cites: ['internet.icp'],
  run: ({ filing }) =>
    websitesOf(filing)
      .filter((site) => site.isPublic && site.text('icpNo') === '')
      .map((site) => ({
        at: site.at('icpNo'),
        says: `${site.name}未履行 ICP 备案`,
        fix: '通过接入服务商办理 ICP 备案；已备案的补填备案号',
      })),
}
