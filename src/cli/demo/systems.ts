// What a university runs, and what it would write about it.
import type { Cell, Row } from '../../domain/filing.ts'
import type { Chance } from './chance.ts'
import { officePhone, person } from './names.ts'
import { productsAndServices } from './products.ts'

interface Kind {
  readonly name: string
  readonly dept: string
  readonly does: string
  /** Of the education grading guide; absent where it has none. */
  readonly guide?: string
  /** What the guide suggests for class I; the others have nothing above 2. */
  readonly grade: 1 | 2 | 3
  readonly open: boolean
  readonly personal: boolean
  readonly users: number
}

const kind = (
  name: string,
  dept: string,
  does: string,
  grade: Kind['grade'],
  marks: string,
  users: number,
  guide?: string,
): Kind => ({
  name,
  dept,
  does,
  grade,
  open: marks.includes('网'),
  personal: marks.includes('人'),
  users,
  ...(guide && { guide }),
})

export const universitySystems: readonly Kind[] = [
  kind(
    '门户网站群平台',
    '党委宣传部',
    '学校主站及二级网站的统一建设、发布和管理',
    3,
    '网',
    200,
    'school.portal',
  ),
  kind(
    '统一身份认证平台',
    '信息化办公室',
    '全校师生统一账号、登录认证和单点登录',
    3,
    '网人',
    32_000,
    'school.identity',
  ),
  kind(
    '校园一卡通系统',
    '信息化办公室',
    '食堂、门禁、图书借阅等一卡通消费与身份识别',
    3,
    '人',
    31_000,
    'school.campusCard',
  ),
  kind(
    '教务管理系统',
    '教务处',
    '排课、选课、成绩、学籍、毕业审核',
    2,
    '网人',
    28_000,
    'school.teachingAffairs',
  ),
  kind('研究生管理系统', '研究生院', '研究生招生、培养、学位全过程管理', 2, '网人', 9800),
  kind('本科招生录取管理系统', '招生办公室', '招生计划、录取和新生数据管理', 3, '人', 60, 'school.admission'),
  kind('学生工作管理系统', '学生工作部', '奖助学金、违纪、综合测评、宿舍管理', 2, '人', 26_000),
  kind('人事管理系统', '人事处', '教职工信息、聘任、考核、薪酬', 2, '人', 3200),
  kind('财务管理系统', '财务处', '预算、核算、报销和收费管理', 2, '人', 3500),
  kind('网上缴费平台', '财务处', '学费、住宿费、考试费在线缴纳', 2, '网人', 27_000),
  kind('资产管理系统', '资产管理处', '固定资产和实验设备的全过程管理', 2, '', 1200),
  kind('科研管理系统', '科学技术处', '项目、经费、成果和专利管理', 3, '人', 2600, 'school.research'),
  kind('办公自动化系统', '学校办公室', '公文流转、会议、请示批示', 2, '', 3300),
  kind('电子邮件系统', '信息化办公室', '师生电子邮件收发', 2, '网人', 35_000),
  kind('数字图书馆', '图书馆', '馆藏检索、电子资源访问与借阅', 2, '网人', 33_000),
  kind('网络教学平台', '教务处', '在线课程、作业、讨论和考试', 2, '网人', 29_000),
  kind('学生就业管理系统', '就业指导中心', '招聘信息、签约和派遣管理', 2, '网人', 7600),
  kind('安防监控系统', '保卫处', '校园视频监控、报警和录像', 2, '人', 45),
  kind('数据中心与公共数据库', '信息化办公室', '各业务系统数据汇聚、交换和共享', 2, '人', 30),
  kind('校园网认证计费系统', '信息化办公室', '上网实名认证、计费和日志', 2, '人', 34_000),
  kind('WebVPN 远程访问系统', '信息化办公室', '校外访问校内资源', 2, '网人', 21_000),
  kind('学校微信公众服务平台', '党委宣传部', '移动端信息发布与服务入口', 2, '网人', 30_000),
  kind('后勤服务管理系统', '后勤管理处', '报修、用电用水、物业服务', 2, '人', 28_000),
  kind('实验室安全管理系统', '实验室与设备管理处', '实验室准入、危化品和安全检查', 2, '人', 8200),
  kind('档案管理系统', '档案馆', '档案归档、检索和利用', 2, '人', 260),
  kind('校医院信息系统', '校医院', '挂号、电子病历、药品管理', 2, '人', 33_000),
  kind('国际学生管理系统', '国际交流合作处', '留学生招生、签证和在校管理', 2, '网人', 900),
  kind('继续教育管理系统', '继续教育学院', '学历继续教育招生、教学与考试', 2, '网人', 6400),
  kind('党建管理系统', '党委组织部', '党员信息、组织生活和党费', 2, '人', 6800),
  kind('采购与招标管理系统', '采购与招标中心', '采购申请、招投标和合同', 2, '网', 1900),
]

