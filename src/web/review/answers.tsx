import { useEffect, useMemo, useRef, useState } from 'react'
import { contract } from '../../contract/all.ts'
import { fileSize } from '../../domain/file-kind.ts'
import { cellPath, cellPlace, isBlank } from '../../domain/filing.ts'
import type { Part, Section, Table } from '../../domain/questionnaire.ts'
import { labelOf, questionOf, showValue, tableOf } from '../../filler/show.ts'
import { type SheetApi, SheetView } from '../../sheet/SheetView.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Panel } from '../../ui/shell.tsx'
import { Kbd, Tag } from '../../ui/tag.tsx'
import { urlOf } from '../api.ts'
import { CommentDrawer } from './comments.tsx'
import { Parts, Turning, useAltKeys } from './parts.tsx'
import { ReviewSheet } from './review-sheet.ts'
import { changedAt, openAt, type Reviewing } from './reviewing.ts'

/** The filing, part by part, each place open to comment. */
export function Answers({
  reviewing,
  part,
  at,
  onPart,
}: {
  reviewing: Reviewing
  part: string
  /** The place that was asked for. */
  at: string | undefined
  onPart(section: string): void
}) {
  const { sections } = reviewing.form.questionnaire
  const [commenting, setCommenting] = useState<string | null>(null)
  const heading = useRef<HTMLDivElement>(null)
  const section = sections.find(({ id }) => id === part) ?? sections[0]
  if (!section) return null
  const turn = (id: string) => {
    onPart(id)
    heading.current?.scrollIntoView({ block: 'start' })
  }
  return (
    <div className="review-answers" ref={heading}>
      <Parts reviewing={reviewing} value={section.id} onChange={turn} />
      <div className="stack">
        <SectionAnswers
          key={section.id}
          section={section}
          reviewing={reviewing}
          at={at}
          onComment={setCommenting}
        />
        <Turning sections={sections} value={section.id} onChange={turn} />
      </div>
      <CommentDrawer reviewing={reviewing} at={commenting} onClose={() => setCommenting(null)} />
    </div>
  )
}

interface Place {
  readonly reviewing: Reviewing
  readonly at: string | undefined
  onComment(path: string): void
}

const SectionAnswers = ({ section, ...place }: Place & { section: Section }) => (
  <Panel title={section.title}>
    <div className="stack">
      {section.parts.map((part) => (
        <PartAnswers key={JSON.stringify(part).slice(0, 80)} part={part} {...place} />
      ))}
    </div>
  </Panel>
)

function PartAnswers({ part, ...place }: Place & { part: Part }) {
  const { form } = place.reviewing
  if ('table' in part) {
    const table = tableOf(form, part.table)
    return table && form.visible(part.table) ? <TableAnswers table={table} {...place} /> : null
  }
  const ids =
    'questions' in part
      ? part.questions
      : (form.questionnaire.matrices
          .find(({ id }) => id === part.matrix)
          ?.rows.flatMap(({ questions }) => questions) ?? [])
  return (
    <>
      {'questions' in part && part.title && <h3>{part.title}</h3>}
      <dl className="summary">
        {ids
          .filter((id) => form.visible(id))
          .map((id) => (
            <Answer key={id} id={id} {...place} />
          ))}
      </dl>
    </>
  )
}

function Answer({ id, reviewing, at, onComment }: Place & { id: string }) {
  const { form, filing } = reviewing
  const question = questionOf(form, id)
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (at === id) row.current?.scrollIntoView({ block: 'center' })
  }, [at, id])
  if (!question) return null
  const value = form.value(id)
  const comments = openAt(reviewing, id)
  const changed = changedAt(reviewing, id)
  const remarks = filing.remarks.filter((remark) => remark.at === id)
  return (
    <div className="summary-row" ref={row} data-tone={at === id ? 'here' : undefined}>
      <dt>{question.label}</dt>
      <dd>
        {question.type === 'files' ? (
          <Files reviewing={reviewing} ids={Array.isArray(value) ? value : []} />
        ) : isBlank(value) ? (
          <span className="soft">未提供</span>
        ) : (
          <span className="pre">
            {showValue(form, question, value)} {question.unit}
          </span>
        )}
        {remarks.map(({ code, says }) => (
          <p key={code} className="soft">
            {says}
          </p>
        ))}
        {changed && (
          <p className="soft">
            <Tag tone="blue">改动</Tag> 上次：<span className="pre">{changed.was}</span>
          </p>
        )}
        {comments.map((comment) => (
          <p key={comment.id}>
            <Tag tone="amber">意见</Tag> {comment.says}
          </p>
        ))}
      </dd>
      <dd className="summary-action no-print">
        {reviewing.mayComment && (
          <LinkButton onClick={() => onComment(id)}>
            写意见<span className="sr">：{question.label}</span>
          </LinkButton>
        )}
      </dd>
    </div>
  )
}

export const Files = ({ reviewing, ids }: { reviewing: Reviewing; ids: readonly string[] }) => {
  const { submission, form } = reviewing
  const files = ids.flatMap((id) => form.filing.attachments[id] ?? [])
  if (files.length === 0) return <span className="soft">未提供</span>
  return (
    <ul>
      {files.map(({ sha256, name, size }) => (
        <li key={sha256}>
          <a
            href={urlOf(contract.submissions.attachment, {
              params: { campaignId: submission.campaignId, unitCode: submission.unit.code, sha256 },
            })}
            download={name}
          >
            {name}
          </a>
          （{fileSize(size)}）
        </li>
      ))}
    </ul>
  )
}

function TableAnswers({ table, reviewing, at, onComment }: Place & { table: Table }) {
  const { form } = reviewing
  const rows = form.rows(table.id)
  // The sheet opens on its first cell.
  const [stands, setStands] = useState({ row: rows[0]?.id ?? '', column: table.columns[0]?.id ?? '' })
  const api = useRef<SheetApi>(null)
  const model = useMemo(
    () => new ReviewSheet(table, form, (row, column) => setStands({ row, column })),
    [table, form],
  )
  useEffect(() => model.tell(reviewing), [model, reviewing])
  const place = at ? cellPlace(at) : undefined
  useEffect(() => {
    if (place?.table === table.id) api.current?.focusCell(place.row, place.column)
  }, [place?.table, place?.row, place?.column, table.id])
  const here = cellPath(table.id, stands.row, stands.column)
  useAltKeys({ c: reviewing.mayComment && rows.length > 0 ? () => onComment(here) : undefined })
  const nil = form.filing.nils[table.id]
  if (rows.length === 0)
    return (
      <p>
        {table.title}：{nil ? `经核查，无（${nil.by}，${nil.on}）` : <span className="soft">未提供</span>}
      </p>
    )
  const files = form.value(here)
  const isFiles = table.columns.find(({ id }) => id === stands.column)?.type === 'files'
  const changed = changedAt(reviewing, here)
  return (
    <>
      <SheetView
        model={model}
        api={api}
        tools={
          reviewing.mayComment && (
            <Button look="plain" small onClick={() => onComment(here)}>
              对选中格写意见 <Kbd>Alt+C</Kbd>
            </Button>
          )
        }
      />
      {openAt(reviewing, here).map(({ id, says }) => (
        <p key={id}>
          <Tag tone="amber">意见</Tag> {says}
        </p>
      ))}
      {changed && (
        <p className="soft">
          <Tag tone="blue">改动</Tag> {labelOf(form, here)}，上次：<span className="pre">{changed.was}</span>
        </p>
      )}
      {isFiles && Array.isArray(files) && <Files reviewing={reviewing} ids={files} />}
    </>
  )
}
