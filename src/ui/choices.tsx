import type { ReactNode } from 'react'
import { Field, FieldError, type FieldProps, hintId, Optional, spoken } from './field.tsx'

export interface Choice {
  value: string
  label: ReactNode
  hint?: ReactNode
  disabled?: boolean
}

interface GroupProps extends FieldProps {
  options: readonly Choice[]
  /** Side by side: for two or three short ones. */
  inline?: boolean | undefined
  /** In columns: for many. */
  columns?: boolean | undefined
  disabled?: boolean | undefined
}

function Group({
  kind,
  isChecked,
  onPick,
  ...props
}: GroupProps & {
  kind: 'radio' | 'checkbox'
  isChecked(value: string): boolean
  onPick(value: string): void
}) {
  const { id, label, hint, error, optional, labelHidden, options } = props
  return (
    <fieldset
      className="choices"
      id={id}
      tabIndex={-1}
      data-error={error ? '' : undefined}
      data-inline={props.inline || undefined}
      data-columns={props.columns || undefined}
      disabled={props.disabled}
      aria-describedby={spoken(props)['aria-describedby']}
    >
      <legend className={labelHidden ? 'sr' : 'field-label'}>
        {label}
        {optional && <Optional />}
      </legend>
      {hint && (
        <div className="field-hint" id={hintId(id)}>
          {hint}
        </div>
      )}
      {error && <FieldError id={id}>{error}</FieldError>}
      <div className="choices-options">
        {options.map((option, index) => (
          <label className="option" key={option.value}>
            <input
              type={kind}
              name={id}
              id={`${id}-${index}`}
              value={option.value}
              checked={isChecked(option.value)}
              disabled={option.disabled}
              onChange={() => onPick(option.value)}
            />
            <span className="option-text">
              {option.label}
              {option.hint && <span className="option-hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export const RadioGroup = ({
  value,
  onChange,
  ...props
}: GroupProps & { value: string | null; onChange(value: string): void }) => (
  <Group {...props} kind="radio" isChecked={(one) => one === value} onPick={onChange} />
)

export const CheckboxGroup = ({
  value,
  onChange,
  ...props
}: GroupProps & { value: readonly string[]; onChange(value: string[]): void }) => (
  <Group
    {...props}
    kind="checkbox"
    isChecked={(one) => value.includes(one)}
    onPick={(one) => onChange(value.includes(one) ? value.filter((other) => other !== one) : [...value, one])}
  />
)

export interface SelectProps extends FieldProps {
  value: string
  onChange(value: string): void
  options: readonly { value: string; label: string }[]
  /** First line, for “none yet”. */
  none?: string
  disabled?: boolean | undefined
}

/** The browser's own list: it opens as the user's system opens lists, and works with every keyboard. */
export function Select(props: SelectProps) {
  const { id, value, onChange, options, none } = props
  return (
    <Field {...props}>
      <select
        className="input"
        id={id}
        name={id}
        value={value}
        disabled={props.disabled}
        onChange={(event) => onChange(event.target.value)}
        {...spoken(props)}
      >
        {none !== undefined && <option value="">{none}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}