const smaller: readonly (readonly [string, string, string])[] = [
  ['教学质量监控与评估系统', '教务处', '评教、督导听课和质量报告'],
  ['大型仪器共享平台', '实验室与设备管理处', '仪器预约、计时和收费'],
  ['学位论文管理系统', '研究生院', '论文提交、查重和评审'],
  ['会议管理系统', '学校办公室', '会议室预约与会务通知'],
  ['校友服务平台', '校友会', '校友信息和活动报名'],
  ['教材管理系统', '教务处', '教材选用、征订和发放'],
  ['心理健康测评系统', '学生工作部', '心理测评与预约咨询'],
  ['体质健康测试系统', '体育部', '学生体质健康数据采集和上报'],
  ['迎新与离校系统', '学生工作部', '新生报到、毕业生离校手续'],
  ['校车预约系统', '后勤管理处', '班车预约与乘车核验'],
  ['场馆预约系统', '体育部', '体育场馆预约与收费'],
  ['审计管理系统', '审计处', '审计项目和整改跟踪'],
  ['纪检监察信访系统', '纪委办公室', '信访受理与办理'],
  ['离退休人员管理系统', '离退休工作处', '离退休人员信息与慰问'],
  ['工会会员服务系统', '工会', '会员福利与活动报名'],
  ['团学活动管理系统', '校团委', '第二课堂成绩单'],
  ['志愿服务管理系统', '校团委', '志愿者招募与时长记录'],
  ['合同管理系统', '学校办公室', '合同起草、审签和归档'],
  ['信息公开平台', '学校办公室', '信息公开目录与依申请公开'],
  ['视频会议系统', '信息化办公室', '校区间视频会议'],
  ['正版软件服务平台', '信息化办公室', '正版软件下载与授权'],
  ['运维监控平台', '信息化办公室', '服务器、网络和应用监控'],
  ['日志审计平台', '信息化办公室', '日志集中留存与审计'],
  ['虚拟化云平台管理系统', '信息化办公室', '虚拟机与存储资源管理'],
  ['期刊采编系统', '学报编辑部', '投稿、审稿和编校'],
  ['专业认证资料管理系统', '教务处', '工程教育认证材料管理'],
  ['创新创业项目管理系统', '创新创业学院', '大创项目申报与结题'],
  ['语音教学实验系统', '外国语学院', '语音实验与听力训练'],
  ['计算机实验教学平台', '计算机学院', '上机实验与自动评测'],
  ['虚拟仿真实验平台', '机电学院', '虚拟仿真实验教学'],
  ['学院网上办事系统', '经济管理学院', '学院内部事务办理'],
  ['数字标本馆', '生命科学学院', '标本数字化展示与检索'],
  ['模拟法庭系统', '法学院', '模拟法庭教学录播'],
  ['艺术作品展示平台', '艺术设计学院', '学生作品线上展示'],
]

