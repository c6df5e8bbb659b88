// What patches change, told in words: where, what stood there, and what stands there now.
import { nameOfRow } from '../domain/cells.ts'
import { type Cell, cellPlace, isBlank, type Path, type Row } from '../domain/filing.ts'
import type { Mapping, Patch } from '../domain/patch.ts'
import type { Form } from '../form/form.ts'
import { questionOf, showValue, tableOf } from './show.ts'

export interface Difference {
  readonly key: string
  readonly what: '修改' | '声明' | '说明' | '附件' | '新增' | '删除' | '移动'
  readonly at: Path
  readonly was: string
  readonly now: string
  /** All of these, or none. */
  readonly patches: readonly Patch[]
}

const words = {
  cell: '修改',
  answers: '修改',
  nils: '声明',
  explanations: '说明',
  attachments: '附件',
} as const

/**
 * One for each answer, cell or row; marks and “finished” are nobody’s answers and are passed over. `after` has the
 * patches in it, and knows the files and rows that they bring.
 */
export function differencesOf(form: Form, patches: readonly Patch[], after = form): Difference[] {
  const found: Difference[] = []
  const gone = new Map<string, number>()
  const told = (table: string, row: Row) => `${table}/${row.id}`
  for (const patch of patches) {
    if ('carry' in patch) continue
    if ('delete' in patch) {
      for (const row of patch.rows) {
        const key = told(patch.delete, row)
        gone.set(key, found.length)
        const was = nameOf(form, patch.delete, row)
        const alone = { ...patch, rows: [row] }
        found.push({ key, what: '删除', at: patch.delete, was, now: '', patches: [alone] })
      }
    } else if ('insert' in patch) {
      for (const [offset, row] of patch.rows.entries()) {
        const key = told(patch.insert, row)
        const alone = { ...patch, at: patch.at + offset, rows: [row] }
        const now = nameOf(form, patch.insert, row)
        const before = found[gone.get(key) ?? -1]
        // Taken out here and put in there: the same row, moved.
        if (before)
          found[gone.get(key) ?? -1] = { ...before, what: '移动', now, patches: [...before.patches, alone] }
        else found.push({ key, what: '新增', at: patch.insert, was: '', now, patches: [alone] })
      }
    } else if (patch.set !== 'finished' && patch.set !== 'marks') {
      found.push({
        key: `${patch.set} ${patch.key}`,
        what: words[patch.set],
        at: patch.set === 'explanations' ? patch.key.slice(patch.key.indexOf('@') + 1) : patch.key,
        was: valueInWords(form, patch.set, patch.key, patch.was),
        now: valueInWords(after, patch.set, patch.key, patch.now),
        patches: [patch],
      })
    }
  }
  return found
}

/** As it is read on the screen, never as it is kept. */
export function valueInWords(form: Form, set: Mapping | 'cell', key: Path, value: unknown): string {
  if (value === null || value === undefined || value === '') return '（空）'
  if (set === 'attachments') return (value as { name: string }).name
  if (set === 'nils') return `经核查，无（${(value as { by: string }).by}）`
  if (set === 'finished') return value ? '已填完' : '未填完'
  const place = cellPlace(key)
  const field = place
    ? tableOf(form, place.table)?.columns.find(({ id }) => id === place.column)
    : questionOf(form, key)
  if (field) return isBlank(value as Cell) ? '（空）' : showValue(form, field, value as Cell)
  return String(value)
}

function nameOf(form: Form, table: string, row: Row): string {
  const definition = tableOf(form, table)
  return (definition && nameOfRow(form.questionnaire, definition, row)) || '未命名'
}
