import { useEffect, useState } from 'react'
import type { Part, Section } from '../domain/questionnaire.ts'
import type { Remark } from '../domain/remark.ts'
import { Button } from '../ui/button.tsx'
import { Link, useRouter } from '../ui/link.tsx'
import { useLive } from '../ui/live.tsx'
import { PageHead } from '../ui/shell.tsx'
import { focusPath } from './focus-path.ts'
import { Framed } from './framed.tsx'
import { MatrixPart } from './matrix.tsx'
import { comesFromCheck, sectionCheckPath, tasksPath, type Visit } from './places.ts'
import { Problems, useErrorTitle } from './problems.tsx'
import { Question } from './question.tsx'
import { gatherRows, openIn } from './remarks.ts'
import { TableCard } from './table-card.tsx'
import { useFilling, useReadOnly, useVisible } from './use-form.tsx'

/** One topic: its questions in the form's order, each where it is opened. */
export function SectionPage({ section, visit }: { section: Section; visit: Visit }) {
  const { form, book } = useFilling()
  const router = useRouter()
  const { announce } = useLive()
  const readOnly = useReadOnly()
  // Who has declared the section finished, or comes from a list of problems, wants to see them.
  const [showErrors, setShowErrors] = useState(
    () => form.filing.finished[section.id] === true || comesFromCheck(visit),
  )
  const [refused, setRefused] = useState<{ attempt: number; remarks: readonly Remark[] }>({
    attempt: 0,
    remarks: [],
  })
  useErrorTitle(refused.remarks.length > 0)
  useEffect(() => {
    if (visit.at) focusPath(visit.at)
  }, [visit.at])

  const onwards = visit.back ?? sectionCheckPath(section.id)
  const next = () => {
    const errors = openIn(form, section.id, book.fresh()).filter(({ severity }) => severity === 'error')
    setShowErrors(true)
    setRefused(({ attempt }) => ({ attempt: attempt + 1, remarks: gatherRows(form, errors) }))
    if (errors.length > 0) announce(`有 ${errors.length} 处需要处理`)
    else router.go(onwards)
  }
  const { areas } = form.questionnaire
  return (
    <Framed section={section.id}>
      <Problems
        remarks={refused.remarks}
        attempt={refused.attempt}
        aside={<Link href={onwards}>暂不处理，继续检查本部分</Link>}
      />
      <PageHead
        caption={areas.find(({ id }) => id === section.area)?.title}
        title={section.title}
        lead={section.intro}
      />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          next()
        }}
      >
        {section.parts.map((part) => (
          <SectionPart key={keyOf(part)} part={part} section={section} showErrors={showErrors} />
        ))}
        <div className="row section-foot no-print">
          {!readOnly && <Button type="submit">{visit.back ? '保存并返回' : '保存并检查本部分'}</Button>}
          <Link href={visit.back ?? tasksPath}>
            {visit.back ? '不再更改，返回' : readOnly ? '返回任务列表' : '稍后再填，返回任务列表'}
          </Link>
        </div>
      </form>
    </Framed>
  )
}

const keyOf = (part: Part): string =>
  'questions' in part ? part.questions.join() : 'table' in part ? part.table : part.matrix

function SectionPart({ part, section, showErrors }: { part: Part; section: Section; showErrors: boolean }) {
  if ('matrix' in part) return <MatrixPart id={part.matrix} showErrors={showErrors} />
  if ('table' in part) return <TableCard id={part.table} section={section.id} />
  return <Questions part={part} heading={part.title !== section.title} showErrors={showErrors} />
}

function Questions({
  part: { questions, title, help },
  heading,
  showErrors,
}: {
  part: Extract<Part, { questions: readonly string[] }>
  /** Not where it would only repeat the page's title. */
  heading: boolean
  showErrors: boolean
}) {
  const list = questions.map((id) => <Question key={id} id={id} showErrors={showErrors} />)
  if (!title) return <div className="questions">{list}</div>
  return (
    <section className="questions" aria-label={title}>
      <WhenAny ids={questions}>
        {heading && <h2>{title}</h2>}
        {help && <p className="soft">{help}</p>}
      </WhenAny>
      {list}
    </section>
  )
}

/** A heading over nothing is not shown. The first question decides for most; the rest are asked only if it is hidden. */
function WhenAny({ ids, children }: { ids: readonly string[]; children: React.ReactNode }) {
  const [first = '', ...rest] = ids
  const visible = useVisible(first)
  if (visible) return <>{children}</>
  return rest.length > 0 ? <WhenAny ids={rest}>{children}</WhenAny> : null
}