export const allSystems: readonly Kind[] = [
  ...universitySystems,
  ...smaller.map(([name, dept, does], at) =>
    kind(
      name,
      dept,
      does,
      at % 5 === 4 ? 2 : 1,
      at % 3 === 0 ? '网人' : at % 3 === 1 ? '人' : '',
      300 + at * 140,
    ),
  ),
]

export interface SystemsOf {
  readonly domain: string
  readonly schoolClass: 'I' | 'II' | 'III' | null
  /** First eleven digits of this unit's filing numbers. */
  readonly filingPrefix: string
  /** First three parts of its public addresses. */
  readonly net: string
  readonly count: number
}

export function systemRows(unit: SystemsOf, chance: Chance): Row[] {
  return allSystems.slice(0, unit.count).map((one, at) => ({
    id: `s${String(at + 1).padStart(3, '0')}`,
    cells: Object.fromEntries(
      Object.entries(systemCells(one, at, unit, chance)).filter(([, cell]) => cell !== null),
    ),
  }))
}

function systemCells(one: Kind, at: number, unit: SystemsOf, chance: Chance): Record<string, Cell> {
  const grade = unit.schoolClass === 'I' ? one.grade : Math.min(one.grade, 2)
  const building = at > 20 && chance.in100(4)
  const owner = person(chance)
  const since = chance.day('2011-03-01', '2018-06-30')
  const remote = chance.in100(8)
  const opsMode = remote ? 'remote' : chance.in100(40) ? 'onsite' : 'self'
  const vendor = chance.one(['某某软件股份有限公司', '某某信息技术有限公司', '某某科技发展有限公司'])
  const cells: Record<string, Cell> = {
    systemName: one.name,
    systemNo: String(at + 1).padStart(5, '0'),
    runningStatus: building ? 'building' : 'running',
    ownerDept: one.dept,
    ownerName: owner,
    ownerPhone: officePhone(chance),
    opsMode,
    opsUnit: opsMode === 'self' ? '信息化办公室' : vendor,
    ...(remote && { opsRemoteControl: '经堡垒机双因素登录，逐次审批，全程录屏并留存六个月以上' }),
    devUnit: vendor,
    businessType: one.open ? '5' : '4',
    businessDesc: one.does,
    ...(one.guide && { eduSysCode: one.guide }),
    serviceScope: '30',
    serviceTarget: one.open ? '3' : '1',
    userCount: Math.max(5, Math.round(one.users * (0.4 + chance.next()))),
    isSubSystem: false,
    coverage: one.open ? '3' : '1',
    networkNature: one.open ? '2' : '1',
    interconnection: ['3'],
    internetExposed: one.open,
    securityLevel: String(grade),
    levelS: grade,
    levelA: Math.max(1, grade - (chance.in100(40) ? 1 : 0)),
    isCII: false,
    selfChecked: true,
    selfCheckDate: chance.day('2019-05-21', '2019-05-31'),
    hygieneIssue: ['none'],
    handlesPI: one.personal,
    handlesImportant: false,
    logDaysNet: chance.one([180, 183, 200, 365]),
    logDaysHost: chance.one([180, 183, 200, 365]),
    logDaysApp: chance.one([180, 190, 365]),
    logDaysDb: chance.one([180, 190, 365]),
    backupCycle: chance.one(['daily', 'daily', 'weekly']),
    offsiteBackup: chance.in100(45),
    restoreDrillDate: chance.day('2018-06-01', '2019-05-20'),
    rectified: true,
    rectifyDate: chance.day('2018-09-01', '2019-04-30'),
  }
  if (!building) cells.goLiveDate = since
  if (one.open) {
    cells.originIpRange = [`${unit.net}.${10 + at}`]
    cells.domains = [`${at === 0 ? 'www' : `app${at}`}.${unit.domain}`]
    cells.protocolPorts = ['tcp/443']
  }
  if (grade >= 2) Object.assign(cells, graded(grade, at, since, unit, chance), productsAndServices(at))
  // The systems that every school leans on are in order; what is left undone is found further down the list.
  if (building) Object.assign(cells, notYetRunning, grade >= 2 && noFiling)
  else if (at >= 8) Object.assign(cells, unfinished(grade, chance))
  return building ? cells : { ...cells, ...flaw(cells, since, chance) }
}

