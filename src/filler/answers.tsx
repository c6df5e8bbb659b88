import { isBlank } from '../domain/filing.ts'
import type { Matrix, Question, Section } from '../domain/questionnaire.ts'
import { isOpen, type Remark } from '../domain/remark.ts'
import { Link } from '../ui/link.tsx'
import { type SummaryLine, SummaryList } from '../ui/lists.tsx'
import { MatrixTable } from './matrix-table.tsx'
import { ComputedNumber } from './override.tsx'
import { pathTo } from './places.ts'
import { questionOf, showValue, tableOf } from './show.ts'
import { useAllRemarks, useFilling } from './use-form.tsx'

/** All answers of a section, in the form's order, each with its way back. */
export function Answers({ section, back }: { section: Section; back: string }) {
  const { form, book } = useFilling()
  const remarks = useAllRemarks()
  const blocks: React.ReactNode[] = []
  let lines: SummaryLine[] = []
  const flush = () => {
    if (lines.length > 0) blocks.push(<SummaryList key={lines[0]?.key} lines={lines} />)
    lines = []
  }
  const change = (path: string, about: string) => ({
    text: '更改',
    about: `“${about}”`,
    href: pathTo(form.questionnaire, path, back),
  })
  const question = ({ id, label }: Question): SummaryLine => {
    const open = book.of(id).filter((remark) => isOpen(remark, form.filing))
    return {
      key: id,
      label,
      value: (
        <>
          <AnswerText id={id} />
          {open.map(({ says, code }) => (
            <span className="answer-problem" key={code}>
              {says}
            </span>
          ))}
        </>
      ),
      tone: toneOf(open, isBlank(form.value(id))),
      action: change(id, label),
    }
  }
  const table = (id: string): SummaryLine => {
    const title = tableOf(form, id)?.title ?? id
    const open = remarks.filter((remark) => remark.at.split('/')[0] === id && isOpen(remark, form.filing))
    return {
      key: id,
      label: title,
      value: (
        <>
          <TableText id={id} />
          {open.length > 0 && <span className="answer-problem">有 {open.length} 处待处理</span>}
        </>
      ),
      tone: toneOf(open, form.rows(id).length === 0 && !form.filing.nils[id]),
      action: change(id, title),
    }
  }
  for (const part of section.parts) {
    if ('questions' in part) {
      if (part.title && part.questions.some((id) => form.visible(id))) {
        flush()
        blocks.push(<h2 key={part.title}>{part.title}</h2>)
      }
      for (const id of part.questions) {
        const definition = questionOf(form, id)
        if (definition && form.visible(id)) lines.push(question(definition))
      }
    } else if ('table' in part) {
      if (form.visible(part.table)) lines.push(table(part.table))
    } else {
      flush()
      const matrix = form.questionnaire.matrices.find(({ id }) => id === part.matrix)
      if (matrix)
        blocks.push(<MatrixAnswer key={matrix.id} matrix={matrix} section={section.id} back={back} />)
    }
  }
  flush()
  return <div className="answers">{blocks}</div>
}

const toneOf = (open: readonly Remark[], isEmpty: boolean): SummaryLine['tone'] =>
  open.length > 0 ? 'error' : isEmpty ? 'soft' : undefined

function AnswerText({ id }: { id: string }) {
  const { form } = useFilling()
  const definition = questionOf(form, id)
  const value = form.value(id)
  if (!definition || isBlank(value)) return <>未提供</>
  return (
    <>
      {showValue(form, definition, value)}
      {definition.unit && ` ${definition.unit}`}
    </>
  )
}

function TableText({ id }: { id: string }) {
  const { form } = useFilling()
  const rows = form.rows(id).length
  const nil = form.filing.nils[id]
  if (rows > 0) return <>{rows} 行</>
  return nil ? (
    <>
      经核查，无（{nil.by}，{nil.on}）
    </>
  ) : (
    <>未提供</>
  )
}

function MatrixAnswer({ matrix, section, back }: { matrix: Matrix; section: string; back: string }) {
  const path = `/s/${encodeURIComponent(section)}?back=${encodeURIComponent(back)}`
  return (
    <div className="matrix">
      <div className="row">
        <h2>{matrix.title}</h2>
        <span className="row-end no-print">
          <Link href={path}>
            更改<span className="sr">“{matrix.title}”</span>
          </Link>
        </span>
      </div>
      <div className="table-wrap matrix-wrap">
        <MatrixTable
          matrix={matrix}
          caption={matrix.title}
          corner="单位：个"
          cell={(id) => <ComputedNumber id={id} />}
        />
      </div>
    </div>
  )
}
