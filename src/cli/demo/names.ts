// Names of nobody and nowhere. Checked by eye not to be those of real institutions.
import type { Chance } from './chance.ts'

const places = [
  '云岫',
  '澄湖',
  '青崖',
  '明渡',
  '栖霞岭',
  '长汀里',
  '望川',
  '素河',
  '白榆',
  '晴峦',
  '映山',
  '听松',
  '碧澜',
  '安澜',
  '景曜',
  '怀瑾',
  '知远',
  '弘毅',
  '致新',
  '博约',
  '砚池',
  '芷兰',
  '凌霄',
  '拓荒',
  '启明',
  '朝晖',
  '沐光',
  '崇礼坊',
  '衡芜',
  '钟灵',
]
const kindsOfUniversity = [
  '大学',
  '理工大学',
  '师范大学',
  '农业大学',
  '医科大学',
  '工商大学',
  '建筑大学',
  '信息科技大学',
  '艺术学院',
  '体育学院',
  '戏曲学院',
  '联合大学',
  '政法学院',
  '石化学院',
  '印刷学院',
  '职业技术学院',
  '财贸职业学院',
  '电子科技职业学院',
  '交通职业学院',
  '卫生职业学院',
]
const institutions = [
  '教育考试院',
  '教育科学研究院',
  '教育技术中心',
  '学生资助事务中心',
  '教师发展中心',
  '国际教育交流中心',
  '教育督导评估中心',
  '校园安全服务中心',
  '语言文字工作中心',
  '高校毕业生就业服务中心',
  '教育装备中心',
  '教育音像报刊总社',
  '电化教育馆',
  '学校卫生中心',
  '教育基金会',
  '教育审计中心',
  '教育宣传中心',
  '学前教育指导中心',
  '职业教育研究所',
  '老年教育服务中心',
  '附属实验学校',
  '附属中学',
  '幼儿师范学校',
  '第一特殊教育学校',
]

export interface DemoUnit {
  readonly code: string
  readonly name: string
  readonly kind: '市属高校' | '直属单位'
  readonly schoolClass: 'I' | 'II' | 'III' | null
  /** Third level under a reserved word: such a domain is nobody's. */
  readonly domain: string
}

/** 60 universities and 48 institutions. */
export function demoUnits(): DemoUnit[] {
  const universities = Array.from({ length: 60 }, (_, at): DemoUnit => {
    const place = places[at % places.length] ?? ''
    const kind = kindsOfUniversity[(at * 7 + Math.floor(at / 30)) % kindsOfUniversity.length] ?? ''
    return {
      code: `GX${String(at + 1).padStart(3, '0')}`,
      name: `${place}${kind}（演示）`,
      kind: '市属高校',
      schoolClass: at < 6 ? 'I' : at < 40 ? 'II' : 'III',
      domain: `gx${at + 1}.demo.edu.cn`,
    }
  })
  const directs = Array.from({ length: 48 }, (_, at): DemoUnit => {
    const place = places[(at * 11 + 3) % places.length] ?? ''
    return {
      code: `ZS${String(at + 1).padStart(3, '0')}`,
      name: `${place}${institutions[at % institutions.length]}（演示）`,
      kind: '直属单位',
      schoolClass: null,
      domain: `zs${at + 1}.demo.edu.cn`,
    }
  })
  return [...universities, ...directs]
}

const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜'
const givenNames = [
  '文博',
  '雅琴',
  '志远',
  '晓燕',
  '建国',
  '思源',
  '慧敏',
  '立新',
  '海峰',
  '静怡',
  '永强',
  '佳宁',
  '卫东',
  '梓涵',
  '国栋',
  '丽华',
  '子墨',
  '秀英',
  '云飞',
  '若溪',
]

export const person = (chance: Chance): string => `${chance.one([...surnames])}${chance.one(givenNames)}`

// 166 is a real prefix that other tools refuse; the rest of the number is chance.
export const mobile = (chance: Chance): string =>
  `${chance.one(['138', '139', '166', '186', '199'])}${chance.digits(8)}`

/** Beijing, eight digits, as the notice itself writes them. */
export const officePhone = (chance: Chance): string =>
  `010-${chance.one(['51', '66', '82'])}${chance.digits(6)}`

const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'

/** A public institution's credit code with right check digits (GB 32100, GB 11714) and nobody's number. */
export function creditCode(chance: Chance): string {
  const body = `00${chance.digits(6)}`
  const weights = [3, 7, 9, 10, 5, 8, 4, 2]
  const rest = 11 - (weights.reduce((sum, weight, at) => sum + weight * Number(body[at]), 0) % 11)
  const organisation = body + (rest === 11 ? '0' : rest === 10 ? 'X' : String(rest))
  const first = `12110000${organisation}`
  let sum = 0
  let weight = 1
  for (const character of first) {
    sum += alphabet.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return first + alphabet[(31 - (sum % 31)) % 31]
}
