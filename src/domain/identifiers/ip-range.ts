// IPv4 and IPv6 addresses, alone, as CIDR, or from–to. Numbers are bigints: IPv6 needs 128 bits.
import { bad, good, quote, type Reading, several, unwrapped } from './reading.ts'

export interface IpRange {
  readonly version: 4 | 6
  readonly first: bigint
  readonly last: bigint
  /** Prefix length, when it was written as one. */
  readonly bits?: number
}

/** One address, one `a/n`, or one `a-b`. Also `a-254`, `a/255.255.255.0` and `a.b.c.*`, which are rewritten. */
export function readIpRange(text: string): Reading {
  const bare = clean(text)
  if (bare === '') return bad('请填写 IP 地址，例如 202.112.80.0/24。')
  if (/^[\d.]+:\d+$|^\[.*\]:\d+$/.test(bare)) return bad('地址后面不要带端口，只填 IP 地址。')
  if (/^https?:/.test(bare)) return bad('这里只填 IP 地址，不要带 http:// 和路径。')
  if (/[,;、]/.test(bare)) return several('地址或地址段')
  if (bare.includes('%')) return bad(`${quote(bare)}中“%”及其后是本机网卡的名称，请删去。`)
  const range = parseRange(bare)
  if (typeof range === 'string') return bad(range)
  const { version, first, last, bits } = range
  const size = last - first + 1n
  const wide = version === 4 ? size > 65536n : size > 1n << 96n
  const base = bare.split('/')[0]!
  const normal =
    bits !== undefined
      ? `${show(first, version)}/${bits}`
      : first === last
        ? show(first, version)
        : `${show(first, version)}-${show(last, version)}`
  return good(
    normal,
    bare.includes('/') &&
      parseAddress(base)?.first !== first &&
      `${base} 不是该段的起始地址，已规范为 ${normal}。`,
    isPrivate(range) && '这是内网（保留）地址，不能作为互联网地址。',
    wide && `这一段有 ${size} 个地址，超过 /${version === 4 ? 16 : 32}，请核对是否填得过大。`,
  )
}

/** The addresses that a text read before stands for. */
export function rangeOf(text: string): IpRange | undefined {
  // Most are single addresses, kept in their usual spelling.
  const range = parseAddress(text) ?? parseRange(clean(text))
  return typeof range === 'string' ? undefined : range
}

export const readAddress = (text: string): IpRange | undefined => parseAddress(text)

export const overlaps = (a: IpRange, b: IpRange): boolean =>
  a.version === b.version && a.first <= b.last && b.first <= a.last

/** Tells of a range whether the given ones together hold all of it. */
export function addressSet(ranges: readonly IpRange[]): (range: IpRange) => boolean {
  const joined: IpRange[] = []
  for (const range of [...ranges].sort(byPlace)) {
    const before = joined[joined.length - 1]
    if (before?.version !== range.version || before.last + 1n < range.first) joined.push(range)
    else if (before.last < range.last) joined[joined.length - 1] = { ...before, last: range.last }
  }
  return (range) => {
    let low = 0
    let high = joined.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (byPlace(joined[middle]!, range) <= 0) low = middle + 1
      else high = middle
    }
    const below = joined[low - 1]
    return below?.version === range.version && range.last <= below.last
  }
}

const byPlace = (a: IpRange, b: IpRange): number =>
  a.version - b.version || (a.first < b.first ? -1 : a.first > b.first ? 1 : 0)

/** Pairs of places in the list that share an address, each range with the one before it that reaches furthest. */
export function overlapping(ranges: readonly (IpRange | undefined)[]): [earlier: number, later: number][] {
  const order = ranges
    .flatMap((range, at) => (range ? [{ range, at }] : []))
    .sort((a, b) => byPlace(a.range, b.range) || a.at - b.at)
  const pairs: [number, number][] = []
  let furthest = order[0]
  for (const one of order.slice(1)) {
    if (furthest && overlaps(furthest.range, one.range))
      pairs.push([Math.min(furthest.at, one.at), Math.max(furthest.at, one.at)])
    if (!furthest || furthest.range.version !== one.range.version || one.range.last > furthest.range.last)
      furthest = one
  }
  return pairs
}

const reserved = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '0.0.0.0/8',
  '224.0.0.0/3',
  'fc00::/7',
  'fe80::/10',
  '::/127',
].map((text) => parseRange(text) as IpRange)

/** Touches addresses that cannot be reached from the internet. */
export const isPrivate = (range: IpRange): boolean => reserved.some((block) => overlaps(block, range))

