import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { IdentifierKind } from './kinds.ts'
import { readIdentifier } from './read.ts'

/** Written → stored. */
const taken: Record<IdentifierKind, [written: string, stored?: string][]> = {
  'credit-code': [
    ['91350100M000100Y43'],
    ['12100000400000624D'],
    ['91110108551385082Q'],
    ['12110000000000019G'],
    ['12110000400685002Q'],
    [' 1211 0000 4006 8500 2q ', '12110000400685002Q'],
    ['12110000400685002Q（1-1）', '12110000400685002Q'],
    ['１２１１００００４００６８５００２Ｑ', '12110000400685002Q'],
  ],
  icp: [
    ['京ICP备05065075号-1'],
    ['京ICP备2021000001号-12A'],
    ['京ICP备05065075号'],
    ['京ＩＣＰ备０５０６５０７５号－１', '京ICP备05065075号-1'],
    ['京icp备 05065075 号 — 1', '京ICP备05065075号-1'],
    ['京ICP备05065075-1', '京ICP备05065075号-1'],
    ['京ICP备案05065075号-1', '京ICP备05065075号-1'],
    ['备案号：沪ICP备13000001号-2', '沪ICP备13000001号-2'],
    ['京ICP证030173号'],
    ['ICP证030173', 'ICP证030173号'],
    ['京B2-20090059'],
    ['京B2-20090059号', '京B2-20090059'],
    ['合字B2-20090059-1'],
  ],
  'police-filing': [
    ['京公网安备 11010502030001号', '京公网安备11010502030001号'],
    ['11010502030001', '京公网安备11010502030001号'],
    ['京公网安备110402430047号'],
    ['110402430047'],
    ['文保网安备案号：1101080028', '文保网安备案1101080028号'],
    ['京公网安备11030102010029号'],
    ['川公网安备 51010402000001 号', '川公网安备51010402000001号'],
  ],
  'filing-number': [
    ['11010513001-00001'],
    ['第11010513001—00001号', '11010513001-00001'],
    ['11010513001－00001', '11010513001-00001'],
    ['１１０１０５１３００１—０００１９', '11010513001-00019'],
    ['1101051300100001', '11010513001-00001'],
    ['备案证明编号：11010513001-00001', '11010513001-00001'],
  ],
  domain: [
    ['www.bnu.edu.cn'],
    ['HTTPS://WWW.Bnu.edu.cn:8443/index.html?x=1', 'www.bnu.edu.cn'],
    ['ｗｗｗ。bnu。edu。cn.', 'www.bnu.edu.cn'],
    ['北京大学.中国'],
    ['xn--1lq90ic7fzpc.cn'],
    ['*.bnu.edu.cn'],
    ['r3---sn-x.example.com'],
  ],
  url: [
    ['www.bnu.edu.cn'],
    ['HTTPS://www.BNU.edu.cn:443/', 'https://www.bnu.edu.cn'],
    ['http://jw.bnu.edu.cn:8080/Login?from=A#top'],
    ['http://202.112.80.1/a'],
    ['http://[2001:da8::1]:8080/x'],
    ['https://北京大学.中国/招生'],
  ],
  'ip-range': [
    ['202.112.80.1'],
    ['202.112.80.0/24'],
    ['202.112.80.5/24', '202.112.80.0/24'],
    ['202.112.80.0 / 255.255.255.0', '202.112.80.0/24'],
    ['202.112.80.*', '202.112.80.0/24'],
    ['202.112.80.1-202.112.80.50'],
    ['202.112.80.1～50', '202.112.80.1-202.112.80.50'],
    ['202.112.80.1 至 202.112.80.1', '202.112.80.1'],
    ['2001:0DA8:0:0::/32', '2001:da8::/32'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['::ffff:202.112.80.1', '::ffff:ca70:5001'],
    ['fe80::1-fe80::ff'],
  ],
  mobile: [
    ['13800138000'],
    ['+86 138-0013-8000', '13800138000'],
    ['008613800138000', '13800138000'],
    ['１９９００００００００', '19900000000'],
  ],
  phone: [
    ['51994994', '010-51994994'],
    ['66074926', '010-66074926'],
    ['51994994、66074926', '010-51994994、010-66074926'],
    ['010-51994994'],
    ['01051994994', '010-51994994'],
    ['（010）5199 4994 转 801', '010-51994994转801'],
    ['010-5199-4994-801', '010-51994994转801'],
    ['+86 10 51994994', '010-51994994'],
    ['0311-1234567'],
    ['021 51994994', '021-51994994'],
    ['4008100000', '400-810-0000'],
    ['95598'],
    ['13800138000'],
  ],
  email: [
    ['zhang.san+wlaq@bnu.edu.cn'],
    ['Zhang@BNU.edu.cn', 'Zhang@bnu.edu.cn'],
    ['ａ＠bnu。edu。cn', 'a@bnu.edu.cn'],
    ['mailto:xxh@bnu.edu.cn', 'xxh@bnu.edu.cn'],
  ],
  region: [
    ['110108'],
    ['海淀区', '110108'],
    ['北京市海淀区', '110108'],
    ['北京市', '110000'],
    ['110103'],
    ['110228'],
    ['310101'],
  ],
  postcode: [['100031'], ['１００ ０３１', '100031']],
  day: [
    ['2019-06-10'],
    ['2019-6-1', '2019-06-01'],
    ['2019/06/01', '2019-06-01'],
    ['2019.6.1', '2019-06-01'],
    ['２０１９年６月１日', '2019-06-01'],
    ['2019年6月1号', '2019-06-01'],
    ['20190601', '2019-06-01'],
    ['2019/6/1 0:00', '2019-06-01'],
    ['2019-06-01T00:00:00.000Z', '2019-06-01'],
    ['二〇一九年六月十日', '2019-06-10'],
    ['二○一九年十二月三十一日', '2019-12-31'],
    ['2020-02-29'],
  ],
}

/** Written → a word that the reason must have. */
const refused: Record<IdentifierKind, [written: string, reason: string][]> = {
  'credit-code': [
    ['9111000071092606XQ', '校验位'],
    ['12110000400685003Q', '组织机构代码'],
    ['12110000400685002O', '数字 0'],
    ['1211000040068500', '16 位'],
    ['', '0 位'],
  ],
  icp: [
    ['美ICP备05065075号', '省份简称'],
    ['京ICP备0506507号', '8 位或 10 位'],
    ['京公网安备11010502030001号', '公安联网备案号'],
    ['无', '留空'],
    ['待办', 'ICP 备案号应形如'],
  ],
  'police-filing': [
    ['京公网安备110105020号', '9 位'],
    ['99010502030001', '99'],
    ['沪公网安备11010502030001号', '不一致'],
    ['京ICP备05065075号', 'ICP'],
    ['暂无', '留空'],
    ['待办', '形如'],
  ],
  'filing-number': [
    ['11010513001', '备案表编号'],
    ['11010513001-0001', '11 位数字-5 位数字'],
    ['99010513001-00001', '行政区划'],
    ['', '11 位数字-5 位数字'],
  ],
  domain: [
    ['192.168.1.1', 'IP'],
    ['2001:db8::1', 'IP'],
    ['localhost', '不是完整的域名'],
    ['a..cn', '多余'],
    ['-a.cn', '不能以'],
    ['a_b.cn', '不能有'],
    [`${'a'.repeat(64)}.cn`, '63'],
    [`${'abcdefg.'.repeat(32)}cn`, '253'],
    [`${'中'.repeat(60)}.cn`, '63'],
    ['a.123', '数字'],
    ['', '请填写'],
  ],
  url: [
    ['ftp://a.cn', 'http'],
    ['www.bnu.edu.cn jw.bnu.edu.cn', '空格'],
    ['https://?', '不是'],
    ['http://a.cn:99999', '端口'],
    ['校园网', '不是完整的域名'],
  ],
  'ip-range': [
    ['202.112.80.256', '不是 IP'],
    ['01.1.1.1', '不是 IP'],
    ['202.112.80.0/33', '0–32'],
    ['202.112.80.0/255.0.255.0', '子网掩码'],
    ['202.112.80.9-202.112.80.1', '大于'],
    ['202.112.80.9-::1', 'IPv6'],
    ['1:2:3', '不是 IP'],
    ['202.112.80.1:8080', '端口'],
    ['fe80::1%eth0', '不是 IP'],
    ['1.1.1.1、1.1.1.2', '一格只填一个'],
  ],
  mobile: [
    ['51994994', '固定电话'],
    ['12800138000', '11 位'],
    ['1380013800', '11 位'],
  ],
  phone: [
    ['051994994', '完整的电话号码'],
    ['123', '完整的电话号码'],
    ['见表一', '完整的电话号码'],
    ['', '请填写'],
  ],
  email: [
    ['bnu.edu.cn', '应形如'],
    ['a@b', '后面不对'],
    ['a..b@bnu.edu.cn', '前面的部分'],
    ['a@b.cn;c@d.cn', '前面的部分'],
  ],
  region: [
    ['110199', '没有区划代码'],
    ['990000', '99'],
    ['11010', '6 位'],
    ['朝阳门', '6 位'],
  ],
  postcode: [
    ['10003', '6 位'],
    ['000000', '6 位'],
    ['北京', '6 位'],
  ],
  day: [
    ['2019-02-29', '没有 29 日'],
    ['2019-13-01', '没有 13 月'],
    ['2019年6月', '缺少日'],
    ['19-6-1', '四位的年'],
    ['06/10/2019', '四位的年'],
    ['1019-06-10', '1900'],
    ['去年', '不是日期'],
  ],
}

/** Written → a word of the hint. */
const doubted: [IdentifierKind, string, string][] = [
  ['credit-code', '22350100M000100Y47', '登记类别'],
  ['icp', '京ICP备05065075号', '主体备案号'],
  ['icp', '京B2-20090059', '许可证'],
  ['police-filing', '110402430047', '12 位旧号'],
  ['police-filing', '11030102010029', '区划'],
  ['filing-number', '11990013001-00001', '区划'],
  ['ip-range', '202.112.80.5/24', '已规范'],
  ['ip-range', '10.0.0.1', '内网'],
  ['ip-range', '172.20.0.0/16', '内网'],
  ['ip-range', '100.64.0.1', '内网'],
  ['ip-range', 'fd00::1', '内网'],
  ['ip-range', '202.0.0.0/15', '/16'],
  ['domain', '*.bnu.edu.cn', '全部域名'],
  ['url', 'http://10.0.0.1', '内网'],
  ['phone', '1234567', '区号'],
  ['region', '110104', '西城区'],
]
const kinds = Object.keys(taken) as IdentifierKind[]

describe.each(kinds)('%s', (kind) => {
  test.each(taken[kind])('%s is taken', (written, stored = written) => {
    expect(readIdentifier(kind, written)).toMatchObject({ normal: stored })
  })

  test.each(refused[kind])('“%s” is refused, and the reason speaks of “%s”', (written, reason) => {
    const reading = readIdentifier(kind, written)
    expect('fault' in reading ? reading.fault : reading).toContain(reason)
  })

  test('what was stored reads as itself', () => {
    for (const [written, stored = written] of taken[kind])
      expect(readIdentifier(kind, stored), written).toMatchObject({ normal: stored })
  })

  const letters = [
    '0',
    '1',
    '9',
    '10',
    '2019',
    '110108',
    '-',
    '.',
    ':',
    '/',
    '京',
    '号',
    '第',
    'ICP备',
    'a',
    'x',
    '*',
    '@',
  ]
  const scribble = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(...letters, ' ', '年', '月', '日', '转', '公网安备', '中', 'xn--', '１', '\u0130'),
      )
      .map((some) => some.join('')),
    fc
      .constantFrom(...taken[kind].map(([written]) => written))
      .chain((text) =>
        fc
          .tuple(fc.nat(text.length), fc.constantFrom(...letters))
          .map(([at, letter]) => text.slice(0, at) + letter + text.slice(at)),
      ),
  )
  test('whatever is typed is read without a crash, and what was stored reads as itself', () => {
    fc.assert(
      fc.property(scribble, (text) => {
        const reading = readIdentifier(kind, text)
        if ('fault' in reading) expect(reading.fault).toMatch(/[。？]$/)
        else expect(readIdentifier(kind, reading.normal)).toMatchObject({ normal: reading.normal })
      }),
      { numRuns: 1500 },
    )
  })
})

test.each(doubted)('%s “%s” is taken with a hint about “%s”', (kind, written, word) => {
  const reading = readIdentifier(kind, written)
  expect('normal' in reading ? reading.hints.join() : reading).toContain(word)
})

test('a good identifier needs no hint', () => {
  for (const [kind, text] of [
    ['credit-code', '12110000400685002Q'],
    ['icp', '京ICP备05065075号-1'],
    ['police-filing', '京公网安备11010802030001号'],
    ['filing-number', '11010813001-00001'],
    ['ip-range', '202.112.80.0/24'],
    ['phone', '51994994'],
  ] as const)
    expect(readIdentifier(kind, text)).toMatchObject({ hints: [] })
})
