import { useState } from 'react'
import type { Conflict } from '../domain/conflicts.ts'
import { type Cell, cellPlace } from '../domain/filing.ts'
import type { Mapping } from '../domain/patch.ts'
import { valueInWords } from '../filler/differences.ts'
import { labelOf, tableOf } from '../filler/show.ts'
import type { Form } from '../form/form.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { wordsOf } from './api.ts'

/** Two people changed the same places: each is shown both ways, and one is chosen. */
export function ConflictDialog({
  form,
  conflicts,
  onDone,
}: {
  form: Form
  conflicts: readonly Conflict[]
  onDone(ours: ReadonlySet<string>): Promise<void>
}) {
  const [ours, setOurs] = useState<ReadonlySet<string>>(() => new Set(conflicts.map(({ path }) => path)))
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState('')
  const choose = (path: string, mine: boolean) => {
    const next = new Set(ours)
    if (mine) next.add(path)
    else next.delete(path)
    setOurs(next)
  }
  const done = async () => {
    setBusy(true)
    try {
      await onDone(ours)
    } catch (error) {
      setFault(wordsOf(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Dialog
      open
      wide
      title="同一处被别人改过"
      actions={
        <Button busy={busy} onClick={() => void done()}>
          按所选保存
        </Button>
      }
    >
      <div className="stack">
        <p>
          您填写的同时，本单位另有人改了以下 {conflicts.length} 处。请逐处选择保留哪一个；其他改动已自动合并。
        </p>
        {fault && <p role="alert">{fault}</p>}
        {conflicts.map(({ path, stands, wanted }, index) => (
          <RadioGroup
            key={path}
            id={`conflict-${index}`}
            label={placeOf(form, path, stands)}
            value={ours.has(path) ? 'ours' : 'theirs'}
            onChange={(value) => choose(path, value === 'ours')}
            options={
              isRow(path)
                ? [
                    { value: 'ours', label: '仍然删除这一行' },
                    { value: 'theirs', label: '保留这一行（别人刚改过）' },
                  ]
                : [
                    { value: 'ours', label: `我填的：${shown(form, path, wanted)}` },
                    { value: 'theirs', label: `别人填的：${shown(form, path, stands)}` },
                  ]
            }
          />
        ))}
      </div>
    </Dialog>
  )
}

/** `table/row`: a row that we deleted while somebody else wrote in it. */
const isRow = (path: string): boolean => path.includes('/') && !cellPlace(path)

function placeOf(form: Form, path: string, stands: unknown): string {
  const table = isRow(path) ? tableOf(form, path.split('/')[0] ?? '') : undefined
  if (!table) return labelOf(form, path.replace(/^\w+:/, ''))
  const name = (stands as Record<string, Cell>)[table.nameColumn]
  return `${table.title}：${table.rowName}“${name ?? '未命名'}”`
}

/** Answers and cells go by their own path; all else has its kind before it. */
function shown(form: Form, path: string, value: unknown): string {
  const [, set, key] = /^(nils|explanations|marks|finished|attachments):(.*)$/s.exec(path) ?? []
  return valueInWords(form, (set ?? 'answers') as Mapping, key ?? path, value)
}
