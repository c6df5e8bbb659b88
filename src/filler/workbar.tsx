import { useEffect, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Link } from '../ui/link.tsx'
import { useLive } from '../ui/live.tsx'
import { Kbd } from '../ui/tag.tsx'
import { FindDialog } from './find-dialog.tsx'
import { type Place, tasksPath } from './places.ts'
import { useFilling, useReadOnly, useSaving, useUndo } from './use-form.tsx'

/** Always in sight: whether the work is safe, the way back in time, and the way to any question. */
export function Workbar({ page }: { page: Place['page'] }) {
  const { undo, redo } = useSteps()
  const { canUndo, canRedo } = useUndo()
  const readOnly = useReadOnly()
  const [finding, setFinding] = useState(false)
  useKeys({ undo, redo, find: () => setFinding(true) })
  return (
    <div className="workbar no-print" role="toolbar" aria-label="填报工具">
      {page !== 'tasks' && (
        <Link className="workbar-back" href={tasksPath}>
          <Icon name="left" />
          任务列表
        </Link>
      )}
      <SavingLine />
      <div className="row row-end workbar-tools">
        {/* The sheet has its own two, beside its other tools. */}
        {!readOnly && page !== 'inventory' && (
          <>
            <Button look="quiet" small icon="undo" disabled={!canUndo} onClick={undo}>
              撤销
            </Button>
            <Button look="quiet" small icon="redo" disabled={!canRedo} onClick={redo}>
              重做
            </Button>
          </>
        )}
        <Button look="plain" small icon="search" onClick={() => setFinding(true)}>
          查找题目
          <span className="workbar-key">
            <Kbd>Ctrl K</Kbd>
          </span>
        </Button>
      </div>
      {finding && <FindDialog onClose={() => setFinding(false)} />}
    </div>
  )
}

function SavingLine() {
  const saving = useSaving()
  const words =
    saving.state === 'saved'
      ? saving.at
        ? `已保存 ${saving.at}`
        : '尚无改动'
      : saving.state === 'saving'
        ? '正在保存…'
        : saving.state === 'failed'
          ? `保存失败：${saving.message}`
          : saving.message
  return (
    <p className="saving" data-state={saving.state} role={saving.state === 'failed' ? 'alert' : undefined}>
      <Icon
        name={
          saving.state === 'readOnly'
            ? 'lock'
            : saving.state === 'failed'
              ? 'alert'
              : saving.state === 'saving'
                ? 'more'
                : 'check'
        }
      />
      {words}
    </p>
  )
}

function useSteps() {
  const { form } = useFilling()
  const { toast } = useLive()
  const say = (done: string, what: string | undefined) => what !== undefined && toast(`${done}：${what}`)
  return {
    undo: () => {
      say('已撤销', form.undo())
    },
    redo: () => {
      say('已重做', form.redo())
    },
  }
}

/** In a text field Ctrl+Z is the field's own; the sheet has its own too. */
function useKeys({ undo, redo, find }: { undo(): void; redo(): void; find(): void }) {
  const readOnly = useReadOnly()
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !(event.ctrlKey || event.metaKey) || event.altKey) return
      const key = event.key.toLowerCase()
      if (key === 'k') {
        event.preventDefault()
        find()
        return
      }
      const into = event.target instanceof HTMLElement ? event.target : undefined
      if (readOnly || into?.closest('.sheet, [role="dialog"]') || isTextField(into)) return
      if (key === 'z' && !event.shiftKey) undo()
      else if (key === 'y' || (key === 'z' && event.shiftKey)) redo()
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  })
}

const isTextField = (element: HTMLElement | undefined): boolean =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && !['radio', 'checkbox', 'file', 'button'].includes(element.type))
