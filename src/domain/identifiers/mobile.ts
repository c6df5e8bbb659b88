import { bad, good, quote, type Reading, several, unwrapped } from './reading.ts'

export function readMobile(text: string): Reading {
  const digits = unwrapped(text)
    .replace(/\([^()\d]*[\u4e00-\u9fff][^()\d]*\)$/, '')
    .replace(/^tel:/i, '')
    .replace(/[- ()]/g, '')
    // Long-distance calls from a landline once put a zero in front.
    .replace(/^((\+|00)?86|0)(?=1[3-9]\d{9}$)/, '')
  if (/^1[3-9]\d{9}$/.test(digits)) return good(digits)
  if (/1[3-9]\d{9}[^\d]+1[3-9]\d{9}/.test(digits)) return several('手机号码')
  if (/^0\d{9,11}$|^[2-8]\d{6,7}$/.test(digits))
    return bad(`${quote(text.trim())}像是固定电话，此处请填 11 位手机号码。`)
  return bad('手机号码应为 1 开头的 11 位数字，请核对。')
}
