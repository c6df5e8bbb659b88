// Domain names, Chinese ones included. What the filler wrote is kept; comparing is done in ASCII.
import { readAddress } from './ip-range.ts'
import { decodePunycode, encodePunycode } from './punycode.ts'
import { bad, good, quote, type Reading, several, unwrapped } from './reading.ts'

const provincesUnderCn =
  'bj sh tj cq he sx nm ln jl hl js zj ah fj jx sd ha hb hn gd gx hi sc gz yn xz sn gs qh nx xj tw hk mo'
/** Suffixes of two labels under which units register a third; the root domain of a university is `x.edu.cn`. */
const sharedSuffixes = new Set([
  ...`ac com edu gov mil net org 公司 网络 網絡 ${provincesUnderCn}`
    .split(' ')
    .map((label) => `${toAscii(label)}.cn`),
  ...'com edu gov idv net org'.split(' ').flatMap((label) => [`${label}.hk`, `${label}.tw`, `${label}.mo`]),
  ...'ac.uk co.uk gov.uk org.uk ac.jp co.jp go.jp ne.jp or.jp ac.kr co.kr com.au edu.au com.sg edu.sg'.split(
    ' ',
  ),
])

/** Characters of a whole host name, RFC 1035. */
const longest = 253

/** A host name; `*.` in front stands for everything below it. */
export function readDomain(text: string): Reading {
  const plain = unwrapped(text).replace(/ /g, '')
  const host = hostPart(plain)
  const bare = host.replace(/^\*\./, '')
  if (bare === '') return bad('请填写域名，例如 www.bnu.edu.cn。')
  if (readAddress(bare) || readAddress(plain.toLowerCase()))
    return bad(`${quote(plain)}是 IP 地址，不是域名，请填到 IP 栏。`)
  const fault = hostFault(bare)
  if (fault && /\.[^.]+[,;、].*\./.test(bare)) return several('域名')
  if (fault) return bad(fault)
  const hints = host !== bare && '“*.”表示其下全部域名，只宜用于单位的主域名及下级域名。'
  return good(host, hints)
}

/** Lower case, without what surrounds a host in a web address. */
const hostPart = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[。｡]/g, '.')
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\\/g, '/')
    .replace(/^([a-z][a-z\d+.-]*:)?\/\/?/, '')
    .replace(/[/?#].*$/, '')
    .replace(/^[^@]*@/, '')
    .replace(/:\d*$/, '')
    .replace(/^\.|\.$/g, '')

/** What keeps a text from being a host name, as a sentence. */
export function hostFault(host: string): string | undefined {
  if (host.length > longest) return `域名总长超过 ${longest} 个字符，请核对。`
  const labels = host.split('.')
  if (labels.length < 2) return `${quote(host)}不是完整的域名，请写全，例如 www.bnu.edu.cn。`
  if (labels.includes('')) return `域名${quote(host)}中有多余的“.”，请删去。`
  for (const label of labels) {
    const odd = /[^a-z\d\u0080-\u{10ffff}-]/u.exec(label) ?? /[^\p{L}\p{M}\p{N}-]/u.exec(label)
    if (odd) return `域名${quote(host)}中不能有${quote(odd[0])}，请核对。`
    if (label.startsWith('-') || label.endsWith('-'))
      return `域名${quote(host)}各段不能以“-”开头或结尾，请核对。`
    if (label.startsWith('xn--') && decodePunycode(label.slice(4)) === undefined)
      return `域名${quote(host)}中的“xn--”写法不成立，请改写中文原文。`
    if (toAscii(label).length > 63) return `域名${quote(host)}中有一段超过 63 个字符，请核对。`
  }
  if (toAscii(host).length > longest) return `域名总长超过 ${longest} 个字符，请核对。`
  if (/^\d+$/.test(labels[labels.length - 1]!)) return `${quote(host)}的最后一段不能全是数字，请核对域名。`
  return undefined
}

/** For comparing: every label in ASCII. */
export function toAscii(domain: string): string {
  return domain
    .split('.')
    .map((label) => (/[^\0-\x7f]/.test(label) ? `xn--${encodePunycode(label)}` : label))
    .join('.')
}

/** The domain that somebody registered: `jw.bnu.edu.cn` → `bnu.edu.cn`, in ASCII. */
export function registrableDomain(domain: string): string {
  const labels = rootOf(domain).split('.')
  const suffix = sharedSuffixes.has(labels.slice(-2).join('.')) ? 3 : 2
  return labels.slice(-suffix).join('.')
}

/** Tells of a host whether it is one of the domains or lies below one. */
export function domainSet(domains: readonly string[]): (host: string) => boolean {
  const roots = new Set(domains.filter(({ length }) => length <= longest).map(rootOf))
  return (host) => {
    if (host.length > longest) return false
    for (
      let name = rootOf(host);
      name !== '';
      name = name.includes('.') ? name.slice(name.indexOf('.') + 1) : ''
    )
      if (roots.has(name)) return true
    return false
  }
}

const rootOf = (domain: string): string => toAscii(domain.replace(/^\*\./, ''))
