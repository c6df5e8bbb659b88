import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { contract } from '../../contract/all.ts'
import { Button } from '../../ui/button.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Banner } from '../../ui/notice.tsx'
import { Shell } from '../../ui/shell.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { call } from '../api.ts'
import { faultItems, faultsOf } from '../faults.ts'
import { useDeed, useTitle } from '../parts.tsx'
import { useSignedIn } from '../session.tsx'

export function SignIn() {
  const [username, setUsername] = useState('')
  const [password, setPassword] = useState('')
  const [attempt, setAttempt] = useState(0)
  const signedIn = useSignedIn()
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => call(contract.session.setup, {}) })
  const signIn = useDeed(
    (body: { username: string; password: string }) => call(contract.session.signIn, { body }),
    {
      done: (me) => void signedIn(me),
      refused: () => {
        setAttempt((before) => before + 1)
        return true
      },
    },
  )
  const faults = signIn.isError ? faultsOf(signIn.error) : []
  useTitle(faults.length > 0 ? '错误：登录' : '登录')

  const send = (event: FormEvent) => {
    event.preventDefault()
    signIn.mutate({ username, password })
  }
  return (
    <Shell product="网络安全自查">
      <div className="gate-body">
        <div className="gate-words">
          <h1>年度网络安全自查</h1>
          <p>填报自查表，报送数据包、工作总结和承诺书，查看审核意见与回执。</p>
          <ol>
            <li>登录后先看通知：要交什么、何时截止。</li>
            <li>在线填报，或下载离线工具在本机填报。</li>
            <li>四件材料齐全后报送，当场取得回执。</li>
          </ol>
          <p>
            <strong>严禁录入涉密信息。</strong>涉密系统不在此填报。
          </p>
        </div>
        <form className="gate-form stack" noValidate onSubmit={send}>
          <h2>登录</h2>
          {setup.data?.needed && (
            <Banner tone="info" title="还没有初始化，没有账号可登录">
              <p>请部署人员从服务器启动时打印的一次性链接进入，建立第一位管理员。</p>
            </Banner>
          )}
          <ErrorSummary attempt={attempt} title="没有登录成功" items={faultItems(faults, 'username')} />
          <TextField
            id="username"
            label="用户名"
            value={username}
            onChange={setUsername}
            autoComplete="username"
            size={40}
          />
          <TextField
            id="password"
            label="密码"
            type="password"
            value={password}
            onChange={setPassword}
            autoComplete="current-password"
            size={40}
          />
          <Button type="submit" busy={signIn.isPending}>
            登录
          </Button>
          <p className="soft">忘记密码：单位账号请联系本单位管理员，单位管理员请联系主管单位。</p>
        </form>
      </div>
    </Shell>
  )
}
