import type { Filing } from '../../domain/filing.ts'
import { isPrivate, rangeOf, readAddress } from '../../domain/identifiers/ip-range.ts'
import { hostOf } from '../../domain/identifiers/url.ts'
import { rowsOf, systemsOf, websitesOf } from '../../domain/inventory.ts'
import type { Check } from '../check.ts'

interface Contradiction {
  readonly table: string
  /** Who speaks against the declaration. */
  readonly witness: (filing: Filing) => string | undefined
  readonly says: string
}

const contradictions: readonly Contradiction[] = [
  {
    table: 'domains',
    witness: (filing) =>
      websitesOf(filing).find(
        ({ isInUse, url }) => isInUse && hostOf(url) !== '' && !readAddress(hostOf(url)),
      )?.name,
    says: '用着域名',
  },
  {
    table: 'ipRanges',
    witness: (filing) =>
      websitesOf(filing).find(
        (site) =>
          site.isInUse && site.text('hostingMode') === '01' && site.list('siteIps').some(isOnTheInternet),
      )?.name,
    says: '设在自建机房，用着互联网地址',
  },
  {
    table: 'egress',
    witness: (filing) => (rowsOf(filing, 'ipRanges').length > 0 ? '联网信息' : undefined),
    says: '填有互联网地址段',
  },
  {
    table: 'outsourcing',
    witness: (filing) =>
      systemsOf(filing).find((system) => system.isRunning && /^(onsite|remote)$/.test(system.text('opsMode')))
        ?.name,
    says: '委托第三方运维',
  },
]

export const nilDeclarationIsNotContradicted: Check = {
  id: 'nil-declaration-is-not-contradicted',
  rule: 'E-05',
  title: '“经核查，无”与其他清单不矛盾，是本次自查作出的',
  severity: 'warning',
  cites: ['form.nil'],
  run: ({ filing, campaign }) =>
    Object.entries(filing.nils)
      .filter(([table]) => rowsOf(filing, table).length === 0)
      .flatMap(([table, { on }]) => {
        const against = contradictions.find((one) => one.table === table)
        const witness = against?.witness(filing)
        if (against && witness)
          return [
            {
              at: table,
              says: `已声明“经核查，无”，但${witness}${against.says}`,
              fix: '撤销声明并补填清单，或改正另一处',
            },
          ]
        if (on < `${campaign.year}`)
          return [
            {
              at: table,
              says: `“经核查，无”声明于 ${on}，不是本次自查作出的`,
              fix: '重新核查后再声明',
            },
          ]
        return []
      }),
}

function isOnTheInternet(text: string): boolean {
  const range = rangeOf(text)
  return range !== undefined && !isPrivate(range)
}
