// 公安联网备案号. New ones have 14 digits; Beijing's universities still show older ones of 10 to 13.
import { bad, good, type Reading, saysNone, several, withoutBlanks, withoutMarks } from './reading.ts'
import { provinceOf, regionOf } from './region.ts'

export function readPoliceFiling(text: string): Reading {
  const bare = withoutMarks(withoutBlanks(text))
    .replace(/^(?:公安|公安机关)?(?:国际)?(?:联网)?备案(?:编)?号:?/, '')
    .replace(/^\(([\u4e00-\u9fff])\)/, '$1')
    .replace(/公安网备|公网备案/, '公网安备')
    .replace(/\((\d+)\)/, '$1')
    // The foot of a page has both numbers in one line.
    .replace(/^.*ICP备.*?(?=[\u4e00-\u9fff]公网安备)/i, '')
  if (saysNone(bare)) return bad('没有公安联网备案号的请留空，不要填“无”。')
  if (/ICP/i.test(bare))
    return bad('这是 ICP 备案号，此处请填公安联网备案号，例如 京公网安备11010502030001号。')
  const found =
    /^(?:([\u4e00-\u9fff])?公网安备|(文保网安备)案?)?(?:案?(?:编?号)?[:：]?)第?(\d{10,14})号?(-\d{1,3})?$/.exec(
      bare,
    )
  if (!found) {
    if ((bare.match(/网安备/g) ?? []).length > 1) return several('公安联网备案号')
    const digits = bare.replace(/\D/g, '').length
    return bad(
      digits > 0 && (digits < 10 || digits > 14)
        ? `公安联网备案号应有 14 位数字（旧号 10–13 位），现为 ${digits} 位，请核对。`
        : '公安联网备案号应形如“京公网安备11010502030001号”，请对照全国互联网安全管理服务平台核对。',
    )
  }
  const [, short, culture, digits = '', part = ''] = found
  const province = provinceOf(digits)
  if (!province)
    return bad(`公安联网备案号以行政区划代码开头，没有以“${digits.slice(0, 2)}”开头的区划，请核对。`)
  if (short && !province.short.includes(short))
    return bad(`备案号写“${short}公网安备”，数字却属${province.name}，两处不一致，请核对。`)
  const old = digits.length !== 14 && `这是 ${digits.length} 位旧号；新备案号为 14 位，已换发的请填新号。`
  // The police number some districts of their own (110301, 110401 …), so an unknown one is only doubtful.
  const unknown =
    digits.length === 14 &&
    digits.startsWith('11') &&
    !regionOf(digits.slice(0, 6)) &&
    `前 6 位“${digits.slice(0, 6)}”不在北京市区划代码表内，请核对。`
  if (culture) return good(`文保网安备案${digits}号${part}`, old, unknown)
  const letter = short ?? (digits.length === 14 ? province.short[0] : undefined)
  return good(letter ? `${letter}公网安备${digits}号${part}` : `${digits}${part}`, old, unknown)
}
