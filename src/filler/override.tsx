// A number that the inventories give. Another one stands only with a reason, and goes when the reason goes.
import { type ReactNode, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { FieldError } from '../ui/field.tsx'
import { NumberField, TextArea } from '../ui/text-field.tsx'
import type { ControlProps } from './control-props.ts'
import { questionOf, readValue } from './show.ts'
import { useFilling, useReadOnly, useValue } from './use-form.tsx'

/** The number, and beside a changed one what the inventories say. */
export function ComputedNumber({
  id,
  onChange,
}: {
  id: string
  onChange?: ((id: string) => void) | undefined
}) {
  const { form } = useFilling()
  const value = useValue(id)
  const computed = form.computed(id)
  const isOverridden = form.filing.answers[id] !== undefined && value !== computed
  const shown: ReactNode = (
    <>
      {String(value ?? '')}
      {isOverridden && <small className="computed-list">清单 {computed}</small>}
    </>
  )
  if (!onChange) return <>{shown}</>
  return (
    <button
      type="button"
      className="computed-cell"
      id={`q-${id}`}
      data-overridden={isOverridden || undefined}
      onClick={() => onChange(id)}
    >
      {shown}
      <span className="sr">，改写“{questionOf(form, id)?.label}”</span>
    </button>
  )
}

/** A computed question among ordinary ones. */
export function ComputedControl({ path, field, hint, error }: ControlProps) {
  const readOnly = useReadOnly()
  const [changing, setChanging] = useState(false)
  return (
    <div className="field" data-error={error ? '' : undefined}>
      <p className="field-label">{field.label}</p>
      {hint && <div className="field-hint">{hint}</div>}
      {error && <FieldError id={path}>{error}</FieldError>}
      <div className="field-control">
        <ComputedNumber id={path} onChange={readOnly ? undefined : () => setChanging(true)} />
        {field.unit && <span className="field-unit">{field.unit}</span>}
        <span className="soft small">由清单自动计算{!readOnly && '，点数字可改写'}</span>
      </div>
      {changing && <Override id={path} onClose={() => setChanging(false)} />}
    </div>
  )
}

export function Override({ id, onClose }: { id: string; onClose(): void }) {
  const { form } = useFilling()
  const field = questionOf(form, id)
  const key = `override@${id}`
  const computed = form.computed(id)
  const isOverridden = form.filing.answers[id] !== undefined
  const [number, setNumber] = useState(() => String(form.value(id) ?? ''))
  const [reason, setReason] = useState(() => form.filing.explanations[key] ?? '')
  const [tried, setTried] = useState(false)
  if (!field) return null
  const read = readValue(form, field, number)
  const isNumber = typeof read === 'number' && Number.isSafeInteger(read) && read >= 0
  const numberError = tried && !isNumber ? '请填 0 或正整数' : undefined
  const reasonError =
    tried && isNumber && read !== computed && !reason.trim() ? '请写明与清单不一致的原因' : undefined
  const restore = () => {
    form.edit(`恢复“${field.label}”的自动计算`, (edit) => {
      edit.set(id, null)
      edit.entry('explanations', key, null)
    })
    onClose()
  }
  const save = () => {
    setTried(true)
    if (!isNumber) return
    if (read === computed) return restore()
    if (!reason.trim()) return
    form.edit(`改写“${field.label}”`, (edit) => {
      edit.set(id, read)
      edit.entry('explanations', key, reason.trim())
    })
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      title={`改写“${field.label}”`}
      onSubmit={save}
      actions={
        <>
          {isOverridden && (
            <Button look="quiet" onClick={restore}>
              恢复自动计算（{computed}）
            </Button>
          )}
          <Button look="plain" onClick={onClose}>
            取消
          </Button>
          <Button type="submit">改写</Button>
        </>
      }
    >
      <p className="dialog-lead">
        按清单计算为 <b>{computed}</b> {field.unit ?? '个'}。
      </p>
      <NumberField
        id="override-number"
        label="改写为"
        value={number}
        onChange={setNumber}
        unit={field.unit ?? '个'}
        error={numberError}
      />
      <TextArea
        id="override-reason"
        label="与清单不一致的原因"
        hint="随自查表一并报送，审核人员会看到。"
        value={reason}
        onChange={setReason}
        limit={500}
        error={reasonError}
      />
    </Dialog>
  )
}
