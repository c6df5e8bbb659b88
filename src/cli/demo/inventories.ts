// Websites, network, data and the other ledgers of one unit.
import type { Cell, Row } from '../../domain/filing.ts'
import type { Chance } from './chance.ts'
import { mobile, officePhone, person } from './names.ts'

export interface InventoriesOf {
  readonly name: string
  readonly domain: string
  readonly net: string
  readonly websites: number
  readonly dataSets: number
  readonly systems: readonly Row[]
}

export const rowsOf = (prefix: string, cells: readonly Record<string, Cell>[]): Row[] =>
  cells.map((one, at) => ({ id: `${prefix}${at + 1}`, cells: one }))

const siteNames = [
  '学校主页',
  '新闻网',
  '招生信息网',
  '就业信息网',
  '研究生院',
  '教务处',
  '科学技术处',
  '人事处',
  '财务处',
  '图书馆',
  '信息公开网',
  '国际交流合作处',
  '学生工作部',
  '校团委',
  '校友会',
  '继续教育学院',
  '机电学院',
  '计算机学院',
  '经济管理学院',
  '外国语学院',
  '法学院',
  '艺术设计学院',
  '体育部',
  '学报编辑部',
  '档案馆',
  '后勤管理处',
  '保卫处',
  '工会',
]

export function websiteRows(unit: InventoriesOf, chance: Chance): Row[] {
  const icp = `京ICP备05${chance.digits(6)}号`
  return rowsOf(
    'w',
    siteNames
      .slice(0, unit.websites)
      .map((siteName, at) => websiteCells(siteName, at, { ...unit, icp }, chance)),
  )
}

function websiteCells(
  siteName: string,
  at: number,
  unit: InventoriesOf & { readonly icp: string },
  chance: Chance,
): Record<string, Cell> {
  const office = officePhone(chance)
  const main = at === 0
  // A department's site that nobody looks after, as every school has one or two.
  const asleep = !main && chance.in100(6)
  const portal = unit.systems.find(({ cells }) => cells.systemName === '门户网站群平台')
  const answers = Object.fromEntries(
    Array.from({ length: 24 }, (_, question) => [`siteQ${String(question + 1).padStart(2, '0')}`, true]),
  )
  return {
    siteName: main ? '单位主页' : siteName,
    siteUrl: `https://${main ? 'www' : `site${at}`}.${unit.domain}/`,
    siteOwnerUnit: main ? unit.name : siteName,
    siteOwnerHead: person(chance),
    siteOwnerHeadTitle: main ? '宣传部部长' : '主任',
    siteOpsDutyUnit: '信息化办公室',
    siteOpsDutyPhone: office,
    siteOwnerRegion: '110108',
    affiliation: '2',
    orgType: 'institution',
    industry: '43',
    ...(portal && { linkedSystemId: [portal.id] }),
    siteStatus: 'active',
    publicAccess: true,
    icpNo: `${unit.icp}-${at + 1}`,
    policeFilingNo: `京公网安备 110108020${String(10_000 + at * 13).slice(0, 5)}号`,
    siteIps: [`${unit.net}.8`],
    siteOperator: '信息化办公室',
    siteOperatorPhone: office,
    hostingMode: '01',
    hostingRegion: 'domestic',
    hostingPlace: '本单位信息中心机房',
    emergencyContact: person(chance),
    emergencyPhone: mobile(chance),
    siteColumns: ['news', 'openness'],
    siteNature: '02',
    siteLevel: String(portal?.cells.securityLevel ?? '2'),
    siteAssessed: 'done',
    siteDutyLetter: 'signed',
    publishReview: 'complete',
    lastUpdate: asleep ? chance.day('2018-08-01', '2018-11-20') : chance.day('2019-05-10', '2019-05-30'),
    emptyColumns: asleep ? chance.int(1, 4) : 0,
    inSiteGroup: true,
    https: true,
    certExpire: '2020-06-30',
    antiTamper: true,
    waf: true,
    ipv6: chance.in100(60),
    ...answers,
    ...(asleep && { siteQ24: false, 'siteQ24.note': '旧栏目正在清理，并入站群后关停原站' }),
  }
}

/** The short ledgers, by table id. An empty one is to be declared. */
export function ledgers(unit: InventoriesOf, large: boolean, chance: Chance): Record<string, Row[]> {
  const { net, domain, name } = unit
  return {
    ipRanges: rowsOf('r', [
      { range: `${net}.0/24`, isp: 'cernet', use: '服务器对外服务', location: '校本部' },
    ]),
    egress: rowsOf('e', [
      {
        egressName: '教育网出口',
        isp: 'cernet',
        count: 1,
        bandwidthMbps: large ? 2000 : 200,
        location: '校本部',
      },
      ...(large
        ? [{ egressName: '联通出口', isp: 'unicom', count: 1, bandwidthMbps: 4000, location: '校本部' }]
        : []),
    ]),
    domains: rowsOf('n', [
      { domain, kind: 'main', use: '对外服务', expiresOn: '2021-03-31', ownerDept: '信息化办公室' },
    ]),
    vpns: large
      ? rowsOf('v', [
          {
            vpnName: 'WebVPN',
            type: 'web',
            vendor: '某某网络',
            address: `vpn.${domain}`,
            twoFactor: true,
            userCount: 21_000,
            audited: true,
          },
        ])
      : [],
    apps: [],
    databases: [],
    mailSystems: large
      ? rowsOf('m', [
          {
            mailDomain: domain,
            buildMode: 'own',
            accountCount: 35_000,
            register: 'approved',
            pwdControl: 'controlled',
            protect: ['virus', 'firewall', 'spam'],
          },
        ])
      : [],
    newMedia: rowsOf('x', [
      {
        accountName: name.replace('（演示）', ''),
        platform: 'wechat',
        subject: name,
        admin: person(chance),
        opened: '2014-09-01',
        filed: true,
      },
    ]),
    screens: large
      ? rowsOf('l', [
          { location: '图书馆正门', networked: true, isolated: true, owner: person(chance), sendMode: 'lan' },
        ])
      : [],
    doubleNon: [],
    outsourcing: rowsOf('o', [
      {
        name: '某某信息安全技术有限公司',
        nature: 'private',
        service: ['testing', 'hardening', 'emergency'],
        protocolSigned: true,
        isms: 'certified',
        incidentReportClause: true,
      },
    ]),
    equipment: rowsOf('q', [
      {
        kind: 'server',
        count: large ? 260 : 12,
        'brand.internal': large ? 220 : 12,
        'brand.foreign': large ? 40 : 0,
      },
      {
        kind: 'terminal',
        count: large ? 5200 : 90,
        'brand.internal': large ? 4900 : 90,
        'brand.foreign': large ? 300 : 0,
      },
    ]),
    problems: rowsOf('p', [
      {
        issue: '部分老旧系统开发框架版本过低，存在已知漏洞',
        source: 'self',
        measure: '升级框架或迁移至新平台，完成前限制访问范围',
        ownerDept: '信息化办公室',
        ownerName: person(chance),
        dueOn: '2019-09-15',
        state: 'working',
        toRectify: true,
      },
      {
        issue: '个别部门弱口令仍未清零',
        source: 'self',
        measure: '强制口令复杂度并统一认证',
        ownerDept: '信息化办公室',
        ownerName: person(chance),
        dueOn: '2019-07-15',
        state: 'open',
        toRectify: true,
      },
    ]),
  }
}
