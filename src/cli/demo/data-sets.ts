// Which data of whom lies in which system.
import type { Cell, Row } from '../../domain/filing.ts'
import type { Chance } from './chance.ts'
import { type InventoriesOf, rowsOf } from './inventories.ts'
import { person } from './names.ts'

interface DataKind {
  readonly name: string
  readonly system: string
  readonly category: string
  readonly about: readonly string[]
  readonly types: readonly string[]
  readonly persons: number
  readonly sensitive?: true
}

const data = (
  name: string,
  system: string,
  category: string,
  about: string,
  types: string,
  persons: number,
  sensitive?: true,
): DataKind => ({
  name,
  system,
  category,
  about: about.split(' '),
  types: types.split(' '),
  persons,
  ...(sensitive && { sensitive }),
})

const dataKinds: readonly DataKind[] = [
  data(
    '统一身份账号数据',
    '统一身份认证平台',
    '师生基础数据',
    'undergraduate postgraduate staff',
    'name number mobile',
    32_000,
  ),
  data(
    '一卡通交易与身份数据',
    '校园一卡通系统',
    '师生生活数据',
    'undergraduate postgraduate staff',
    'name number bank',
    31_000,
    true,
  ),
  data(
    '本科生学籍与成绩',
    '教务管理系统',
    '学生教学数据',
    'undergraduate',
    'idNumber name number grades status',
    24_000,
    true,
  ),
  data(
    '研究生培养数据',
    '研究生管理系统',
    '学生教学数据',
    'postgraduate',
    'idNumber name number grades',
    6800,
    true,
  ),
  data(
    '本科招生录取数据',
    '本科招生录取管理系统',
    '招生数据',
    'applicants',
    'idNumber name mobile address grades',
    6200,
    true,
  ),
  data(
    '学生奖助与资助数据',
    '学生工作管理系统',
    '学生管理数据',
    'undergraduate postgraduate',
    'name number finance bank',
    21_000,
    true,
  ),
  data(
    '教职工人事数据',
    '人事管理系统',
    '教职工数据',
    'staff retired',
    'idNumber name mobile address bank',
    3900,
    true,
  ),
  data(
    '财务收支与酬金数据',
    '财务管理系统',
    '财务数据',
    'staff undergraduate',
    'name bank number',
    27_000,
    true,
  ),
  data(
    '就业派遣数据',
    '学生就业管理系统',
    '学生管理数据',
    'undergraduate postgraduate',
    'idNumber name mobile',
    7200,
    true,
  ),
  data(
    '图书借阅数据',
    '数字图书馆',
    '师生生活数据',
    'undergraduate postgraduate staff',
    'name number',
    30_000,
  ),
  data(
    '上网实名与日志数据',
    '校园网认证计费系统',
    '网络运行数据',
    'undergraduate postgraduate staff',
    'name number',
    31_500,
  ),
  data(
    '校医院诊疗数据',
    '校医院信息系统',
    '医疗健康数据',
    'undergraduate staff patients',
    'idNumber name health',
    12_000,
    true,
  ),
  data('视频监控录像', '安防监控系统', '安全防范数据', 'undergraduate staff visitors', 'face', 30_000, true),
]

export function dataSetRows(unit: InventoriesOf, scale: number, chance: Chance): Row[] {
  const systemOf = (name: string) => unit.systems.find(({ cells }) => cells.systemName === name)
  const listed = dataKinds.filter(({ system }) => systemOf(system)).slice(0, Math.max(0, unit.dataSets - 1))
  const rows = listed.map((one) => dataCells(one, [systemOf(one.system)!], scale, chance))
  const told = new Set(listed.map(({ system }) => system))
  const rest = unit.systems.filter(
    ({ cells }) => cells.handlesPI === true && !told.has(String(cells.systemName)),
  )
  if (rest.length > 0) rows.push(dataCells(everybody, rest, scale, chance))
  return rowsOf('d', rows)
}

/** What many small systems hold of the same people. */
const everybody = data(
  '其他业务系统中的师生基本信息',
  '',
  '师生基础数据',
  'undergraduate postgraduate staff',
  'name number mobile',
  33_000,
)

function dataCells(
  one: DataKind,
  systems: readonly Row[],
  scale: number,
  chance: Chance,
): Record<string, Cell> {
  const persons = Math.max(40, Math.round(one.persons * scale))
  return {
    dataName: one.name,
    systemIds: systems.map(({ id }) => id),
    dataCategory: one.category,
    dataLevel: '1',
    dataDept: String(systems[0]?.cells.ownerDept ?? ''),
    dataOwner: person(chance),
    totalSize: chance.int(2, 900),
    totalSizeUnit: 'GB',
    monthlyGrowth: chance.int(1, 20),
    monthlyGrowthUnit: 'GB',
    piFlags: [one.sensitive ? 'sensitive' : 'general'],
    subjectTypes: one.about,
    piTypes: one.types,
    personCount: persons,
    // 条 are counted in 万, persons are not: two fields, two units.
    totalRecords: Math.round((persons * chance.int(1, 40)) / 100) / 100,
    collectMode: ['direct'],
    legalBasis: ['duty'],
    faceCount: one.types.includes('face') ? persons : 0,
    retention: '毕业或离职后按档案规定保存',
    sources: ['collected'],
    interactions: ['4'],
    storageCloud: 'private',
    storageCloudName: '校内私有云',
    storageRoom: 'own',
    storageRoomName: '信息中心机房',
    storageRegion: 'domestic',
    encTransit: 'yes',
    encRest: one.sensitive ? 'yes' : 'part',
    masking: 'yes',
    acctCount: chance.int(3, 60),
    bulkExport: true,
    audit: true,
    netReachable: false,
    crossBorder: false,
    leakCount: 0,
    catalogReported: 'none',
  }
}
