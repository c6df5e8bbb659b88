import { useEffect, useMemo, useRef, useState } from 'react'
import { contract } from '../../contract/all.ts'
import { cellPath, cellPlace, isBlank } from '../../domain/filing.ts'
import type { Part, Section, Table } from '../../domain/questionnaire.ts'
import { questionOf, showValue, tableOf } from '../../filler/show.ts'
import { sectionOf } from '../../form/progress.ts'
import { type SheetApi, SheetView } from '../../sheet/SheetView.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Select } from '../../ui/choices.tsx'
import { Panel } from '../../ui/shell.tsx'
import { Tag } from '../../ui/tag.tsx'
import { urlOf } from '../api.ts'
import { fileSize } from '../words.ts'
import { CommentDrawer } from './comments.tsx'
import { ReviewSheet } from './review-sheet.ts'
import { openAt, type Reviewing } from './reviewing.ts'

/** The filing, part by part, each place open to comment. */
export function Answers({ reviewing, at }: { reviewing: Reviewing; at: string | undefined }) {
  const { form } = reviewing
  const { sections, areas } = form.questionnaire
  const [sectionId, setSectionId] = useState(
    () => (at && sectionOf(form.questionnaire, at)?.id) || sections[0]?.id || '',
  )
  const [commenting, setCommenting] = useState<string | null>(null)
  const section = sections.find(({ id }) => id === sectionId)
  return (
    <div className="stack">
      <div className="no-print">
        <Select
          id="section"
          label="部分"
          value={sectionId}
          onChange={setSectionId}
          options={sections.map(({ id, title, area }) => ({
            value: id,
            label: `${areas.findIndex((one) => one.id === area) + 1} ${title}`,
          }))}
        />
      </div>
      {section && (
        <SectionAnswers
          key={section.id}
          section={section}
          reviewing={reviewing}
          at={at}
          onComment={setCommenting}
        />
      )}
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
  const { form, filing } = reviewing
  const [stands, setStands] = useState<{ row: string; column: string } | null>(null)
  const api = useRef<SheetApi>(null)
  const model = useMemo(
    () => new ReviewSheet(table, form, filing, (row, column) => setStands({ row, column })),
    [table, form, filing],
  )
  const place = at ? cellPlace(at) : undefined
  useEffect(() => {
    if (place?.table === table.id) api.current?.focusCell(place.row, place.column)
  }, [place?.table, place?.row, place?.column, table.id])
  const nil = form.filing.nils[table.id]
  if (form.rows(table.id).length === 0)
    return (
      <p>
        {table.title}：{nil ? `经核查，无（${nil.by}，${nil.on}）` : <span className="soft">未提供</span>}
      </p>
    )
  const files = stands && form.value(cellPath(table.id, stands.row, stands.column))
  const isFiles = table.columns.find(({ id }) => id === stands?.column)?.type === 'files'
  return (
    <>
      <SheetView
        model={model}
        api={api}
        tools={
          reviewing.mayComment && (
            <Button
              look="plain"
              small
              disabled={!stands}
              onClick={() => stands && onComment(cellPath(table.id, stands.row, stands.column))}
            >
              对选中格写意见
            </Button>
          )
        }
      />
      {isFiles && Array.isArray(files) && <Files reviewing={reviewing} ids={files} />}
    </>
  )
}
