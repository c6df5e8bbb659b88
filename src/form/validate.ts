// Everything the questionnaire itself can say about a filing. The same in browser and Node.
import { nameOfRow } from '../domain/cells.ts'
import {
  attachmentOf,
  type Cell,
  cellPath,
  type Filing,
  isBlank,
  type Path,
  type Row,
} from '../domain/filing.ts'
import { longestName } from '../domain/inventory.ts'
import { same } from '../domain/patch.ts'
import type { Field, Question, Questionnaire, Table } from '../domain/questionnaire.ts'
import type { Remark } from '../domain/remark.ts'
import { plain, shortened } from '../domain/spelling.ts'
import { idsOf, type TableDefinition } from './definition.ts'
import { fieldRemarks } from './field.ts'
import { demanded, Reading } from './reading.ts'

/** A hostile filing must not make a report larger than itself. */
const mostRemarks = 5000

/** In the form's order. `today` is the day of filling in, YYYY-MM-DD. */
export const validate = (questionnaire: Questionnaire, filing: Filing, today: string): Remark[] =>
  validateReading(new Reading(questionnaire, filing, today))

export function validateReading(reading: Reading): Remark[] {
  const { questionnaire, questions, tables } = reading.definition
  const remarks: Remark[] = []
  for (const section of questionnaire.sections)
    for (const id of idsOf(section, questionnaire)) {
      if (remarks.length >= mostRemarks || !reading.visible(id)) continue
      const question = questions.get(id)
      const table = tables.get(id)
      if (question) remarks.push(...questionRemarks(question, reading))
      else if (table) remarks.push(...tableRemarks(table, reading))
    }
  return remarks.slice(0, mostRemarks)
}

function questionRemarks(question: Question, reading: Reading): Remark[] {
  const own = reading.filing.answers[question.id] ?? null
  const remarks = fieldRemarks(
    question,
    reading.value(question.id),
    question.id,
    demanded(question, reading),
    {
      scope: reading,
      options: reading.definition.questionnaire.options,
    },
  )
  if (question.type === 'files') remarks.push(...fileRemarks(question, own, question.id, reading.filing))
  if (question.computed && !isBlank(own)) remarks.push(...overrideRemarks(question, own, reading))
  return remarks
}

/** A computed number changed by hand needs a reason (domain rule X-13), and the reviewer is told. */
function overrideRemarks({ id, label }: Question, own: Cell, reading: Reading): Remark[] {
  const computed = reading.computed(id)
  if (same(own, computed)) return []
  const reason = reading.filing.explanations[`override@${id}`]
  if (!reason)
    return [
      {
        code: 'computed.override-unexplained',
        severity: 'error',
        at: id,
        says: `“${label}”由清单自动计算为 ${computed}，现改为 ${own}，须写明原因`,
        fix: '写明原因，或恢复自动计算的数',
      },
    ]
  const says = `“${label}”按清单为 ${computed}，人工改为 ${own}：${reason}`
  return [{ code: 'computed.overridden', severity: 'hint', at: id, says }]
}

function tableRemarks(definition: TableDefinition, reading: Reading): Remark[] {
  const { table } = definition
  const rows = reading.rows(table.id)
  const remarks = emptinessRemarks(table, rows.length, reading.filing)
  if (rows.length > table.maxRows)
    remarks.push({
      code: 'table.too-many-rows',
      severity: 'error',
      at: table.id,
      says: `“${table.title}”最多 ${table.maxRows} 行，现有 ${rows.length} 行`,
    })
  remarks.push(...duplicateRemarks(definition, rows))
  const files = table.columns.filter(({ type }) => type === 'files')
  for (const row of rows) {
    if (remarks.length >= mostRemarks) break
    remarks.push(...rowRemarks(definition, row, reading))
    for (const column of files) {
      const cell = row.cells[column.id] ?? null
      if (!isBlank(cell))
        remarks.push(...fileRemarks(column, cell, cellPath(table.id, row.id, column.id), reading.filing))
    }
  }
  return remarks
}

