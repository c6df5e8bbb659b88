import { type FormEvent, useEffect, useState, useSyncExternalStore } from 'react'
import { difference } from '../../domain/patch.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { useLive } from '../../ui/live.tsx'
import { EmptyState } from '../../ui/notice.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { type ChosenFile, canChooseFile } from '../chosen-file.ts'
import { noteCopy } from '../copy-note.ts'
import { copyName, copyWithDraft, saveFile, type Tool } from '../tool.ts'
import type { Version } from '../vault.ts'

/** Keeping the draft safe: copies, older versions, a passphrase, leaving no trace. */
export const CopiesPage = ({ tool, chosen }: { tool: Tool; chosen: ChosenFile }) => (
  <div className="stack">
    <PageHead
      title="副本与安全"
      lead="草稿自动保存在这台电脑的浏览器里。清理软件、还原卡、换电脑都可能使它消失，请每天另存一份。"
    />
    <Copies tool={tool} chosen={chosen} />
    {tool.vault && <Versions tool={tool} />}
    {tool.vault && <DraftPassphrase tool={tool} />}
    {tool.vault && <Clear tool={tool} />}
  </div>
)

function useAttempt() {
  const { toast } = useLive()
  return (deed: () => Promise<string | undefined>) => () => {
    deed().then(
      (words) => words && toast(words),
      (error: unknown) =>
        toast(error instanceof Error ? error.message : '没有成功，请重试', { tone: 'error' }),
    )
  }
}

function Copies({ tool, chosen }: { tool: Tool; chosen: ChosenFile }) {
  const attempt = useAttempt()
  const state = useSyncExternalStore(chosen.subscribe, () => chosen.state)
  const save = async () => {
    const name = copyName(tool)
    saveFile(name, await copyWithDraft(tool))
    noteCopy(tool)
    return `已另存 ${name}，双击它即可在别的电脑上继续填`
  }
  const then = (deed: () => Promise<void>) => attempt(() => deed().then(() => undefined))
  return (
    <Panel title="另存副本">
      <div className="stack">
        <div className="row">
          <Button icon="download" onClick={attempt(save)}>
            另存带草稿的副本
          </Button>
        </div>
        {canChooseFile() && (
          <>
            {state === 'none' && (
              <p>
                也可以 <LinkButton onClick={then(() => chosen.choose())}>选一个文件，自动随时保存</LinkButton>
                （如网盘或 U 盘里）。
              </p>
            )}
            {state === 'asleep' && (
              <p>
                上次选定的“{chosen.name}”需要您再允许一次：
                <LinkButton onClick={then(() => chosen.wake())}>继续保存到这个文件</LinkButton>
              </p>
            )}
            {state === 'kept' && (
              <p>
                正在随时保存到“{chosen.name}”。
                <LinkButton onClick={then(() => chosen.forget())}>停止</LinkButton>
              </p>
            )}
            {state === 'failed' && (
              <p role="alert">
                “{chosen.name}”写不进去，可能被移走或被别的程序打开。
                <LinkButton onClick={then(() => chosen.choose())}>重新选择文件</LinkButton>
              </p>
            )}
          </>
        )}
      </div>
    </Panel>
  )
}

function Versions({ tool }: { tool: Tool }) {
  const attempt = useAttempt()
  const [versions, setVersions] = useState<readonly Version[]>([])
  useEffect(() => {
    void tool.vault?.versions().then(setVersions)
  }, [tool])
  const restore = (version: Version) => async () => {
    const { form, keeper, vault } = tool
    await keeper.flush()
    await vault?.keepVersion(form.filing, keeper.savedAt, '恢复旧版本前')
    const patches = difference(form.filing, version.filing)
    form.edit('恢复历史版本', (edit) => edit.add(patches))
    setVersions((await vault?.versions()) ?? [])
    return '已恢复；不合适可以撤销'
  }
  return (
    <Panel title="历史版本">
      <DataTable
        caption="历史版本"
        rows={versions}
        rowKey={({ savedAt, why }) => `${savedAt} ${why}`}
        empty={<EmptyState title="还没有历史版本">每十分钟、每次导出时自动留一份，最多二十份。</EmptyState>}
        columns={[
          {
            key: 'at',
            head: '时间',
            nowrap: true,
            cell: ({ savedAt }) => new Date(savedAt).toLocaleString('zh-CN'),
          },
          { key: 'why', head: '来由', cell: ({ why }) => why },
          {
            key: 'size',
            head: '内容',
            cell: ({ filing }) =>
              `${Object.keys(filing.answers).length} 个答案，${Object.values(filing.tables).reduce((sum, rows) => sum + rows.length, 0)} 行清单`,
          },
          {
            key: 'act',
            head: '操作',
            cell: (version) => <LinkButton onClick={attempt(restore(version))}>恢复这一版</LinkButton>,
          },
        ]}
      />
    </Panel>
  )
}

function DraftPassphrase({ tool }: { tool: Tool }) {
  const attempt = useAttempt()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [fault, setFault] = useState('')
  const [locked, setLocked] = useState(tool.vault?.lock !== undefined)
  const relock = (next: string | undefined) => async () => {
    const { form, keeper, vault } = tool
    await keeper.flush()
    await vault?.relock(next, form.filing, keeper.savedAt)
    setLocked(next !== undefined)
    setPassphrase('')
    setAgain('')
    return next ? '草稿已加口令，下次打开时要输入' : '草稿口令已取消'
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    const found =
      [...passphrase].length < 8
        ? '草稿口令至少 8 个字符'
        : passphrase === again
          ? ''
          : '两次输入的口令不一致，请重新输入'
    setFault(found)
    if (!found) attempt(relock(passphrase))()
  }
  return (
    <Panel title="草稿口令">
      <form className="stack" noValidate onSubmit={send}>
        <p>
          {locked
            ? '草稿已加口令保护。'
            : '同一台电脑上，别的本地网页能读到未加口令的草稿。公用电脑请加口令。'}
          忘记草稿口令，本机草稿不能找回。
        </p>
        <TextField
          id="draft-passphrase"
          label={locked ? '换成新口令' : '草稿口令'}
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          {...(fault && { error: fault })}
        />
        <TextField id="draft-again" label="再输一次" type="password" value={again} onChange={setAgain} />
        <div className="row">
          <Button look="plain" type="submit">
            {locked ? '更换口令' : '加口令'}
          </Button>
          {locked && (
            <Button look="quiet" onClick={attempt(relock(undefined))}>
              取消口令
            </Button>
          )}
        </div>
      </form>
    </Panel>
  )
}

function Clear({ tool }: { tool: Tool }) {
  const [asking, setAsking] = useState(false)
  const clear = async () => {
    await tool.keeper.flush()
    await tool.vault?.clear()
    window.location.hash = ''
    window.location.reload()
  }
  return (
    <Panel title="清除这台电脑">
      <p>删除本机浏览器里的草稿、附件和历史版本。已另存的文件不受影响。</p>
      <Button look="danger" onClick={() => setAsking(true)}>
        清除本机草稿
      </Button>
      <Confirm
        open={asking}
        title="清除本机草稿"
        act="清除"
        danger
        onConfirm={() => void clear()}
        onClose={() => setAsking(false)}
      >
        <p>清除后不能恢复。请先确认已另存副本或已导出数据包。</p>
      </Confirm>
    </Panel>
  )
}
