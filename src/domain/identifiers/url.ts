import { hostFault } from './domain.ts'
import { isPrivate, readAddress } from './ip-range.ts'
import { bad, good, quote, type Reading, several, unwrapped } from './reading.ts'

interface WebAddress {
  readonly scheme: string
  readonly host: string
  readonly port: string
  /** Path, query and fragment as written. */
  readonly rest: string
}

/** A web address; the scheme may be left out and is then not invented. */
export function readUrl(text: string): Reading {
  const plain = unwrapped(text)
    .replace(/\\/g, '/')
    .replace(/^(https?):\/*(?=[^/])/i, '$1://')
  if (plain === '') return bad('请填写网址，例如 https://www.bnu.edu.cn。')
  if (plain.includes(' ')) return bad('网址中不能有空格；一格只填一个网址，多个请分行填写。')
  const address = partsOf(plain)
  if (!address) return bad(`${quote(plain)}不是网址，请写成 https://www.bnu.edu.cn 的样子。`)
  const { scheme, host, port, rest } = address
  if (scheme !== '' && scheme !== 'http' && scheme !== 'https')
    return bad(`网址应以 http:// 或 https:// 开头，不是 ${scheme}://，请核对。`)
  if (port !== '' && (Number(port) < 1 || Number(port) > 65535))
    return bad(`网址中的端口 ${port} 不在 1–65535 之间，请核对。`)
  const ip = readAddress(host.replace(/^\[|\]$/g, ''))
  const fault = ip ? undefined : hostFault(host)
  if (fault && /[,;、]/.test(host)) return several('网址')
  if (fault) return bad(fault)
  const usual = (scheme === 'http' && Number(port) === 80) || (scheme === 'https' && Number(port) === 443)
  return good(
    `${scheme && `${scheme}://`}${host}${port && !usual ? `:${Number(port)}` : ''}${rest === '/' ? '' : rest}`,
    ip &&
      (isPrivate(ip)
        ? '这是内网地址，互联网上打不开；如有公网地址请填公网地址。'
        : '网址用的是 IP；如有域名请填域名。'),
  )
}

/** The host of a web address that was read before. */
export const hostOf = (url: string): string => partsOf(url)?.host ?? ''

function partsOf(text: string): WebAddress | undefined {
  const found =
    /^(?:([a-z][a-z\d+.-]*):\/\/)?(?:[^/?#@]*@)?(\[[^\]]*\]|[^/?#:[\]]+)(?::(\d*))?([/?#].*)?$/i.exec(text)
  if (!found) return undefined
  const [, scheme = '', host = '', port = '', rest = ''] = found
  return {
    scheme: scheme.toLowerCase(),
    host: host.normalize('NFKC').replace(/[。｡]/g, '.').toLowerCase().normalize('NFKC').replace(/\.$/, ''),
    port,
    rest,
  }
}
