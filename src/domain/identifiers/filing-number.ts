// 备案证明编号: 11 digits of the filing form (6 of the accepting police, 5 of the unit), then 5 of the system.
// The last five carry a year in some places, so nothing is read into them.
import { bad, good, type Reading, saysNone, several, unwrapped } from './reading.ts'
import { provinceOf, regionOf } from './region.ts'

export function readFilingNumber(text: string): Reading {
  const bare = unwrapped(text)
    .replace(/ /g, '')
    .replace(/^((备案)?(证明|证书)|备案)?编?号?:?/, '')
    .replace(/^(第|№|No\.?:?)|号$/gi, '')
    .replace(/[-_]+/g, '-')
    .replace(/^(\d{6})-(\d{5})-/, '$1$2-')
  const found = /^(\d{11})-?(\d{5})$/.exec(bare)
  if (!found) {
    if (saysNone(bare)) return bad('没有备案证明的，备案状态请选“未备案”或“受理中”，编号不要填“无”。')
    if (/\d{5}.?\d{11}/.test(bare)) return several('备案证明编号')
    if (/^\d{11}$/.test(bare))
      return bad('这是备案表编号（11 位），备案证明编号后面还有“-”和 5 位数字，请补全。')
    return bad('备案证明编号应为 11 位数字-5 位数字，例如 11010813001-00001，请对照备案证明核对。')
  }
  const [, form = '', system = ''] = found
  const police = form.slice(0, 6)
  if (!provinceOf(police)) return bad(`备案证明编号前 6 位“${police}”不是行政区划代码，请对照备案证明核对。`)
  return good(
    `${form}-${system}`,
    police.startsWith('11') &&
      !regionOf(police) &&
      `前 6 位“${police}”不是北京市现行区划代码，请核对受理公安机关代码。`,
  )
}

/** The part shared by all systems of one unit at one police office. */
export const filingFormNumber = (filingNumber: string): string => filingNumber.slice(0, 11)
