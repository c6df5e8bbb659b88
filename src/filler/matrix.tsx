import { useState } from 'react'
import { CommentsOn } from './comments.tsx'
import { MatrixTable } from './matrix-table.tsx'
import { Notes } from './notes.tsx'
import { ComputedNumber, Override } from './override.tsx'
import { waitsForStep } from './remarks.ts'
import { useFilling, useReadOnly, useRemarks } from './use-form.tsx'

export function MatrixPart({ id, showErrors }: { id: string; showErrors: boolean }) {
  const { form } = useFilling()
  const readOnly = useReadOnly()
  const [changing, setChanging] = useState<string>()
  const matrix = form.questionnaire.matrices.find((one) => one.id === id)
  if (!matrix) return null
  const questions = matrix.rows.flatMap(({ questions }) => questions)
  return (
    <section className="matrix" data-path={id} aria-label={matrix.title}>
      <h2>{matrix.title}</h2>
      <p className="soft">{matrix.note ?? '由清单自动计算，随清单变化。'}点数字可改写。</p>
      <div className="table-wrap matrix-wrap">
        <MatrixTable
          matrix={matrix}
          caption={matrix.title}
          corner="单位：个"
          cell={(id) => <ComputedNumber id={id} {...(!readOnly && { onChange: setChanging })} />}
        />
      </div>
      {questions.map((question) => (
        <MatrixNotes key={question} id={question} showErrors={showErrors} />
      ))}
      {changing && <Override id={changing} onClose={() => setChanging(undefined)} />}
    </section>
  )
}

function MatrixNotes({ id, showErrors }: { id: string; showErrors: boolean }) {
  const error = useRemarks(id).find(waitsForStep)
  return (
    <>
      {showErrors && error && <p className="field-error">{error.says}</p>}
      <CommentsOn path={id} />
      <Notes path={id} />
    </>
  )
}
