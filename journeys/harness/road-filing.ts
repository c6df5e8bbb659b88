// What the unit of the road has: most of it in last year's words, the rest to be typed, pasted and imported.
import { questionnaire } from '../../src/catalog/all.ts'
import { exportTables } from '../../src/documents/workbook/export-tables.ts'
import { showCell } from '../../src/domain/cells.ts'
import { type Cell, emptyFiling, type Filing } from '../../src/domain/filing.ts'
import type { Unit } from '../../src/domain/unit.ts'
import { Form } from '../../src/form/form.ts'
import { completeFiling } from '../../test/complete-filing.ts'

export const form2019 = questionnaire('BJEDU2019')

const empty = (unit: Unit) => emptyFiling('2019', form2019.id, unit.code)

/** Nothing to remark on but what the road itself leaves open. */
const settled: Readonly<Record<string, Cell>> = {
  userRealName: true,
  surfLogDays: 200,
  // A warning, to be answered in words.
  natLog: false,
  'w08.planDate': '2019-03-12',
  'w08.drillDate': '2019-04-20',
}
const keptLogs = { logDaysNet: 200, logDaysHost: 200, logDaysApp: 200, logDaysDb: 200 }
const system = (name: string): Record<string, Cell> => ({
  systemName: name,
  opsMode: 'self',
  securityLevel: '1',
  levelS: 1,
  levelA: 1,
  selfChecked: true,
  selfCheckDate: '2019-05-25',
  ...keptLogs,
})

/** Left for the offline tool: one question of each kind, two tables, and two of three systems. */
const left = [
  'partyHeadName',
  'unitCategory',
  'w01.docDate',
  'w01.meetings',
  'w02.inAssessment',
  'w05.reportNos',
  'w14_summary',
]

function whole(unit: Unit, today: string): Form {
  const form = new Form(form2019, completeFiling(form2019, '2019', unit, 3), { today })
  form.edit('底稿', (edit) => {
    for (const [id, value] of Object.entries(settled)) edit.set(id, value)
    edit.entry('nils', 'egress', null)
    edit.insertRows('egress', 0, [
      { id: 'e', cells: { egressName: '教育网出口', isp: 'cernet', count: 1, bandwidthMbps: 1000 } },
    ])
    for (const [at, name] of ['教务管理系统', '招生录取系统', '校园一卡通系统'].entries())
      for (const [column, value] of Object.entries(system(name))) edit.set(`systems/s${at}/${column}`, value)
  })
  return form
}

export function roadFiling(unit: Unit, today: string): { draft: Filing; pasted: string } {
  const form = whole(unit, today)
  const pasted = form.rows('systems').slice(1)
  const draft = new Form(form2019, form.filing, { today })
  draft.edit('底稿', (edit) => {
    for (const id of left) edit.set(id, null)
    edit.deleteRows(
      'systems',
      pasted.map(({ id }) => id),
    )
    for (const table of ['ipRanges', 'screens']) edit.entry('nils', table, null)
  })
  const columns = form2019.tables.find(({ id }) => id === 'systems')?.columns ?? []
  const filled = columns.filter(({ id }) => pasted.some(({ cells }) => (cells[id] ?? null) !== null))
  const lines = [
    filled.map(({ label }) => label),
    ...pasted.map(({ id: row, cells }) =>
      filled.map((column) =>
        form.visible(`systems/${row}/${column.id}`)
          ? showCell(column, cells[column.id] ?? null, form2019.options[column.options ?? ''] ?? [])
          : '',
      ),
    ),
  ]
  return { draft: draft.filing, pasted: lines.map((line) => line.join('\t')).join('\r\n') }
}

/** As somebody in the network office keeps it in Excel. */
export function addressWorkbook(unit: Unit): Promise<Uint8Array> {
  const form = new Form(form2019, empty(unit), { today: '2019-06-01' })
  const rows = [
    { id: 'a', cells: { range: '202.112.80.0/20', isp: 'cernet', use: '办公和教学' } },
    { id: 'b', cells: { range: '219.141.190.0/24', isp: 'telecom', use: '对外服务' } },
  ]
  form.insertRows('ipRanges', 0, rows)
  return exportTables(form2019, form.filing, ['ipRanges'], form)
}
