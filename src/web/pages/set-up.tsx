import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { contract } from '../../contract/all.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { useRouter } from '../../ui/link.tsx'
import { Shell } from '../../ui/shell.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { call } from '../api.ts'
import { type Fault, faultItems, faultsOf, inPageOrder, textAt } from '../faults.ts'
import { Loading, useDeed, useTitle } from '../parts.tsx'
import { useSignedIn } from '../session.tsx'

/** Opened once, from the link that the server prints on its first start: `/setup#<token>`. */
export function SetUp() {
  const needed = useQuery({ queryKey: ['setup'], queryFn: () => call(contract.session.setup, {}) })
  // After the # it is never sent to a server, and so in no log.
  const [token] = useState(() => window.location.hash.slice(1))
  useTitle('初始化')
  if (needed.isPending) return <Loading />
  return (
    <Shell product="网络安全自查">
      <div className="gate-body">
        {needed.data?.needed && token ? (
          <SetUpForm token={token} />
        ) : (
          <div className="gate-form stack">
            <h1>{needed.data?.needed ? '链接不完整' : '已经初始化'}</h1>
            {needed.data?.needed ? (
              <p>请使用服务器首次启动时打印的完整链接（含 # 之后的部分）。</p>
            ) : (
              <>
                <p>这套系统已有管理员，请直接登录。</p>
                <ButtonLink href="/">去登录</ButtonLink>
              </>
            )}
          </div>
        )}
      </div>
    </Shell>
  )
}

function SetUpForm({ token }: { token: string }) {
  const [authority, setAuthority] = useState('')
  const [username, setUsername] = useState('')
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [attempt, setAttempt] = useState(0)
  const signedIn = useSignedIn()
  const { go } = useRouter()
  const refuse = (found: readonly Fault[]) => {
    setFaults(found)
    setAttempt((before) => before + 1)
  }
  const setUp = useDeed(
    () => call(contract.session.setUp, { body: { token, authority, username, name, password } }),
    {
      done: (me) => {
        signedIn(me)
        go('/')
        return '初始化完成'
      },
      refused: (error) => {
        refuse(faultsOf(error))
        return true
      },
    },
  )
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (password !== again) refuse([{ field: 'again', text: '两次输入的密码不一致，请重新输入' }])
    else setUp.mutate(undefined)
  }
  return (
    <form className="gate-form stack" noValidate onSubmit={send}>
      <h1>初始化</h1>
      <ErrorSummary attempt={attempt} items={faultItems(inPageOrder(faults), 'authority')} />
      <TextField
        id="authority"
        label="主管单位名称"
        hint="如：某某市教育委员会。打印在通知和回执上。"
        error={textAt(faults, 'authority')}
        value={authority}
        onChange={setAuthority}
      />
      <TextField
        id="name"
        label="您的姓名"
        error={textAt(faults, 'name')}
        value={name}
        onChange={setName}
        autoComplete="name"
      />
      <TextField
        id="username"
        label="用户名"
        hint="小写字母、数字，也可用 . _ @ -"
        error={textAt(faults, 'username')}
        value={username}
        onChange={setUsername}
        autoComplete="username"
      />
      <TextField
        id="password"
        label="密码"
        hint="至少 10 个字符，用户名不计在内"
        type="password"
        error={textAt(faults, 'password')}
        value={password}
        onChange={setPassword}
        autoComplete="new-password"
      />
      <TextField
        id="again"
        label="再输一次密码"
        type="password"
        error={textAt(faults, 'again')}
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
      />
      <p className="soft">
        同时生成本单位的封装密钥（国际与国密各一对），私钥加密保存在本机。请随后做一次备份。
      </p>
      <Button type="submit" busy={setUp.isPending}>
        建立管理员并开始
      </Button>
    </form>
  )
}