const clean = (text: string): string =>
  unwrapped(text)
    .toLowerCase()
    .replace(/^(\d{1,3}) ?, ?(\d{1,3}) ?, ?(\d{1,3}) ?, ?(\d{1,3})$/, '$1.$2.$3.$4')
    // An address and its mask, as a network card's settings show them.
    .replace(/^([\d.]+)(?: \/?|\/| ?(?:mask|掩码):? ?)(255\.[\d.]+)$/, '$1/$2')
    .replace(/ /g, '')
    .replace(/[~～〜]|至|到/g, '-')
    .replace(/[。．]/g, '.')
    .replace(/\\/g, '/')
    .replace(/-+/g, '-')
    .replace(/\.x(?=\.|$)/g, '.*')
    .replace(/^\[([^[\]]+)\]$/, '$1')

function parseRange(text: string): IpRange | string {
  const [from = '', to, ...more] = text.split('-')
  if (more.length > 0) return wrong(text)
  if (to !== undefined) {
    const first = parseAddress(from)
    const last = parseAddress(/^\d{1,3}$/.test(to) && first?.version === 4 ? from.replace(/\d+$/, to) : to)
    if (!first || !last) return wrong(text)
    if (first.version !== last.version) return '起止地址一个是 IPv4、一个是 IPv6，请核对。'
    if (first.first > last.last) return `起始地址 ${from} 大于结束地址 ${to}，请对调或核对。`
    return { ...first, last: last.last }
  }
  const [address = '', length, ...slashes] = from.split('/')
  if (slashes.length > 0) return wrong(text)
  const star = /^(\d+\.\d+(?:\.\d+)?)((?:\.\*){1,2})$/.exec(address)
  if (star && length === undefined) {
    const stars = star[2]!.length / 2
    if (star[1]!.split('.').length + stars !== 4) return wrong(text)
    return block(`${star[1]}${'.0'.repeat(stars)}`, 32 - 8 * stars) ?? wrong(text)
  }
  if (length === undefined) return parseAddress(address) ?? wrong(text)
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : maskBits(length)
  if (bits === undefined) return `“/${length}”不是子网掩码，请写成 202.112.80.0/24 的样子。`
  const found = parseAddress(address)
  if (!found) return wrong(text)
  if (bits > (found.version === 4 ? 32 : 128))
    return `“/${bits}”超出范围，IPv${found.version} 前缀长度为 0–${found.version === 4 ? 32 : 128}。`
  return block(address, bits) ?? wrong(text)
}

function block(address: string, bits: number): IpRange | undefined {
  const found = parseAddress(address)
  if (!found) return undefined
  const free = BigInt((found.version === 4 ? 32 : 128) - bits)
  const first = (found.first >> free) << free
  return { version: found.version, first, last: first + (1n << free) - 1n, bits }
}

function maskBits(mask: string): number | undefined {
  const found = parseAddress(mask)
  if (found?.version !== 4) return undefined
  const bits = found.first.toString(2).padStart(32, '0')
  return /^1*0*$/.test(bits) ? bits.replace(/0/g, '').length : undefined
}

function parseAddress(text: string): IpRange | undefined {
  const value = text.includes(':') ? parseV6(text) : parseV4(text)
  if (value === undefined) return undefined
  return { version: text.includes(':') ? 6 : 4, first: value, last: value }
}

// A leading zero is refused: some programs read it as octal.
function parseV4(text: string): bigint | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^(0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255))
    return undefined
  return parts.reduce((value, part) => value * 256n + BigInt(part), 0n)
}

function parseV6(text: string): bigint | undefined {
  const tail = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(text)
  if (tail) {
    const v4 = parseV4(tail[2]!)
    return v4 === undefined
      ? undefined
      : parseV6(`${tail[1]}${(v4 >> 16n).toString(16)}:${(v4 & 0xffffn).toString(16)}`)
  }
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const [before = [], after = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - before.length - after.length
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined
  const words = [...before, ...Array<string>(missing).fill('0'), ...after]
  if (!words.every((word) => /^[\da-f]{1,4}$/.test(word))) return undefined
  return words.reduce((value, word) => (value << 16n) + BigInt(`0x${word}`), 0n)
}

function show(value: bigint, version: 4 | 6): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join('.')
  const words = Array.from({ length: 8 }, (_, at) =>
    ((value >> BigInt(112 - 16 * at)) & 0xffffn).toString(16),
  )
  const runs = words.join(':').match(/\b0(:0)+\b/g) ?? []
  const longest = runs.reduce((best, run) => (run.length > best.length ? run : best), '')
  if (longest === '') return words.join(':')
  return words.join(':').replace(new RegExp(`(^|:)${longest}(:|$)`), '::')
}

const wrong = (text: string) =>
  /(^|\.)0\d/.test(text)
    ? `${quote(text)}中有的段以 0 开头，请去掉补上的 0，例如 202.112.80.1。`
    : `${quote(text)}不是 IP 地址或地址段，请写成 202.112.80.1、202.112.80.0/24 或 202.112.80.1-202.112.80.50。`
