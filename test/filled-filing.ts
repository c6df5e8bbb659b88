// A plausible filing for any questionnaire: every field answered, so many rows in each table.
import { type Cell, emptyFiling, type Filing, type Row } from '../src/domain/filing.ts'
import type { Field, Questionnaire, Table } from '../src/domain/questionnaire.ts'

const account =
  '学校高度重视网络安全工作，成立了由党委书记任组长的网络安全与信息化领导小组，明确信息化办公室为责任部门，各二级单位设网络安全员，层层签订责任书。\n' +
  '本年度召开专题会议四次，研究部署等级保护、自查整改和重大活动保障工作，工作任务分解到岗到人，按季度督办。'

const names = [
  '教务管理系统',
  '门户网站群',
  '人事管理系统',
  '财务管理系统',
  '校园一卡通系统',
  '图书管理系统',
  '科研管理系统',
]

export function filledFiling(
  questionnaire: Questionnaire,
  rows: (table: Table) => number,
  unitCode = 'BJU01',
): Filing {
  const answers: Record<string, Cell> = {}
  questionnaire.questions.forEach((question, at) => {
    if (!question.computed) answers[question.id] = sample(questionnaire, question, at)
  })
  const tables = Object.fromEntries(
    questionnaire.tables.map((table) => [
      table.id,
      Array.from(
        { length: rows(table) },
        (_, at): Row => ({ id: `${table.id}-${at + 1}`, cells: sampleRow(questionnaire, table, at) }),
      ),
    ]),
  )
  return {
    ...emptyFiling('2019', questionnaire.id, unitCode),
    answers: {
      ...answers,
      unitName: '北京示例大学',
      fillerName: '张老师',
      reviewerName: '李审核',
      fillDate: '2019-06-05',
    },
    tables,
    attachments: {
      paper: {
        name: '网络安全领导小组文件.pdf',
        mediaType: 'application/pdf',
        size: 1,
        sha256: '0'.repeat(64),
      },
    },
  }
}

const sampleRow = (
  questionnaire: Questionnaire,
  { columns, nameColumn }: Table,
  row: number,
): Record<string, Cell> =>
  Object.fromEntries(
    columns.map((column, at) => [
      column.id,
      column.id === nameColumn && column.type === 'text'
        ? `${names[row % names.length]}${row < names.length ? '' : ` ${row + 1}`}`
        : column.id === 'securityLevel'
          ? ['3', '2', '0'][row % 3]!
          : sample(questionnaire, column, row + at),
    ]),
  )

function sample(questionnaire: Questionnaire, field: Field, at: number): Cell {
  const codes = (questionnaire.options[field.options ?? ''] ?? []).map(({ code }) => code)
  switch (field.type) {
    case 'integer':
      return Math.min(field.max ?? 90, 12 + (at % 50))
    case 'decimal':
      return 36.5
    case 'yesNo':
      return at % 3 !== 1
    case 'choice':
      return codes[at % codes.length] ?? null
    case 'choices':
      return codes.slice(0, 2)
    case 'date':
      return '2019-05-28'
    case 'list':
      return ['202.112.80.0/24', 'www.example.edu.cn']
    case 'rows':
      return ['systems-1']
    case 'files':
      return ['paper']
    case 'longText':
      return account
    case 'text':
      return field.example ?? '示例内容'
  }
}
