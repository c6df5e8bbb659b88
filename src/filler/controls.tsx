// One control for each type of field. What they have in common is in `question.tsx`.
import type { Cell } from '../domain/filing.ts'
import type { Field, Option } from '../domain/questionnaire.ts'
import { CheckboxGroup, RadioGroup, Select } from '../ui/choices.tsx'
import { DateField } from '../ui/date-field.tsx'
import { NumberField, TextArea, TextField } from '../ui/text-field.tsx'
import { type ControlProps, controlId } from './control-props.ts'
import { Files } from './files.tsx'
import { ComputedControl } from './override.tsx'
import { optionsOf, rowName } from './show.ts'
import { useDraft } from './use-draft.ts'
import { useFilling, useReadOnly, useValue } from './use-form.tsx'

export function Control(props: ControlProps) {
  if ('computed' in props.field) return <ComputedControl {...props} />
  switch (props.field.type) {
    case 'yesNo':
      return <YesNo {...props} />
    case 'choice':
      return <OneOf {...props} />
    case 'choices':
      return <Codes {...props} />
    case 'rows':
      return <Rows {...props} />
    case 'files':
      return <Files {...props} />
    default:
      return <Written {...props} />
  }
}

const common = ({ path, field, hint, error, optional }: ControlProps) => ({
  id: controlId(path),
  label: field.label,
  hint,
  error,
  optional,
})

function Written(props: ControlProps) {
  const { path, field } = props
  const { home } = useFilling()
  const readOnly = useReadOnly()
  const draft = useDraft(path, field)
  const all = { ...common(props), ...draft, readOnly }
  switch (field.type) {
    case 'longText':
      return <TextArea {...all} rows={5} limit={field.maxLength ?? 3000} />
    case 'list':
      return <TextArea {...all} rows={4} />
    case 'integer':
    case 'decimal':
      return (
        <NumberField
          {...all}
          unit={field.unit}
          inputMode={field.type === 'integer' ? 'numeric' : 'decimal'}
        />
      )
    case 'date':
      return (
        <DateField
          {...all}
          today={home.today}
          onPick={(day) => {
            draft.onChange(day)
            draft.onBlur()
          }}
        />
      )
    default:
      return <TextField {...all} unit={field.unit} size={widthOf(field)} />
  }
}

/** The width tells how much is expected. */
function widthOf({ identifier, maxLength = 100 }: Field): 10 | 20 | 30 | 40 {
  if (identifier === 'mobile' || identifier === 'phone' || identifier === 'postcode') return 20
  if (identifier) return 30
  return maxLength <= 12 ? 10 : maxLength <= 30 ? 20 : maxLength <= 60 ? 30 : 40
}

function YesNo(props: ControlProps) {
  const { path } = props
  const { form } = useFilling()
  const value = useValue(path)
  return (
    <RadioGroup
      {...common(props)}
      inline
      disabled={useReadOnly()}
      options={yesNo}
      value={typeof value === 'boolean' ? String(value) : null}
      onChange={(word) => form.set(path, word === 'true')}
    />
  )
}

const yesNo = [
  { value: 'true', label: '是' },
  { value: 'false', label: '否' },
]

const choicesOf = (options: readonly Option[]) =>
  options.map(({ code, label, help }) => ({ value: code, label, ...(help && { hint: help }) }))

function OneOf(props: ControlProps) {
  const { path, field } = props
  const { form } = useFilling()
  const value = useValue(path)
  const readOnly = useReadOnly()
  const options = choicesOf(optionsOf(form, field))
  const chosen = typeof value === 'string' ? value : null
  const pick = (code: string) => form.set(path, code === '' ? null : code)
  if (options.length > 9)
    return (
      <Select
        {...common(props)}
        disabled={readOnly}
        options={options}
        none="请选择"
        value={chosen ?? ''}
        onChange={pick}
      />
    )
  const short = options.length <= 4 && options.every(({ label, hint }) => label.length <= 8 && !hint)
  return (
    <RadioGroup
      {...common(props)}
      disabled={readOnly}
      inline={short}
      options={options}
      value={chosen}
      onChange={pick}
    />
  )
}

const Codes = (props: ControlProps) => (
  <SomeOf {...props} options={optionsOf(useFilling().form, props.field)} />
)

function Rows(props: ControlProps) {
  const { form } = useFilling()
  const { of: table = '' } = props.field
  const options = form.rows(table).map(({ id }) => ({ code: id, label: rowName(form, table, id) }))
  return <SomeOf {...props} options={options} />
}

function SomeOf({ options, ...props }: ControlProps & { options: readonly Option[] }) {
  const { path } = props
  const { form } = useFilling()
  const value = useValue(path)
  const readOnly = useReadOnly()
  const chosen = Array.isArray(value) ? (value as readonly string[]) : []
  const change = (codes: readonly string[]) => {
    const added = codes.find((code) => !chosen.includes(code))
    const alone = (code: string) => options.find((option) => option.code === code)?.alone
    const kept = added === undefined ? codes : alone(added) ? [added] : codes.filter((code) => !alone(code))
    // In the list's order, so that the same choice is always the same value.
    const next: Cell = options.map(({ code }) => code).filter((code) => kept.includes(code))
    form.set(path, next)
  }
  return (
    <CheckboxGroup
      {...common(props)}
      disabled={readOnly}
      columns={options.length > 6}
      options={choicesOf(options)}
      value={chosen}
      onChange={change}
    />
  )
}
