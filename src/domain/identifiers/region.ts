// 行政区划代码, GB/T 2260: Beijing complete with what it once was, the rest of the country by province.
import { bad, good, quote, type Reading, unwrapped } from './reading.ts'

interface Region {
  readonly name: string
  /** Year in which the code was withdrawn, and what holds the place now. */
  readonly until?: number
  readonly now?: string
}

const provinces: Readonly<Record<string, readonly [name: string, short: string]>> = {
  11: ['北京市', '京'],
  12: ['天津市', '津'],
  13: ['河北省', '冀'],
  14: ['山西省', '晋'],
  15: ['内蒙古自治区', '蒙'],
  21: ['辽宁省', '辽'],
  22: ['吉林省', '吉'],
  23: ['黑龙江省', '黑'],
  31: ['上海市', '沪'],
  32: ['江苏省', '苏'],
  33: ['浙江省', '浙'],
  34: ['安徽省', '皖'],
  35: ['福建省', '闽'],
  36: ['江西省', '赣'],
  37: ['山东省', '鲁'],
  41: ['河南省', '豫'],
  42: ['湖北省', '鄂'],
  43: ['湖南省', '湘'],
  44: ['广东省', '粤'],
  45: ['广西壮族自治区', '桂'],
  46: ['海南省', '琼'],
  50: ['重庆市', '渝'],
  51: ['四川省', '川蜀'],
  52: ['贵州省', '贵黔'],
  53: ['云南省', '云滇'],
  54: ['西藏自治区', '藏'],
  61: ['陕西省', '陕秦'],
  62: ['甘肃省', '甘陇'],
  63: ['青海省', '青'],
  64: ['宁夏回族自治区', '宁'],
  65: ['新疆维吾尔自治区', '新'],
  71: ['台湾省', '台'],
  81: ['香港特别行政区', '港'],
  82: ['澳门特别行政区', '澳'],
}

const beijing: Readonly<Record<string, Region>> = {
  110000: { name: '北京市' },
  110100: { name: '北京市市辖区' },
  110101: { name: '东城区' },
  110102: { name: '西城区' },
  110103: { name: '崇文区', until: 2010, now: '110101' },
  110104: { name: '宣武区', until: 2010, now: '110102' },
  110105: { name: '朝阳区' },
  110106: { name: '丰台区' },
  110107: { name: '石景山区' },
  110108: { name: '海淀区' },
  110109: { name: '门头沟区' },
  110110: { name: '燕山区', until: 1986, now: '110111' },
  110111: { name: '房山区' },
  110112: { name: '通州区' },
  110113: { name: '顺义区' },
  110114: { name: '昌平区' },
  110115: { name: '大兴区' },
  110116: { name: '怀柔区' },
  110117: { name: '平谷区' },
  110118: { name: '密云区' },
  110119: { name: '延庆区' },
  110221: { name: '昌平县', until: 1999, now: '110114' },
  110222: { name: '顺义县', until: 1998, now: '110113' },
  110223: { name: '通县', until: 1997, now: '110112' },
  110224: { name: '大兴县', until: 2001, now: '110115' },
  110226: { name: '平谷县', until: 2001, now: '110117' },
  110227: { name: '怀柔县', until: 2001, now: '110116' },
  110228: { name: '密云县', until: 2015, now: '110118' },
  110229: { name: '延庆县', until: 2015, now: '110119' },
}

/** Takes a code, alone or beside its name, or the name of a province or of a district of Beijing. */
export function readRegion(text: string): Reading {
  const bare = unwrapped(text).replace(/ /g, '')
  const written = /^(\d{6})(?:0{6})?(?:[\u4e00-\u9fff]+|\([\u4e00-\u9fff]+\))?$/.exec(bare)
  const behind = /^[\u4e00-\u9fff]+\(?(\d{6})\)?$/.exec(bare)
  const code = written?.[1] ?? behind?.[1] ?? codeOfBeijing(bare) ?? codeOfProvince(bare)
  if (!code) return bad('行政区划代码应为 6 位数字，例如海淀区为 110108。')
  const province = provinceOf(code)
  if (!province) return bad(`没有以“${code.slice(0, 2)}”开头的行政区划代码，请核对。`)
  if (!code.startsWith('11')) return good(code)
  const region = regionOf(code)
  if (!region) return bad(`北京市没有区划代码${quote(code)}，请核对；例如海淀区为 110108。`)
  return good(
    code,
    region.now &&
      `“${region.name}”已于 ${region.until} 年撤销，现为${beijing[region.now]!.name} ${region.now}。`,
  )
}

/** The province of a code of any length, by its first two digits. */
export const provinceOf = (code: string): { name: string; short: string } | undefined => {
  const found = provinces[code.slice(0, 2)]
  return found && { name: found[0], short: found[1] }
}

/** A place of Beijing, withdrawn ones included. */
export const regionOf = (code: string): Region | undefined => beijing[code]

function codeOfProvince(text: string): string | undefined {
  const found = Object.entries(provinces).find(
    ([, [name]]) => name === text || name === `${text}省` || name === `${text}市`,
  )
  return found && `${found[0]}0000`
}

function codeOfBeijing(text: string): string | undefined {
  const name = text.replace(/^(北京市?)(?=.)/, '')
  const found = Object.entries(beijing).filter(
    ([, region]) =>
      region.name === name ||
      region.name === text ||
      region.name === `${name}区` ||
      region.name === `${name}市`,
  )
  return (found.find(([, { until }]) => until === undefined) ?? found[0])?.[0]
}
