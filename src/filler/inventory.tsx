import { useEffect, useMemo, useRef, useState } from 'react'
import { cellPath, cellPlace } from '../domain/filing.ts'
import type { Section, Table } from '../domain/questionnaire.ts'
import { isOpen, type Remark, remarkKey } from '../domain/remark.ts'
import { type SheetApi, SheetView } from '../sheet/SheetView.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Link, useRouter } from '../ui/link.tsx'
import { useLive } from '../ui/live.tsx'
import { EmptyState } from '../ui/notice.tsx'
import { PageHead } from '../ui/shell.tsx'
import { CommentsInTable, CommentsOn } from './comments.tsx'
import { Excel } from './excel.tsx'
import { Files } from './files.tsx'
import { Inventory } from './inventory-model.ts'
import { Nil } from './nil.tsx'
import { Note } from './notes.tsx'
import { comesFromCheck, sectionCheckPath, sectionPath, tasksPath, type Visit } from './places.ts'
import { Problems, useErrorTitle } from './problems.tsx'
import { rowName, tableOf } from './show.ts'
import { useFilling, useReadOnly, useRowCount, useTableRemarks } from './use-form.tsx'

/** One inventory on a page of its own, as wide as the window. */
export function InventoryPage({ section, id, visit }: { section: Section; id: string; visit: Visit }) {
  const { form } = useFilling()
  const table = tableOf(form, id)
  if (!table) return <EmptyState title="没有这张清单">请从任务列表进入。</EmptyState>
  return <InventoryOf section={section} table={table} visit={visit} />
}

const leavingMs = 2000

function InventoryOf({ section, table, visit }: { section: Section; table: Table; visit: Visit }) {
  const { form, book, home } = useFilling()
  const router = useRouter()
  const { announce, toast } = useLive()
  const readOnly = useReadOnly()
  const sheet = useRef<SheetApi>(null)
  const [files, setFiles] = useState<{ row: string; column: string }>()
  const [refused, setRefused] = useState<{ attempt: number; remarks: readonly Remark[] }>({
    attempt: 0,
    remarks: [],
  })
  const fromCheck = comesFromCheck(visit)
  const lost = useRef('')
  useEffect(() => () => void (lost.current && toast(lost.current, { tone: 'error' })), [toast])
  const model = useMemo(
    () =>
      new Inventory(table, form, book, {
        readOnly,
        showMissing: form.filing.finished[section.id] === true || fromCheck,
        openFiles: (row, column) => setFiles({ row, column }),
        onLost: (words) => {
          // The sheet says so itself, but not to whoever leaves its page by the same press.
          lost.current = words
          window.setTimeout(() => {
            lost.current = ''
          }, leavingMs)
        },
      }),
    [table, form, book, readOnly, section.id, fromCheck],
  )
  useEffect(() => model.hear(home.comments), [model, home.comments])
  useErrorTitle(refused.remarks.length > 0)
  useEffect(() => {
    const place = visit.at ? cellPlace(visit.at) : undefined
    // After the sheet has been made: it is made when the page has been drawn.
    if (place) requestAnimationFrame(() => sheet.current?.focusCell(place.row, place.column))
  }, [visit.at])

  // A section that is nothing but this inventory is checked right after it.
  const alone = section.parts.length === 1
  const onwards = visit.back ?? (alone ? sectionCheckPath(section.id) : sectionPath(section.id))
  const later = visit.back ?? (alone ? tasksPath : sectionPath(section.id))
  const next = () => {
    model.demandAll()
    book.fresh()
    const open = book.ofTable(table.id).filter((remark) => isOpen(remark, form.filing))
    setRefused(({ attempt }) => ({ attempt: attempt + 1, remarks: open }))
    if (open.length > 0) announce(`有 ${open.length} 处需要处理`)
    else router.go(onwards)
  }
  const column = table.columns.find((one) => one.id === files?.column)
  return (
    <div className="inventory">
      <Problems
        remarks={refused.remarks}
        attempt={refused.attempt}
        onGo={(remark) => {
          const place = cellPlace(remark.at)
          if (!place) return false
          return sheet.current?.focusCell(place.row, place.column) ?? false
        }}
        aside={<Link href={onwards}>暂不处理，继续</Link>}
      />
      <PageHead
        caption={section.title === table.title ? undefined : section.title}
        title={table.title}
        lead={table.help}
      />
      <CommentsOn path={table.id} />
      <CommentsInTable
        table={table.id}
        onGo={(row, column) => {
          sheet.current?.focusCell(row, column)
        }}
      />
      <Nil table={table} />
      <SheetView
        model={model}
        api={sheet}
        tools={<Excel table={table} model={model} onReport={(report) => sheet.current?.report(report)} />}
      />
      <RowNotes
        table={table}
        onGo={(row, at) => {
          sheet.current?.focusCell(row, at)
        }}
      />
      <div className="row section-foot no-print">
        {!readOnly && (
          <Button onClick={next}>{alone && !visit.back ? '保存并检查本部分' : '检查并返回'}</Button>
        )}
        <Link href={later}>{readOnly ? '返回' : '稍后再填，返回'}</Link>
      </div>
      {files && column && (
        <Dialog
          open
          onClose={() => setFiles(undefined)}
          title={rowName(form, table.id, files.row)}
          actions={<Button onClick={() => setFiles(undefined)}>完成</Button>}
        >
          <Files
            path={cellPath(table.id, files.row, column.id)}
            field={column}
            hint={column.help}
            error={undefined}
            optional={!form.required(cellPath(table.id, files.row, column.id))}
          />
        </Dialog>
      )}
    </div>
  )
}

const fewNotes = 10

/** Warnings in an inventory are explained below it, each with its cell one step away. */
function RowNotes({ table, onGo }: { table: Table; onGo(row: string, column: string): void }) {
  const { form } = useFilling()
  const rows = useRowCount(table.id)
  const [all, setAll] = useState(false)
  const remarks = useTableRemarks(table.id).filter(
    ({ severity, at }) => severity === 'warning' || at === table.id,
  )
  const shown = remarks.filter(({ code }) => !(code === 'table.undeclared' && rows === 0))
  if (shown.length === 0) return null
  const open = shown.filter((remark) => isOpen(remark, form.filing)).length
  // A hint asks for no explanation.
  const asked = shown.some(({ severity }) => severity !== 'hint')
  return (
    <section className="row-notes" aria-label="需核实的提示">
      <h2>
        需核实的提示 <span className="soft small">{open > 0 ? `${open} 处未说明` : asked && '均已说明'}</span>
      </h2>
      {(all ? shown : shown.slice(0, fewNotes)).map((remark) => {
        const place = cellPlace(remark.at)
        return (
          <div className="row-note" key={remarkKey(remark)}>
            <Note remark={remark} />
            {place && (
              <LinkButton onClick={() => onGo(place.row, place.column)}>
                到该格<span className="sr">：{remark.says}</span>
              </LinkButton>
            )}
          </div>
        )
      })}
      {shown.length > fewNotes && (
        <Button look="quiet" onClick={() => setAll(!all)}>
          {all ? '收起' : `显示全部 ${shown.length} 处`}
        </Button>
      )}
    </section>
  )
}
