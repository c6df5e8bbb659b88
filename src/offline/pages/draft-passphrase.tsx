import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/shell.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { Tool } from '../tool.ts'
import type { Vault } from '../vault.ts'
import { useAttempt } from './use-attempt.ts'

const fewest = 8

/** A lock on the draft in this browser and in the copies made from it. */
export function DraftPassphrase({ tool, vault }: { tool: Tool; vault: Vault }) {
  const { attempt, busy } = useAttempt()
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [faults, setFaults] = useState<{ passphrase?: string; again?: string }>({})
  const [locked, setLocked] = useState(vault.lock !== undefined)
  const relock = (next: string | undefined) => async () => {
    await tool.keeper.rewrite((draft) => vault.relock(next, draft))
    setLocked(next !== undefined)
    setPassphrase('')
    setAgain('')
    return next ? '草稿已加口令，下次打开时要输入' : '草稿口令已取消'
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (busy) return
    const found =
      [...passphrase].length < fewest
        ? { passphrase: `草稿口令至少 ${fewest} 个字符` }
        : passphrase === again
          ? {}
          : { again: '两次输入的口令不一致，请重新输入' }
    setFaults(found)
    if (Object.keys(found).length === 0) attempt(relock(passphrase))()
  }
  return (
    <Panel title="草稿口令">
      <form className="stack" noValidate onSubmit={send}>
        {locked ? (
          <p>草稿已加口令：浏览器里的内容和新另存的副本都已加密，每次打开要输入口令。</p>
        ) : (
          <p>
            同一台电脑上的其他人、其他本地网页能读到没有加口令的草稿。公用电脑请在开始填写前加口令；加口令之前写入的内容，可能仍在磁盘上残留一段时间。
          </p>
        )}
        <p>忘记草稿口令，草稿就不能找回。它与签名口令互不相干。</p>
        <TextField
          id="draft-passphrase"
          label={locked ? '新口令' : '草稿口令'}
          hint={`至少 ${fewest} 个字符`}
          type="password"
          size={20}
          autoComplete="new-password"
          value={passphrase}
          onChange={setPassphrase}
          error={faults.passphrase}
        />
        <TextField
          id="draft-again"
          label="再输入一次"
          type="password"
          size={20}
          autoComplete="new-password"
          value={again}
          onChange={setAgain}
          error={faults.again}
        />
        <div className="row">
          <Button look="plain" type="submit" busy={busy}>
            {busy ? '正在加密……' : locked ? '更换口令' : '加口令'}
          </Button>
          {locked && (
            <Button look="quiet" busy={busy} onClick={attempt(relock(undefined))}>
              取消口令
            </Button>
          )}
        </div>
      </form>
    </Panel>
  )
}