/** “经核查，无”须有人署名 (domain rule E-05). */
function emptinessRemarks({ id, title, nil, rowName }: Table, rows: number, filing: Filing): Remark[] {
  const declared = filing.nils[id]
  if (rows > 0 && declared)
    return [
      {
        code: 'table.nil-contradicted',
        severity: 'error',
        at: id,
        says: `“${title}”已声明“经核查，无”，却填有 ${rows} 行`,
        fix: '撤销声明，或删除这些行',
      },
    ]
  if (rows === 0 && nil && (!declared?.by.trim() || !declared.on))
    return [
      {
        code: 'table.undeclared',
        severity: 'error',
        at: id,
        says: `“${title}”为空：请逐行填写${rowName}，或由核查人署名声明“经核查，无”`,
      },
    ]
  return []
}

function duplicateRemarks({ table }: TableDefinition, rows: readonly Row[]): Remark[] {
  const remarks: Remark[] = []
  for (const column of table.columns.filter(({ unique }) => unique)) {
    const first = new Map<string, Row>()
    for (const row of rows) {
      const cell = row.cells[column.id]
      if (typeof cell !== 'string' || cell === '') continue
      const key = plain(cell)
      if (first.has(key))
        remarks.push({
          code: 'cell.duplicate',
          severity: 'error',
          at: cellPath(table.id, row.id, column.id),
          says: `${column.label}“${cell}”与前面的${table.rowName}重复`,
        })
      else first.set(key, row)
    }
  }
  return remarks
}

const judged = new WeakMap<Row, { by: TableDefinition; today: string; remarks: readonly Remark[] }>()

/** Rows are immutable, so a row judged once needs no second look unless its columns look elsewhere. */
function rowRemarks(definition: TableDefinition, row: Row, reading: Reading): readonly Remark[] {
  const known = judged.get(row)
  if (known && known.by === definition && known.today === reading.today) return known.remarks
  const { table, rowsStandAlone } = definition
  const scope = reading.inRow(table.id, row)
  const context = {
    scope,
    options: reading.definition.questionnaire.options,
    rowIds: (of: string) => (id: string) => reading.row(of, id) !== undefined,
  }
  const remarks: Remark[] = []
  for (const column of table.columns) {
    if (!scope.asks(column.id)) continue
    const cell = row.cells[column.id] ?? null
    const required = demanded(column, scope)
    // Most cells of a large inventory are blank and may be.
    if (!required && isBlank(cell)) continue
    const path: Path = cellPath(table.id, row.id, column.id)
    for (const remark of fieldRemarks(column, cell, path, required, context))
      remarks.push({
        ...remark,
        says: `${rowLabel(reading.definition.questionnaire, table, row)}${remark.says}`,
      })
  }
  if (rowsStandAlone) judged.set(row, { by: definition, today: reading.today, remarks })
  return remarks
}

function rowLabel(questionnaire: Questionnaire, table: Table, row: Row): string {
  const name = shortened(nameOfRow(questionnaire, table, row), longestName)
  return name ? `${table.rowName}“${name}”：` : `未命名的${table.rowName}：`
}

const mostFiles = 20

function fileRemarks(
  { label, accept, max = mostFiles }: Field,
  cell: Cell,
  at: Path,
  filing: Filing,
): Remark[] {
  if (!Array.isArray(cell)) return []
  const files = cell.flatMap((id) => attachmentOf(filing, id) ?? [])
  const lost = cell.length - files.length
  if (lost > 0)
    return [
      {
        code: 'answer.attachment-lost',
        severity: 'error',
        at,
        says: `“${label}”有 ${lost} 个附件已不在，请重新上传`,
      },
    ]
  const error = (code: string, says: string): Remark => ({ code, severity: 'error', at, says })
  const strange = files.map(({ name }) => name).filter((name) => !hasEnding(name, accept))
  if (strange.length > 0)
    return [
      error('answer.wrong-file', `“${label}”只收 ${accept!.join('、')} 文件，请更换“${strange.join('”“')}”`),
    ]
  if (cell.length > max) return [error('answer.too-many-files', `“${label}”最多 ${max} 个附件`)]
  return []
}

const hasEnding = (name: string, endings: readonly string[] | undefined): boolean =>
  !endings || endings.includes(name.slice(name.lastIndexOf('.') + 1).toLowerCase())
