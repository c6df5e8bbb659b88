import { systemsOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

export const wildcardsStayInDomainList: Check = {
  id: 'wildcards-stay-in-domain-list',
  rule: 'N-04',
  title: '系统的域名写到具体主机，不用“*.”',
  severity: 'error',
  cites: ['notice.inventory'],
  run: ({ filing }) =>
    systemsOf(filing)
      .filter((system) => system.text('networkNature') === '2')
      .flatMap((system) => {
        const wild = system.list('domains').find((domain) => domain.startsWith('*.'))
        if (!wild) return []
        return [
          {
            at: system.at('domains'),
            says: `${system.name}的域名写为 ${wild}，看不出实际使用的域名`,
            fix: '逐个写出系统使用的域名；“*.”只用于“主域名及下级域名”',
          },
        ]
      }),
}
