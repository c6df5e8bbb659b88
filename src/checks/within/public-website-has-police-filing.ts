import { websitesOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const publicWebsiteHasPoliceFiling: Check = {
  id: 'public-website-has-police-filing',
  rule: 'L-28',
  title: '公开网站已办公安联网备案',
  severity: 'warning',
  serious: true,
  cites: ['police.net-filing', 'police.net-filing-inspection'],
  run: ({ filing }) =>
    websitesOf(filing)
      .filter((site) => site.isPublic && site.text('policeFilingNo') === '')
      .map((site) => ({
        at: site.at('policeFilingNo'),
        says: `${site.name}未填公安联网备案号（开通 30 日内办理）`,
        fix: '到全国互联网安全管理服务平台办理；已办的补填备案号',
      })),
}
