// A model of the size and shape of the real system inventory, with the plainest rules that can be wrong.
import { type Cell, emptyFiling, type Filing, type Row } from '../../src/domain/filing.ts'
import type { Column, FieldType, Option, Questionnaire } from '../../src/domain/questionnaire.ts'
import type { SheetChange, SheetColumn, SheetModel, SheetRemark } from '../../src/sheet/model.ts'

const lists: Record<string, Option[]> = {
  status: [
    { code: 'building', label: '在建设' },
    { code: 'running', label: '已运行' },
    { code: 'stopped', label: '已停用' },
    { code: 'offline', label: '已下线' },
  ],
  level: ['未定级', '第一级', '第二级', '第三级', '第四级', '第五级'].map((label, i) => ({
    code: String(i),
    label,
  })),
  link: [
    { code: '1', label: '与其他行业系统连接' },
    { code: '2', label: '与本行业其他单位系统连接' },
    { code: '3', label: '与本单位其他系统连接' },
    { code: '9', label: '不涉及', alone: true },
  ],
}

const column = (id: string, label: string, type: FieldType, more: Partial<Column> = {}): Column => ({
  id,
  label,
  type,
  source: 'S07',
  certainty: 'confirmed',
  ...more,
})

const columns: Column[] = [
  column('systemName', '系统名称', 'text', {
    frozen: true,
    required: true,
    width: 190,
    example: '教务管理系统',
  }),
  column('runningStatus', '运行状态', 'choice', { options: 'status', group: 'basic', required: true }),
  column('goLiveDate', '何时投入运行使用', 'date', { group: 'basic', short: '投运日期' }),
  column('ownerDept', '责任部门', 'text', { group: 'basic', help: '填单位内设部门全称，与自查表一致。' }),
  column('ownerName', '责任人', 'text', { group: 'basic' }),
  column('userCount', '用户数', 'integer', { group: 'basic', unit: '人' }),
  column('internetExposed', '互联网可访问', 'yesNo', { group: 'basic' }),
  column('businessDesc', '业务描述', 'longText', { group: 'basic' }),
  column('originIpRange', '源站 IP 范围', 'list', { group: 'network', identifier: 'ip-range' }),
  column('interconnection', '系统互联情况', 'choices', { options: 'link', group: 'network' }),
  column('bandwidth', '带宽', 'decimal', { group: 'network', unit: 'Mbps' }),
  column('securityLevel', '安全保护等级', 'choice', { options: 'level', group: 'grade', required: true }),
  column('gradingDate', '定级时间', 'date', { group: 'grade' }),
  column('gradingReport', '定级报告', 'files', { group: 'grade' }),
  column('assessScore', '测评得分', 'decimal', { group: 'grade', unit: '分' }),
  ...Array.from({ length: 15 }, (_, i) =>
    column(`q${i + 1}`, `保护措施 ${i + 1}`, 'yesNo', { group: 'protect' }),
  ),
]

const names = [
  '教务管理',
  '学生管理',
  '财务管理',
  '图书馆服务',
  '校园一卡通',
  '科研管理',
  '邮件',
  '统一身份认证',
  '招生',
  '就业服务',
]

export function makeRows(count: number): Row[] {
  return Array.from({ length: count }, (_, i) => {
    const level = String(1 + (i % 3))
    const cells: Record<string, Cell> = {
      systemName: `${names[i % names.length]}系统${i < names.length ? '' : Math.floor(i / names.length) + 1}`,
      runningStatus: i % 17 === 5 ? 'building' : 'running',
      goLiveDate: `20${10 + (i % 9)}-0${1 + (i % 9)}-1${i % 10}`,
      ownerDept: ['信息中心', '教务处', '学生处', '图书馆'][i % 4]!,
      ownerName: ['张伟', '王芳', '李娜'][i % 3]!,
      userCount: 300 * (1 + (i % 40)),
      internetExposed: i % 3 !== 0,
      businessDesc: '面向全校师生提供日常业务办理、查询与统计。',
      originIpRange: [`192.0.2.${i % 250}`],
      interconnection: ['3'],
      bandwidth: 100,
      securityLevel: level,
      gradingDate: level === '1' ? null : '2018-09-20',
      assessScore: level === '3' ? 86.5 : null,
    }
    for (let q = 1; q <= 15; q++) cells[`q${q}`] = (i + q) % 5 !== 0
    if (i % 20 === 3) cells.ownerName = null
    if (i % 20 === 8) cells.userCount = null
    return { id: `r${i}`, cells }
  })
}

