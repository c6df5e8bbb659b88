import { domainSet } from '../../domain/identifiers/domain.ts'
import { addressSet, type IpRange, isPrivate, rangeOf } from '../../domain/identifiers/ip-range.ts'
import { hostOf } from '../../domain/identifiers/url.ts'
import { type Entry, rowsOf, systemsOf, websitesOf } from '../../domain/inventory.ts'
import type { Case, Check, Finding } from '../check.ts'

export const publicNamesLieWithinTheUnit: Check = {
  id: 'public-names-lie-within-the-unit',
  rule: 'E-03',
  title: '网站和互联网系统用本单位的域名或地址（不是“双非”）',
  severity: 'warning',
  cites: ['sites.double-non'],
  run(subject) {
    const own = ownOf(subject)
    if (!own) return []
    const sites = websitesOf(subject.filing)
      .filter(({ isInUse }) => isInUse)
      .map((site) => ({
        entry: site,
        name: site.name,
        column: 'siteUrl',
        hosts: [hostOf(site.text('siteUrl'))],
        addresses: [...site.list('siteIps'), ...site.list('publicIps')],
      }))
    const systems = systemsOf(subject.filing)
      .filter((system) => system.isRunning && system.text('networkNature') === '2')
      .map((system) => ({
        entry: system,
        name: system.name,
        column: 'domains',
        hosts: system.list('domains'),
        addresses: system.list('originIpRange'),
      }))
    return [...sites, ...systems].flatMap((one) => suspicion(one, own))
  },
}

interface Own {
  readonly hasDomain: (host: string) => boolean
  readonly hasAddress: (range: IpRange) => boolean
  /** Hosts already listed as 双非. */
  readonly admitted: ReadonlySet<string>
}

/** Nothing while the unit has yet to say which domains and addresses are its own. */
function ownOf({ filing }: Case): Own | undefined {
  const said = (table: string) => rowsOf(filing, table).length > 0 || filing.nils[table] !== undefined
  if (!said('domains') || !said('ipRanges')) return undefined
  return {
    hasDomain: domainSet(rowsOf(filing, 'domains').map((row) => row.text('domain'))),
    hasAddress: addressSet(rowsOf(filing, 'ipRanges').flatMap((row) => rangeOf(row.text('range')) ?? [])),
    admitted: new Set(rowsOf(filing, 'doubleNon').map((row) => hostOf(row.text('url')))),
  }
}

interface Public {
  readonly entry: Entry
  readonly name: string
  readonly column: string
  readonly hosts: readonly string[]
  readonly addresses: readonly string[]
}

function suspicion({ entry, name, column, hosts, addresses }: Public, own: Own): Finding[] {
  const named = hosts.filter((host) => host !== '')
  // An internal address says nothing about whose it is.
  const ranges = addresses.flatMap((text) => rangeOf(text) ?? []).filter((range) => !isPrivate(range))
  if (named.length === 0 || ranges.length === 0) return []
  if (named.some((host) => own.admitted.has(host) || own.hasDomain(host)) || ranges.some(own.hasAddress))
    return []
  return [
    {
      at: entry.at(column),
      says: `${name}（${named[0]}）不在本单位域名下，地址也不在申报的地址段内，疑似“双非”`,
      fix: '补报本单位的域名或地址段；确属“双非”的列入双非清单并提出处置意见',
    },
  ]
}
