// What can be wrong with one answer or cell, whatever the form.
import { type Cell, isBlank, type Path } from '../domain/filing.ts'
import { readIdentifier } from '../domain/identifiers/read.ts'
import { quote } from '../domain/identifiers/reading.ts'
import type { Field, FieldType, Option, Questionnaire } from '../domain/questionnaire.ts'
import type { Remark } from '../domain/remark.ts'
import { lettersIn } from '../domain/spelling.ts'
import { conditionHolds, type Scope } from './conditions.ts'

export interface FieldContext {
  readonly scope: Scope
  readonly options: Questionnaire['options']
  /** Tells whether a row id exists in a table; for `rows` fields. */
  readonly rowIds?: (table: string) => (id: string) => boolean
}

/** Characters, where the form sets no limit of its own. */
const usualLength: Partial<Record<FieldType, number>> = { text: 200, longText: 3000, list: 300 }
const mostItems = 500

const verb: Partial<Record<FieldType, string>> = {
  choice: '选择',
  choices: '选择',
  yesNo: '选择',
  files: '上传',
  rows: '选择',
}

export function fieldRemarks(
  field: Field,
  cell: Cell,
  at: Path,
  required: boolean,
  context: FieldContext,
): Remark[] {
  const error = (code: string, says: string): Remark => ({
    code: `answer.${code}`,
    severity: 'error',
    at,
    says,
  })
  if (isBlank(cell))
    return required ? [error('missing', `请${verb[field.type] ?? '填写'}“${field.label}”`)] : []
  if (!isOfType(field.type, cell))
    return [error('wrong-type', `“${field.label}”的内容不是应填的类型，请重新填写`)]

  const remarks = shapeRemarks(field, cell, context, error)
  remarks.push(...identifierRemarks(field, cell, at))
  for (const { code, when, severity, says } of field.rules ?? [])
    if (conditionHolds(when, context.scope)) remarks.push({ code, severity, at, says })
  return remarks
}

function isOfType(type: FieldType, cell: Cell): boolean {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(cell)
    case 'decimal':
      return Number.isFinite(cell)
    case 'yesNo':
      return typeof cell === 'boolean'
    case 'choices':
    case 'list':
    case 'files':
    case 'rows':
      return Array.isArray(cell) && cell.every((part) => typeof part === 'string')
    default:
      return typeof cell === 'string'
  }
}

type Say = (code: string, says: string) => Remark

function shapeRemarks(field: Field, cell: Cell, context: FieldContext, error: Say): Remark[] {
  if (typeof cell === 'number') return numberRemarks(field, cell, error)
  if (typeof cell === 'string')
    return field.type === 'choice'
      ? choiceRemarks(field, [cell], context, error)
      : textRemarks(field, cell, error)
  if (!Array.isArray(cell)) return []
  if (cell.length > mostItems)
    return [error('too-many', `“${field.label}”最多 ${mostItems} 项，现有 ${cell.length} 项`)]
  if (field.type === 'choices') return choiceRemarks(field, cell, context, error)
  if (field.type === 'list') return cell.flatMap((part) => textRemarks(field, part, error))
  if (field.type === 'rows' && field.of && context.rowIds && !cell.every(context.rowIds(field.of)))
    return [error('row-lost', `“${field.label}”指向的行已被删除，请重新选择`)]
  return []
}

function numberRemarks({ label, unit = '', min, max }: Field, cell: number, error: Say): Remark[] {
  if (min !== undefined && cell < min) return [error('out-of-range', `“${label}”不能小于 ${min}${unit}`)]
  if (max !== undefined && cell > max) return [error('out-of-range', `“${label}”不能大于 ${max}${unit}`)]
  return []
}

function textRemarks({ label, type, minLength, maxLength }: Field, text: string, error: Say): Remark[] {
  const length = lettersIn(text)
  const most = maxLength ?? usualLength[type]
  if (most !== undefined && length > most)
    return [error('too-long', `“${label}”最多 ${most} 字，现有 ${length} 字`)]
  const said = minLength === undefined ? 0 : lettersIn(text.trim())
  if (minLength !== undefined && said < minLength)
    return [error('too-short', `“${label}”至少 ${minLength} 字，现有 ${said} 字`)]
  return []
}

function choiceRemarks(
  field: Field,
  codes: readonly string[],
  { options }: FieldContext,
  error: Say,
): Remark[] {
  const list = byCode(options[field.options ?? ''] ?? noOptions)
  const unknown = codes.filter((code) => !list.has(code))
  if (unknown.length > 0)
    return [error('not-an-option', `“${field.label}”的“${unknown.join('、')}”不在可选范围内`)]
  const alone = codes.length > 1 ? codes.find((code) => list.get(code)?.alone) : undefined
  if (alone !== undefined)
    return [error('not-alone', `“${field.label}”选了“${list.get(alone)?.label}”，就不能再选其他项`)]
  return []
}

const noOptions: readonly Option[] = []
const codeLists = new WeakMap<readonly Option[], ReadonlyMap<string, Option>>()

function byCode(options: readonly Option[]): ReadonlyMap<string, Option> {
  const known = codeLists.get(options)
  if (known) return known
  const list = new Map(options.map((option) => [option.code, option]))
  codeLists.set(options, list)
  return list
}

function identifierRemarks(field: Field, cell: Cell, at: Path): Remark[] {
  const kind = field.identifier ?? (field.type === 'date' ? 'day' : undefined)
  if (!kind) return []
  const texts = typeof cell === 'string' ? [cell] : Array.isArray(cell) ? cell : []
  return texts.flatMap((text): Remark[] => {
    const reading = readIdentifier(kind, text)
    if ('fault' in reading)
      return [
        {
          code: 'answer.format',
          severity: 'error',
          at,
          says: `“${field.label}”${quoted(text, texts)}：${reading.fault}`,
        },
      ]
    return reading.hints.map((says) => ({
      code: 'answer.format-hint',
      severity: 'hint',
      at,
      says: `“${field.label}”${quoted(text, texts)}：${says}`,
    }))
  })
}

/** Of several, say which. */
const quoted = (text: string, among: readonly string[]): string =>
  among.length > 1 ? `中的${quote(text)}` : ''
