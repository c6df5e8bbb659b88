// One-time passwords are shown once: they are saved or printed before the dialog lets go of them.
import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { Button } from '../ui/button.tsx'
import { DataTable } from '../ui/data-table.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Banner } from '../ui/notice.tsx'
import { saveFile } from './parts.tsx'
import { useMe } from './session.tsx'

export interface OneTimePassword {
  readonly unitCode: string | null
  readonly unitName: string | null
  readonly name: string
  readonly username: string
  readonly oneTimePassword: string
}

export function OneTimePasswords({
  title,
  accounts,
  onClose,
}: {
  title: string
  accounts: readonly OneTimePassword[]
  onClose(): void
}) {
  const [kept, setKept] = useState(accounts.length === 0)
  const [asking, setAsking] = useState(false)
  const close = () => (kept ? onClose() : setAsking(true))
  const keep = (how: () => void) => () => {
    how()
    setKept(true)
    setAsking(false)
  }
  return (
    <>
      <Dialog
        open
        wide
        title={title}
        onClose={close}
        actions={
          accounts.length === 0 ? (
            <Button onClick={onClose}>完成</Button>
          ) : (
            <>
              <Button look="plain" icon="print" onClick={keep(() => window.print())}>
                打印密码条
              </Button>
              <Button look={kept ? 'plain' : 'primary'} icon="download" onClick={keep(() => save(accounts))}>
                保存为 CSV
              </Button>
              <Button look={kept ? 'primary' : 'plain'} onClick={close}>
                完成
              </Button>
            </>
          )
        }
      >
        {accounts.length === 0 ? (
          <p>没有新建账号。</p>
        ) : (
          <div className="stack">
            {asking ? (
              <Banner
                tone="error"
                title="还没有保存或打印，关闭后再也看不到这些密码，只能逐个重设"
                action={
                  <Button look="danger" small onClick={onClose}>
                    不保存，关闭
                  </Button>
                }
              />
            ) : (
              <Banner tone="warn" title="以下一次性密码只显示这一次，请立即保存或打印，用可靠的方式分发。" />
            )}
            <DataTable
              caption="一次性密码"
              rows={accounts}
              rowKey={({ username }) => username}
              columns={[
                { key: 'unit', head: '单位', cell: ({ unitName }) => unitName ?? '主管单位' },
                { key: 'username', head: '用户名', cell: ({ username }) => username, nowrap: true },
                {
                  key: 'password',
                  head: '一次性密码',
                  nowrap: true,
                  cell: ({ oneTimePassword }) => <span className="code">{oneTimePassword}</span>,
                },
              ]}
            />
          </div>
        )}
      </Dialog>
      <Slips accounts={accounts} />
    </>
  )
}

/** Only on paper: one slip for each, to be cut apart and handed over. */
function Slips({ accounts }: { accounts: readonly OneTimePassword[] }) {
  const { authority } = useMe()
  useEffect(() => {
    document.body.classList.add('with-slips')
    return () => document.body.classList.remove('with-slips')
  }, [])
  return createPortal(
    <div className="slips" aria-hidden="true">
      {accounts.map(({ unitName, name, username, oneTimePassword }) => (
        <section key={username}>
          <h2>网络安全自查 登录密码</h2>
          <p>
            {unitName ?? authority}　{name}
          </p>
          <p>网址：{window.location.origin}</p>
          <p>
            用户名：<span className="code">{username}</span>
          </p>
          <p>
            一次性密码：<span className="code">{oneTimePassword}</span>
          </p>
          <p>首次登录须改为自己的密码。请勿转发、拍照。</p>
        </section>
      ))}
    </div>,
    document.body,
  )
}

const save = (accounts: readonly OneTimePassword[]) =>
  saveFile(new Blob([`\ufeff${csvOf(accounts)}`], { type: 'text/csv' }), '账号一次性密码.csv')

export const csvOf = (accounts: readonly OneTimePassword[]): string =>
  [
    ['单位代码', '单位名称', '姓名', '用户名', '一次性密码'],
    ...accounts.map((one) => [
      one.unitCode ?? '',
      one.unitName ?? '',
      one.name,
      one.username,
      one.oneTimePassword,
    ]),
  ]
    .map((line) => line.map(csvCell).join(','))
    .join('\r\n')

/** Excel runs what looks like a formula, even out of a CSV. */
function csvCell(text: string): string {
  const safe = /^[=+\-@\t]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}
