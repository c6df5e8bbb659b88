import { bad, good, type Reading, saysNone, several, unwrapped } from './reading.ts'

const provinces = '京津沪渝冀晋蒙辽吉黑苏浙皖闽赣鲁豫鄂湘粤桂琼川蜀贵黔云滇藏陕秦甘陇青宁新'
const filed = new RegExp(`^([${provinces}])ICP备案?(\\d{8}|\\d{10})(号?)(?:-(\\d{1,4}[AX]?))?$`)
const licensed = new RegExp(`^([${provinces}]?)ICP证(\\d{6}|\\d{8})(号?)(?:-(\\d{1,4}))?$`)
const telecom = new RegExp(`^([${provinces}]|合字)?([AB][12])\\.?-?(\\d{8})(?:号?(?:-(\\d{1,4}))?)?$`)

/** ICP 备案号 of a subject, a website or an app; older 许可证 numbers are taken too, and said to be so. */
export function readIcp(text: string): Reading {
  const bare = unwrapped(text)
    .replace(/ /g, '')
    .replace(/備/g, '备')
    // The foot of a page has both numbers in one line.
    .replace(/[\u4e00-\u9fff]公网安备.*$/, (police, at: number) => (at > 0 ? '' : police))
    .replace(/([\u4e00-\u9fff)])[l1|]CP/i, '$1ICP')
    .toUpperCase()
    .replace(/^(ICP)?(网站|主体)?备案(许可证)?(编)?号?:?/, '')
    .replace(/^\(([\u4e00-\u9fff])\)/, '$1')
    .replace(/\((网站|主体)?\)$/, '')
    .replace(/_/g, '-')
  const number = filed.exec(bare)
  if (number) {
    const [, province = '', digits = '', word = '', site] = number
    return good(
      `${province}ICP备${digits}号${site ? `-${site}` : ''}`,
      word === '' && '备案号中应有“号”字，已补上。',
      site === undefined && '这是主体备案号；网站备案号末尾还有“-1”一类的序号，请核对。',
    )
  }
  const licence = licensed.exec(bare)
  if (licence) {
    const [, province = '', digits = '', , site] = licence
    return good(
      `${province}ICP证${digits}号${site ? `-${site}` : ''}`,
      '这是经营许可证编号；如另有 ICP 备案号请填备案号。',
    )
  }
  const service = telecom.exec(bare)
  if (service) {
    const [, place = '', kind = '', digits = '', site] = service
    return good(
      `${place}${kind}-${digits}${site ? `-${site}` : ''}`,
      '这是增值电信业务经营许可证编号；如另有 ICP 备案号请填备案号。',
    )
  }
  if (saysNone(bare)) return bad('没有 ICP 备案号的请留空，不要填“无”。')
  if ((bare.match(/ICP/g) ?? []).length > 1) return several(' ICP 备案号')
  if (/^ICP备/.test(bare)) return bad('ICP 备案号前面缺省份简称，北京的请写成“京ICP备…”。')
  if (/公网安备/.test(bare)) return bad('这是公安联网备案号，此处请填 ICP 备案号，例如 京ICP备05065075号-1。')
  if (/^[\u4e00-\u9fff]ICP备/.test(bare) && !provinces.includes(bare[0]!))
    return bad(`ICP 备案号以省份简称开头，“${bare[0]}”不是省份简称，请核对。`)
  return bad('ICP 备案号应形如“京ICP备05065075号-1”（8 位或 10 位数字），请对照工信部备案系统核对。')
}
