import { useEffect, useState, useSyncExternalStore } from 'react'
import { momentOf } from '../../domain/calendar.ts'
import { carriedDifference, difference } from '../../domain/patch.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/notice.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import { type ChosenFile, canChooseFile } from '../chosen-file.ts'
import { copiedToday, forgetCopies, noteCopy } from '../copy-note.ts'
import { sizeOf } from '../gates.tsx'
import { copyName, copyWithDraft, saveFile, type Tool } from '../tool.ts'
import type { Version } from '../vault.ts'
import { DraftPassphrase } from './draft-passphrase.tsx'
import { OwnPackagePanel } from './own-package.tsx'
import { useAttempt } from './use-attempt.ts'

/** Keeping the draft safe: copies, older versions, a passphrase, leaving no trace. */
export const CopiesPage = ({
  tool,
  chosen,
  onCleared,
}: {
  tool: Tool
  chosen: ChosenFile
  onCleared(): void
}) => (
  <>
    <PageHead
      title="副本与安全"
      lead="草稿自动保存在这台电脑的浏览器里。清理软件、还原卡或更换电脑都可能使它消失，请每天另存一份副本。"
    />
    {tool.second ? (
      <p>本工具已在另一个窗口打开。请在那个窗口另存副本、更改口令或清除草稿。</p>
    ) : (
      <>
        <Copies tool={tool} chosen={chosen} />
        <Earlier tool={tool} />
        {tool.vault && <DraftPassphrase tool={tool} vault={tool.vault} />}
        {tool.vault && <Clear tool={tool} onCleared={onCleared} />}
      </>
    )}
  </>
)

function Copies({ tool, chosen }: { tool: Tool; chosen: ChosenFile }) {
  const { attempt, busy } = useAttempt()
  const copied = useSyncExternalStore(tool.keeper.subscribe, () => copiedToday(tool))
  const save = async () => {
    const name = copyName(tool)
    const { copy, savedAt } = await copyWithDraft(tool)
    saveFile(name, copy)
    noteCopy(tool, savedAt)
    return `已另存 ${name}`
  }
  return (
    <Panel title="另存副本">
      <div className="stack">
        <p>
          副本是一个完整的离线工具，里面带着现在的草稿和附件。双击它，就能在任何一台电脑上接着填。
          {tool.vault?.lock ? '打开副本时同样要输入草稿口令。' : ''}
        </p>
        <div className="row">
          <Button icon="download" busy={busy} onClick={attempt(save)}>
            {busy ? '正在生成副本……' : '另存带草稿的副本'}
          </Button>
          <span className="soft">{copied ? '今天已另存过。' : '今天还没有另存过。'}</span>
        </div>
        {canChooseFile() && <Chosen chosen={chosen} />}
      </div>
    </Panel>
  )
}

function Chosen({ chosen }: { chosen: ChosenFile }) {
  const { attempt } = useAttempt()
  const state = useSyncExternalStore(chosen.subscribe, () => chosen.state)
  const then = (deed: () => Promise<void>) => attempt(() => deed().then(() => undefined))
  switch (state) {
    case 'none':
      return (
        <p>
          也可以<LinkButton onClick={then(() => chosen.choose())}>选定一个文件，自动保存到那里</LinkButton>
          ，例如放在 U 盘或另一个磁盘上。
        </p>
      )
    case 'asleep':
      return (
        <p>
          上次选定了“{chosen.name}”，浏览器需要您再允许一次：
          <LinkButton onClick={then(() => chosen.wake())}>继续保存到这个文件</LinkButton>
        </p>
      )
    case 'kept':
      return (
        <p>
          正在自动保存到“{chosen.name}”。<LinkButton onClick={then(() => chosen.forget())}>停止</LinkButton>
        </p>
      )
    case 'failed':
      return (
        <p role="alert" className="wrong">
          “{chosen.name}”写不进去，可能已被移走，或正被别的程序打开。
          <LinkButton onClick={then(() => chosen.choose())}>重新选定文件</LinkButton>
        </p>
      )
  }
}

/** What the draft can go back to: a package, or a version kept here. Taking one keeps the other. */
function Earlier({ tool }: { tool: Tool }) {
  const [taken, setTaken] = useState(0)
  return (
    <>
      <OwnPackagePanel tool={tool} onTaken={() => setTaken((times) => times + 1)} />
      {tool.vault && <Versions key={taken} tool={tool} />}
    </>
  )
}

function Versions({ tool }: { tool: Tool }) {
  const { attempt } = useAttempt()
  const [versions, setVersions] = useState<readonly Version[]>()
  useEffect(() => {
    tool.vault?.versions().then(setVersions, () => setVersions([]))
  }, [tool])
  const restore = (version: Version) => async () => {
    const { form, keeper, vault } = tool
    await keeper.flush()
    await vault?.keepVersion({ filing: form.filing, savedAt: keeper.savedAt }, '恢复旧版本前')
    const patches = [
      ...difference(form.filing, version.filing),
      ...carriedDifference(form.filing, version.filing),
    ]
    form.edit(`恢复 ${momentOf(new Date(version.savedAt))} 的版本`, (edit) => edit.add(patches))
    setVersions(await vault?.versions())
    return `已恢复 ${momentOf(new Date(version.savedAt))} 的版本；不合适可以撤销`
  }
  return (
    <Panel title="历史版本">
      <DataTable
        caption="历史版本"
        rows={versions ?? []}
        rowKey={({ savedAt, why }) => `${savedAt} ${why}`}
        empty={
          <EmptyState title={versions ? '还没有历史版本' : '正在读取……'}>
            填写时每十分钟、每次导出时自动留一份，最多二十份。
          </EmptyState>
        }
        columns={[
          { key: 'at', head: '最后修改', nowrap: true, cell: ({ savedAt }) => momentOf(new Date(savedAt)) },
          { key: 'why', head: '留存原因', cell: ({ why }) => why },
          { key: 'size', head: '内容', cell: (version) => sizeOf(version) },
          {
            key: 'act',
            head: '操作',
            nowrap: true,
            cell: (version) => (
              <LinkButton onClick={attempt(restore(version))}>
                恢复<span className="sr">{momentOf(new Date(version.savedAt))} 的版本</span>
              </LinkButton>
            ),
          },
        ]}
      />
    </Panel>
  )
}

function Clear({ tool, onCleared }: { tool: Tool; onCleared(): void }) {
  const { attempt } = useAttempt()
  const [asking, setAsking] = useState(false)
  const clear = async () => {
    await tool.keeper.stop()
    await tool.vault?.clear()
    forgetCopies(tool)
    onCleared()
    return undefined
  }
  return (
    <Panel title="清除本机草稿">
      <div className="stack">
        <p>
          在公用电脑上填完后，请删除浏览器里的草稿、附件和历史版本。已另存的副本和导出的文件不受影响，需自行删除。
        </p>
        <Button look="danger" onClick={() => setAsking(true)}>
          清除本机草稿
        </Button>
      </div>
      <Confirm
        open={asking}
        title="清除本机草稿"
        act="清除"
        danger
        onConfirm={attempt(clear)}
        onClose={() => setAsking(false)}
      >
        <p>清除后不能恢复，也不能撤销。请确认已经另存副本，或已经导出并上传数据包。</p>
      </Confirm>
    </Panel>
  )
}
