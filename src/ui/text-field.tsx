import { type ComponentPropsWithRef, type ReactNode, useLayoutEffect, useRef } from 'react'
import { lettersIn } from '../domain/spelling.ts'
import { Field, type FieldProps, spoken } from './field.tsx'

interface TextProps extends FieldProps {
  value: string
  onChange(value: string): void
  /** After leaving, and on Enter where Enter does not send the form. */
  onBlur?: (() => void) | undefined
  disabled?: boolean | undefined
  readOnly?: boolean | undefined
  placeholder?: string | undefined
  autoComplete?: string | undefined
  onCompositionStart?: (() => void) | undefined
  onCompositionEnd?: (() => void) | undefined
}

export interface TextFieldProps extends TextProps {
  type?: 'text' | 'password' | 'search' | 'email' | 'tel'
  inputMode?: ComponentPropsWithRef<'input'>['inputMode']
  /** Width in Chinese characters, as a sign of what is expected. */
  size?: 4 | 10 | 20 | 30 | 40
  /** Printed after the control: 人, 万条, GB. */
  unit?: ReactNode
  number?: boolean
  after?: ReactNode
  name?: string
}

/** Never checked while typing, and never by the browser: the form says what is wrong, in our words. */
export function TextField(props: TextFieldProps) {
  const { id, value, onChange, onBlur, unit, after, size = 30, number, type = 'text' } = props
  return (
    <Field {...props}>
      <input
        className="input"
        id={id}
        name={props.name ?? id}
        type={type}
        value={value}
        data-size={size}
        data-number={number || undefined}
        inputMode={props.inputMode}
        autoComplete={props.autoComplete ?? 'off'}
        placeholder={props.placeholder}
        spellCheck={false}
        disabled={props.disabled}
        readOnly={props.readOnly}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
        onCompositionStart={props.onCompositionStart}
        onCompositionEnd={props.onCompositionEnd}
        {...spoken(props)}
      />
      {unit && <span className="field-unit">{unit}</span>}
      {after}
    </Field>
  )
}

/** A text field for numbers: full-width digits and separators may come in, so the browser's own is not used. */
export const NumberField = ({ size = 10, ...props }: TextFieldProps) => (
  <TextField {...props} size={size} number inputMode="decimal" />
)

export interface TextAreaProps extends TextProps {
  rows?: number
  /** Shows how many characters are left, and how many too many. */
  limit?: number | undefined
}

export function TextArea(props: TextAreaProps) {
  const { id, value, onChange, onBlur, rows = 4, limit } = props
  const area = useRef<HTMLTextAreaElement>(null)
  // Grows with its text, so that a long answer is read without a scroll bar inside a scroll bar.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the value.
  useLayoutEffect(() => {
    const element = area.current
    if (!element || element.scrollHeight <= element.clientHeight) return
    element.style.height = `${Math.min(element.scrollHeight + 2, 480)}px`
  }, [value])
  const letters = limit === undefined ? 0 : lettersIn(value)
  const over = limit !== undefined && letters > limit
  return (
    <Field {...props}>
      <textarea
        ref={area}
        className="input"
        id={id}
        name={id}
        rows={rows}
        value={value}
        placeholder={props.placeholder}
        disabled={props.disabled}
        readOnly={props.readOnly}
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onBlur={onBlur}
        onCompositionStart={props.onCompositionStart}
        onCompositionEnd={props.onCompositionEnd}
        {...spoken(props)}
      />
      {limit !== undefined && letters > limit * 0.5 && (
        <p className="field-count" data-over={over || undefined}>
          {over ? `已超出 ${letters - limit} 字` : `还可填写 ${limit - letters} 字`}
        </p>
      )}
    </Field>
  )
}
