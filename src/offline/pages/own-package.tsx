import { type FormEvent, useEffect, useMemo, useRef, useState } from 'react'
import { momentOf } from '../../domain/calendar.ts'
import { DifferenceTable } from '../../filler/difference-table.tsx'
import { differencesOf } from '../../filler/differences.ts'
import { handedIn } from '../../filler/pack.ts'
import { useFiling } from '../../filler/use-form.tsx'
import { Form } from '../../form/form.ts'
import { Button } from '../../ui/button.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { SummaryList } from '../../ui/lists.tsx'
import { Banner } from '../../ui/notice.tsx'
import { Panel } from '../../ui/shell.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { sizeOf } from '../gates.tsx'
import {
  changesTo,
  keepFiles,
  noteRevision,
  type OwnPackage,
  openOwnPackage,
  takeOver,
} from '../own-package.ts'
import { nextExport, questionnaireOf, type Tool, todayOf } from '../tool.ts'
import { useAttempt } from './use-attempt.ts'

/** An exported package back into the tool: looked at first, and taken over only on a second word. */
export function OwnPackagePanel({ tool, onTaken }: { tool: Tool; onTaken(): void }) {
  const [own, setOwn] = useState<OwnPackage>()
  return (
    <Panel title="打开已导出的数据包">
      {own ? (
        <Opened
          tool={tool}
          own={own}
          onClose={(taken) => {
            setOwn(undefined)
            if (taken) onTaken()
          }}
        />
      ) : (
        <Choose tool={tool} onOpened={setOwn} />
      )}
    </Panel>
  )
}

function Choose({ tool, onOpened }: { tool: Tool; onOpened(own: OwnPackage): void }) {
  const [file, setFile] = useState<File>()
  const [passphrase, setPassphrase] = useState('')
  const [faults, setFaults] = useState<{ file?: string; passphrase?: string }>({})
  const [busy, setBusy] = useState(false)
  const send = async (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    if (!file) return setFaults({ file: '请选择要打开的 .sez 文件' })
    if (passphrase === '') return setFaults({ passphrase: '请输入签名口令' })
    setFaults({})
    setBusy(true)
    try {
      const own = await openOwnPackage(tool, file, passphrase)
      await noteRevision(tool, own)
      onOpened(own)
    } catch (error) {
      setFaults(faultsOf(error))
      setBusy(false)
    }
  }
  return (
    <form className="stack" noValidate onSubmit={(event) => void send(event)}>
      <p>
        本单位导出的 .sez
        数据包除主管单位外，本单位也能打开。草稿不在了，或要回到报送时的内容，就在这里打开它；先列出与现在草稿的不同，由您决定是否改用。
      </p>
      <FileField
        id="own-package"
        label="数据包"
        hint={file ? <p>已选择“{file.name}”。</p> : undefined}
        accept=".sez"
        words={file ? '换一个文件' : '选择 .sez 文件'}
        error={faults.file}
        disabled={busy}
        onFiles={([chosen]) => {
          setFile(chosen)
          setFaults({})
        }}
      />
      <TextField
        id="own-passphrase"
        label="签名口令"
        hint="下载本工具时设定的口令"
        type="password"
        size={20}
        value={passphrase}
        onChange={setPassphrase}
        error={faults.passphrase}
      />
      <Button look="plain" type="submit" busy={busy}>
        {busy ? '正在打开并核对……' : '打开数据包'}
      </Button>
    </form>
  )
}

function faultsOf(error: unknown): { file?: string; passphrase?: string } {
  if (!(error instanceof Error && error.name === 'Problem'))
    return { file: '没有打开，请确认文件还在原处，然后重试' }
  const { code, message } = error as Error & { code: string }
  return code === 'sealing.wrong-passphrase' ? { passphrase: message } : { file: message }
}

function Opened({ tool, own, onClose }: { tool: Tool; own: OwnPackage; onClose(taken: boolean): void }) {
  const { attempt, busy } = useAttempt()
  const filing = useFiling()
  // The button that was pressed is gone: what it brought is read next.
  const head = useRef<HTMLDivElement>(null)
  useEffect(() => head.current?.focus(), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: what would be handed in changes with the filing.
  const { differing, isSame } = useMemo(() => {
    const today = todayOf(tool)
    const after = new Form(questionnaireOf(tool.bundle), own.filing, { today })
    // Answers that are not asked never leave the draft: they are no difference.
    const changes = changesTo(handedIn(tool.form, today), own)
    const differing = differencesOf(tool.form, changes, after)
    return { differing, isSame: differing.length === 0 && !changes.some((change) => 'carry' in change) }
  }, [tool, own, filing])
  const take = async () => {
    await takeOver(tool, own)
    onClose(true)
    return `已改用第 ${own.revision} 次导出的内容；不合适可以撤销`
  }
  const leave = async () => {
    const came = isSame ? await keepFiles(tool, own) : 0
    onClose(false)
    return came > 0 ? `已找回 ${came} 个附件` : undefined
  }
  return (
    <div className="stack">
      <div ref={head} tabIndex={-1}>
        <Banner
          tone="ok"
          title={
            isSame
              ? '数据包完好，内容与现在的草稿相同'
              : `数据包完好，与现在的草稿有 ${differing.length} 处不同`
          }
        >
          <p>由本单位签名，没有被改动。下次导出是第 {nextExport(tool).revision} 次。</p>
        </Banner>
      </div>
      <SummaryList
        lines={[
          { key: 'name', label: '文件', value: own.name },
          {
            key: 'made',
            label: '导出',
            value: `第 ${own.revision} 次，${momentOf(new Date(own.sealedAt))}`,
          },
          { key: 'size', label: '内容', value: sizeOf(own) },
        ]}
      />
      {isSame ? (
        <Button look="plain" busy={busy} onClick={attempt(leave)}>
          关闭
        </Button>
      ) : (
        <>
          <p>改用以后，现在的草稿留在“历史版本”中，也可以一步撤销。</p>
          <div className="row">
            <Button busy={busy} onClick={attempt(take)}>
              改用数据包的内容
            </Button>
            <Button look="plain" onClick={() => onClose(false)}>
              不改用
            </Button>
          </div>
          {differing.length > 0 && (
            <DifferenceTable form={tool.form} differences={differing} heads={['现在的草稿', '数据包']} />
          )}
        </>
      )}
    </div>
  )
}
