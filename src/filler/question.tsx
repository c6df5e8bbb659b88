import { memo, type ReactNode, useState } from 'react'
import { isBlank } from '../domain/filing.ts'
import type { Certainty, Question as Definition } from '../domain/questionnaire.ts'
import type { Unit } from '../domain/unit.ts'
import { Button, LinkButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { TextField } from '../ui/text-field.tsx'
import { CommentsOn } from './comments.tsx'
import { controlId } from './control-props.ts'
import { Control } from './controls.tsx'
import { focusPath } from './focus-path.ts'
import { Notes } from './notes.tsx'
import { waitsForStep } from './remarks.ts'
import { questionOf } from './show.ts'
import { useLeaving } from './use-draft.ts'
import {
  useFilling,
  useMark,
  useReadOnly,
  useRemarks,
  useRequired,
  useValue,
  useVisible,
} from './use-form.tsx'

/** One question with all that belongs to it. Errors are shown only once the filler has tried to go on. */
export const Question = memo(function Question({ id, showErrors }: { id: string; showErrors: boolean }) {
  const { form } = useFilling()
  const visible = useVisible(id)
  const field = questionOf(form, id)
  if (!visible || !field) return null
  return <Asked field={field} showErrors={showErrors} />
})

function Asked({ field, showErrors }: { field: Definition; showErrors: boolean }) {
  const { id } = field
  const required = useRequired(id)
  const remarks = useRemarks(id)
  const marked = useMark(id) !== undefined
  const error = showErrors ? remarks.find(waitsForStep)?.says : undefined
  return (
    <div
      className="question"
      data-path={id}
      data-follows={field.if ? '' : undefined}
      data-marked={marked || undefined}
    >
      <Control
        path={id}
        field={field}
        hint={hintOf(field, onRoster[id] && <FromRoster id={id} />)}
        error={error}
        optional={!required}
      />
      <Tools field={field} />
      <CommentsOn path={id} />
      <Notes path={id} />
    </div>
  )
}

function hintOf({ help, guidance, example }: Definition, offer?: ReactNode) {
  if (!help && !guidance?.length && !example && !offer) return undefined
  return (
    <>
      {help && <p>{help}</p>}
      {guidance && guidance.length > 0 && (
        <>
          <p>重点包括：</p>
          <ul className="guidance">
            {guidance.map((point) => (
              <li key={point}>{point}</li>
            ))}
          </ul>
        </>
      )}
      {example && <p>例如：{example}</p>}
      {offer}
    </>
  )
}

/** What the authority’s list of units says already. */
const onRoster: Readonly<Record<string, (unit: Unit) => string | null>> = {
  unitName: ({ name }) => name,
  uscc: ({ creditCode }) => creditCode,
}

function FromRoster({ id }: { id: string }) {
  const { form, home } = useFilling()
  const blank = isBlank(useValue(id))
  const readOnly = useReadOnly()
  const text = onRoster[id]?.(home.unit)
  if (!text || !blank || readOnly) return null
  const take = () => {
    form.set(id, text)
    form.settle()
    focusPath(id)
  }
  return (
    <p className="no-print">
      主管单位名册上是“{text}”。
      <LinkButton onClick={take}>
        填入<span className="sr">“{text}”</span>
      </LinkButton>
    </p>
  )
}

const sureness: Record<Certainty, string> = {
  confirmed: '来源中有这一栏',
  partly: '来源中有这一类，细项为整理时补全',
  inferred: '按同类表格推定',
  law: '依据现行法规或标准',
}

/** 依据 and 标记待核: quiet until wanted, and not built until then. */
function Tools({ field }: { field: Definition }) {
  const { id, label } = field
  const { form } = useFilling()
  const readOnly = useReadOnly()
  const mark = useMark(id)
  const value = useValue(id)
  const [why, setWhy] = useState(false)
  const clearable = (field.type === 'yesNo' || field.type === 'choice') && !isBlank(value) && !readOnly
  return (
    <>
      <div className="tools no-print">
        <button type="button" aria-expanded={why} onClick={() => setWhy(!why)}>
          依据<span className="sr">：{label}</span>
        </button>
        {!readOnly && (
          <button
            type="button"
            aria-pressed={mark !== undefined}
            onClick={() => form.mark(id, mark === undefined ? '' : null)}
          >
            {mark === undefined ? '标记待核' : '取消待核标记'}
            <span className="sr">：{label}</span>
          </button>
        )}
        {clearable && (
          <button type="button" onClick={() => form.set(id, null)}>
            清除选择<span className="sr">：{label}</span>
          </button>
        )}
      </div>
      {why && (
        <p className="basis">
          {form.questionnaire.sources[field.source] ?? field.source}（{sureness[field.certainty]}）
        </p>
      )}
      {mark !== undefined && <MarkNote id={id} label={label} note={mark} />}
    </>
  )
}

function MarkNote({ id, label, note }: { id: string; label: string; note: string }) {
  const { form } = useFilling()
  const [draft, setDraft] = useState<string>()
  const keep = () => {
    if (draft !== undefined) form.mark(id, draft.trim())
    setDraft(undefined)
  }
  useLeaving(keep)
  return (
    <div className="mark no-print">
      <Icon name="flag" />
      <TextField
        id={`mark-${controlId(id)}`}
        label={`“${label}”待核备注`}
        labelHidden
        placeholder="待核：写下要核实什么，只给自己和同事看，不会报送"
        size={40}
        value={draft ?? note}
        onChange={setDraft}
        onBlur={keep}
      />
      <Button look="quiet" small onClick={() => form.mark(id, null)}>
        已核实
      </Button>
    </div>
  )
}