const noAssessment = Object.fromEntries(
  [
    ...['assessDate', 'assessOrg', 'assessReportNo', 'assessTemplate', 'assessScore', 'assessConclusion'],
    ...['highRiskCount', 'highRiskFixed', 'majorHazardCount'],
  ].map((column) => [column, null]),
)
const noFiling = {
  filingStatus: 'none',
  filingNo: null,
  filingAgency: null,
  filingDate: null,
  filingTemplate: null,
}
const notRectified = { rectified: false, rectifyDate: null }

const notYetRunning: Record<string, Cell> = {
  ...noAssessment,
  ...notRectified,
  rectifyPlan: '上线前完成测评，按测评意见整改后投入运行',
  selfChecked: false,
  selfCheckDate: null,
}

/** What a real inventory has: systems nobody graded, papers that lie with the police, tests still to come. */
function unfinished(grade: number, chance: Chance): Record<string, Cell> {
  const case100 = chance.int(1, 100)
  if (grade === 1)
    return case100 <= 18
      ? { securityLevel: '0', levelS: null, levelA: null, selfChecked: false, selfCheckDate: null }
      : {}
  if (grade > 2) return {}
  if (case100 <= 5) return { filingStatus: 'accepted', filingNo: null, filingDate: null }
  if (case100 <= 17)
    return { ...noAssessment, ...notRectified, rectifyPlan: '已列入本年度测评计划，九月底前完成测评和整改' }
  if (case100 <= 27)
    return {
      highRiskCount: 1,
      highRiskFixed: 0,
      ...notRectified,
      rectifyPlan: '正在整改，国庆保障前完成并复测',
    }
  return {}
}

/** One system in nine has something that the unit will have to explain. */
function flaw(system: Record<string, Cell>, since: string, chance: Chance): Record<string, Cell> {
  if (!chance.in100(11)) return {}
  const wasAssessed = since < '2016-06-01' && typeof system.assessDate === 'string'
  const flaws: Record<string, Cell>[] = [
    { logDaysDb: 90 },
    { logDaysApp: 60, logDaysHost: 60 },
    { hygieneIssue: ['weak'] },
    ...(wasAssessed ? [{ assessDate: '2016-10-20', assessReportNo: 'CP-2016-0031' }] : []),
  ]
  return chance.one(flaws)
}

/** What a system of the second grade and above has been through. */
function graded(
  grade: number,
  at: number,
  since: string,
  unit: SystemsOf,
  chance: Chance,
): Record<string, Cell> {
  const gradedOn = chance.day(since > '2014-01-01' ? since : '2014-01-01', '2018-09-30')
  const filedOn = chance.day(gradedOn, '2018-11-30')
  const high = grade === 3 ? chance.int(0, 3) : chance.int(0, 1)
  const assessedOn = chance.day('2018-07-01', '2019-04-30')
  return {
    gradingDate: gradedOn,
    expertReview: 'done',
    supervisorReview: 'done',
    supervisorName: '主管教育行政部门',
    hasGradingReport: true,
    filingStatus: 'filed',
    filingNo: `${unit.filingPrefix}-${String(at + 1).padStart(5, '0')}`,
    filingAgency: '属地公安分局网络安全保卫大队',
    filingDate: filedOn,
    filingTemplate: '2007',
    assessDate: assessedOn,
    assessOrg: '某某信息安全测评中心',
    assessReportNo: `CP-${assessedOn.slice(0, 4)}-${String(at + 1).padStart(4, '0')}`,
    assessTemplate: 'earlier',
    assessScore: 75 + chance.int(0, 20),
    assessConclusion: '基本符合',
    highRiskCount: high,
    highRiskFixed: high,
    majorHazardCount: 0,
  }
}
