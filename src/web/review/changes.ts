// What the unit changed since the submission before, in the reader's words.
import { type Cell, cellPlace } from '../../domain/filing.ts'
import type { Patch } from '../../domain/patch.ts'
import { questionOf, showValue, tableOf } from '../../filler/show.ts'
import type { Form } from '../../form/form.ts'

export interface Change {
  readonly key: string
  readonly what: string
  readonly at: string
  readonly was: string
  readonly now: string
}

export const changesOf = (form: Form, difference: readonly Patch[] | null): readonly Change[] =>
  (difference ?? []).flatMap((patch, index) => told(form, patch, String(index)))

function told(form: Form, patch: Patch, key: string): Change[] {
  if ('insert' in patch || 'delete' in patch) {
    const table = 'insert' in patch ? patch.insert : patch.delete
    const nameColumn = tableOf(form, table)?.nameColumn ?? ''
    const names = patch.rows.map(({ cells }) => String(cells[nameColumn] ?? '未命名')).join('、')
    return 'insert' in patch
      ? [{ key, what: '新增', at: table, was: '', now: names }]
      : [{ key, what: '删除', at: table, was: names, now: '' }]
  }
  if (patch.set === 'finished' || patch.set === 'marks') return []
  const path = patch.set === 'explanations' ? patch.key.slice(patch.key.indexOf('@') + 1) : patch.key
  const what = { cell: '修改', answers: '修改', nils: '声明', explanations: '说明', attachments: '附件' }[
    patch.set
  ]
  return [{ key, what, at: path, was: shown(form, patch, patch.was), now: shown(form, patch, patch.now) }]
}

function shown(form: Form, patch: Extract<Patch, { set: string }>, value: unknown): string {
  if (value === null || value === undefined) return '（空）'
  if (patch.set === 'attachments') return (value as { name: string }).name
  if (patch.set === 'nils') return `经核查，无（${(value as { by: string }).by}）`
  const place = patch.set === 'cell' ? cellPlace(patch.key) : undefined
  const field = place
    ? tableOf(form, place.table)?.columns.find(({ id }) => id === place.column)
    : questionOf(form, patch.key)
  return field ? showValue(form, field, value as Cell) : String(value)
}
