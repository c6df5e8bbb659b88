import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

export interface FieldProps {
  id: string
  label: ReactNode
  hint?: ReactNode
  /** What is wrong and what to do; shown above the control, in the summary in the same words. */
  error?: string | undefined
  /** Marks the few that may stay empty. */
  optional?: boolean | undefined
  labelHidden?: boolean | undefined
  /** Ids of further text that describes the control. */
  describedBy?: string | undefined
}

export const hintId = (id: string) => `${id}-hint`
export const errorId = (id: string) => `${id}-error`

/** What the control must carry so that label, hint and error are read with it. */
export const spoken = ({ id, hint, error, describedBy }: FieldProps) => ({
  'aria-describedby':
    [hint && hintId(id), error && errorId(id), describedBy].filter(Boolean).join(' ') || undefined,
  'aria-invalid': error ? true : undefined,
})

export const FieldError = ({ id, children }: { id: string; children: ReactNode }) => (
  <p className="field-error" id={errorId(id)}>
    <Icon name="alert" />
    <span>
      <span className="sr">错误：</span>
      {children}
    </span>
  </p>
)

export const Optional = () => <span className="field-optional">（选填）</span>

/** Label, hint and error around one control. */
export function Field({
  id,
  label,
  hint,
  error,
  optional,
  labelHidden,
  children,
}: FieldProps & { children: ReactNode }) {
  return (
    <div className="field" data-error={error ? '' : undefined}>
      <label className={labelHidden ? 'sr' : 'field-label'} htmlFor={id}>
        {label}
        {optional && <Optional />}
      </label>
      {hint && (
        <div className="field-hint" id={hintId(id)}>
          {hint}
        </div>
      )}
      {error && <FieldError id={id}>{error}</FieldError>}
      <div className="field-control">{children}</div>
    </div>
  )
}