const groups = [
  { id: 'basic', title: '基本情况' },
  { id: 'network', title: '网络' },
  { id: 'grade', title: '定级测评' },
  { id: 'protect', title: '保护措施' },
]

/** The same inventory as a form that can be exported. */
export const form: Questionnaire = {
  id: 'F',
  title: '试验表',
  year: 2019,
  areas: [],
  reports: [],
  sources: { S07: '试验' },
  options: lists,
  questions: [],
  tables: [
    {
      id: 'systems',
      title: '信息系统',
      rowName: '系统',
      nameColumn: 'systemName',
      groups,
      columns,
      maxRows: 1000,
      source: 'S07',
      certainty: 'inferred',
    },
  ],
  matrices: [],
  sections: [],
}

export const filingOf = (rows: readonly Row[]): Filing => ({
  ...emptyFiling('2019', 'F', 'U1'),
  tables: { systems: rows },
})

export class Inventory implements SheetModel {
  readonly id: string
  readonly title = '信息系统清单'
  readonly rowName = '系统'
  readonly nameColumn = 'systemName'
  readonly columns: SheetColumn[] = columns.map((column) => ({
    column,
    options: () => lists[column.options ?? ''] ?? [],
  }))
  readonly groups = groups
  readonly maxRows: number
  readonly readOnly: boolean
  steps: string[] = []
  opened: string[] = []
  #rows: readonly Row[]
  #remarks: SheetRemark[] = []
  #past: (readonly Row[])[] = []
  #future: (readonly Row[])[] = []
  #made = 0
  readonly #listeners = new Set<() => void>()

  constructor(id: string, rows: readonly Row[], { readOnly = false, maxRows = 10_000 } = {}) {
    this.id = id
    this.#rows = rows
    this.readOnly = readOnly
    this.maxRows = maxRows
    this.#judge()
  }

  rows = (): readonly Row[] => this.#rows
  remarks = (): readonly SheetRemark[] => this.#remarks
  get canUndo(): boolean {
    return this.#past.length > 0
  }
  get canRedo(): boolean {
    return this.#future.length > 0
  }

  isHidden(row: string, column: string): boolean {
    if (column !== 'gradingDate' && column !== 'gradingReport' && column !== 'assessScore') return false
    const level = this.#rows.find(({ id }) => id === row)?.cells.securityLevel
    return level === '0' || level === '1'
  }

  apply({ set = [], insert, remove = [] }: SheetChange, what: string): void {
    this.#past.push(this.#rows)
    this.#future = []
    this.steps.push(what)
    const rows = [...this.#rows]
    const places = new Map(rows.map(({ id }, i) => [id, i]))
    for (const { row, column, value } of set) {
      const at = places.get(row)!
      rows[at] = { id: row, cells: { ...rows[at]!.cells, [column]: value } }
    }
    if (insert) rows.splice(insert.at, 0, ...insert.rows)
    const gone = new Set(remove)
    this.#turn(gone.size > 0 ? rows.filter(({ id }) => !gone.has(id)) : rows)
  }

  undo(): void {
    const before = this.#past.pop()
    if (!before) return
    this.#future.push(this.#rows)
    this.#turn(before)
  }

  redo(): void {
    const after = this.#future.pop()
    if (!after) return
    this.#past.push(this.#rows)
    this.#turn(after)
  }

  newRow(): Row {
    return { id: `n${++this.#made}`, cells: {} }
  }

  openFiles(row: string, column: string): void {
    this.opened.push(`${row}/${column}`)
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  #turn(rows: readonly Row[]): void {
    this.#rows = rows
    this.#judge()
    for (const listener of this.#listeners) listener()
  }

  #judge(): void {
    const remarks: SheetRemark[] = []
    for (const { id, cells } of this.#rows) {
      const missing = (column: string, label: string) => {
        const cell = cells[column]
        if (cell !== undefined && cell !== null && cell !== '') return
        remarks.push({ row: id, column, severity: 'error', says: `“${label}”还没有填。`, fix: '请补填。' })
      }
      missing('systemName', '系统名称')
      missing('ownerName', '责任人')
      if (cells.userCount === null) {
        remarks.push({
          row: id,
          column: 'userCount',
          severity: 'warning',
          says: '用户数空着。',
          fix: '无需注册的填 0。',
        })
      }
      if (cells.internetExposed === true && cells.securityLevel === '1') {
        remarks.push({
          row: id,
          column: 'internetExposed',
          severity: 'hint',
          says: '互联网可访问的系统定为第一级，请确认。',
        })
      }
    }
    this.#remarks = remarks
  }
}
