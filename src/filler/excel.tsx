import { useRef, useState } from 'react'
import type { ImportedTable } from '../documents/workbook/import-table.ts'
import type { Chosen } from '../domain/headings.ts'
import { Problem } from '../domain/problem.ts'
import type { Table } from '../domain/questionnaire.ts'
import type { SheetReport } from '../sheet/model.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useLive } from '../ui/live.tsx'
import { byName, changeOf, type ImportPlan, planImport } from './import-plan.ts'
import type { Inventory } from './inventory-model.ts'
import { namesFor } from './show.ts'
import { useFilling, useReadOnly } from './use-form.tsx'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

interface Asked {
  readonly file: File
  readonly read: ImportedTable
  readonly plan: ImportPlan
  readonly chosen: Chosen
}

/** Buttons beside the sheet's own: the inventory as a workbook, out and back in. */
export function Excel({
  table,
  model,
  onReport,
}: {
  table: Table
  model: Inventory
  onReport(report: SheetReport): void
}) {
  const { form, home } = useFilling()
  const { toast } = useLive()
  const readOnly = useReadOnly()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const [asked, setAsked] = useState<Asked>()

  const save = async () => {
    setBusy(true)
    try {
      const { exportTables } = await import('../documents/workbook/export-tables.ts')
      const bytes = await exportTables(form.questionnaire, form.filing, [table.id], form)
      home.saveFile(
        `${home.unit.name}_${table.title}_${home.today}.xlsx`,
        new Blob([bytes as BlobPart], { type: xlsx }),
      )
    } finally {
      setBusy(false)
    }
  }
  const read = async (file: File, chosen: Chosen = new Map()) => {
    setBusy(true)
    try {
      const { importTable } = await import('../documents/workbook/import-table.ts')
      const bytes = new Uint8Array(await file.arrayBuffer())
      const rows = form.rows(table.id)
      const found = byName(
        rows,
        table.nameColumn,
        await importTable(bytes, table.id, form.questionnaire, {
          newId: () => model.newRow().id,
          namesOf: (column) => namesFor(form, column),
          chosen,
        }),
      )
      const plan = planImport(rows, found)
      const asks = rows.length > 0 || found.unknownColumns.length > 0 || chosen.size > 0
      if (asks) setAsked({ read: found, plan, file, chosen })
      else take({ read: found, plan, file, chosen }, false)
    } catch (reason) {
      if (!(reason instanceof Problem)) throw reason
      toast(reason.message, { tone: 'error' })
    } finally {
      setBusy(false)
      if (input.current) input.current.value = ''
    }
  }
  const take = ({ read: found, plan, file }: Asked, removeAbsent: boolean) => {
    setAsked(undefined)
    model.apply(changeOf(plan, form.rows(table.id).length, removeAbsent), `导入“${file.name}”`)
    const cells = plan.set.length + plan.fresh.reduce((sum, { cells }) => sum + Object.keys(cells).length, 0)
    const { rejected, unknownColumns } = found
    onReport({
      title: '导入',
      rows: found.rows.length,
      cells,
      rejected: rejected.map(({ cell, ...rest }) => ({ place: cell, ...rest })),
      unknownColumns,
    })
  }
  return (
    <>
      {!readOnly && (
        <>
          <input
            ref={input}
            className="sr"
            type="file"
            accept=".xlsx"
            tabIndex={-1}
            aria-label={`从 Excel 导入${table.title}`}
            onChange={(event) => {
              const [file] = event.target.files ?? []
              if (file) void read(file)
            }}
          />
          <Button look="plain" small icon="upload" busy={busy} onClick={() => input.current?.click()}>
            导入 Excel
          </Button>
        </>
      )}
      <Button look="plain" small icon="download" busy={busy} onClick={() => void save()}>
        导出 Excel
      </Button>
      {asked && (
        <AskImport
          {...asked}
          table={table}
          onClose={() => setAsked(undefined)}
          onMeant={(chosen) => void read(asked.file, chosen)}
          onTake={(removeAbsent) => take(asked, removeAbsent)}
        />
      )}
    </>
  )
}

/** Shown before anything changes: what the file would do, and which column goes where. */
function AskImport({
  read,
  plan,
  file,
  chosen,
  table,
  onMeant,
  onTake,
  onClose,
}: Asked & {
  table: Table
  onMeant(chosen: Chosen): void
  onTake(removeAbsent: boolean): void
  onClose(): void
}) {
  const [absent, setAbsent] = useState('keep')
  const changed = new Set(plan.set.map(({ row }) => row)).size
  const free = table.columns.filter(({ id, type }) => type !== 'files' && !read.columns.includes(id))
  const meant = [...chosen].filter(([, column]) => column !== '').map(([heading]) => heading)
  const titleOf = (id: string | undefined) => table.columns.find((column) => column.id === id)?.label ?? ''
  return (
    <Dialog
      open
      onClose={onClose}
      title={`导入“${file.name}”`}
      actions={
        <>
          <Button look="plain" onClick={onClose}>
            取消
          </Button>
          <Button onClick={() => onTake(absent === 'remove')}>导入</Button>
        </>
      }
    >
      <ul className="import-facts">
        <li>
          工作表“{read.sheet}”中有 {read.rows.length} 行{table.rowName}
          {read.passedOver > 0 && `，另有 ${read.passedOver} 行合计或签名不收`}
        </li>
        {plan.known > 0 && (
          <li>
            更新已有的 {changed} 行{plan.known > changed && `，另有 ${plan.known - changed} 行没有变化`}
            {!read.own && '（按名称对应，空白格不覆盖已填内容）'}
          </li>
        )}
        <li>新增 {plan.fresh.length} 行</li>
        {read.rejected.length > 0 && <li>{read.rejected.length} 格读不出来，导入后逐格列出原因</li>}
      </ul>
      {read.unknownColumns.length + meant.length > 0 && (
        <fieldset className="import-columns">
          <legend>这些列没有对应上，收到哪里？</legend>
          {[...meant, ...read.unknownColumns].map((heading) => (
            <label key={heading}>
              <span>{heading}</span>
              <select
                value={chosen.get(heading) ?? ''}
                onChange={({ target }) => onMeant(new Map([...chosen, [heading, target.value]]))}
              >
                <option value="">不收这一列</option>
                {meant.includes(heading) && (
                  <option value={chosen.get(heading)}>{titleOf(chosen.get(heading))}</option>
                )}
                {free.map(({ id, label }) => (
                  <option key={id} value={id}>
                    {label}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </fieldset>
      )}
      {plan.absent.length > 0 && (
        <RadioGroup
          id="import-absent"
          label={`清单中有 ${plan.absent.length} 行不在文件里，怎样处理？`}
          options={[
            { value: 'keep', label: '保留' },
            { value: 'remove', label: '删除', hint: '以文件为准；导入后可以撤销' },
          ]}
          value={absent}
          onChange={setAbsent}
        />
      )}
    </Dialog>
  )
}
