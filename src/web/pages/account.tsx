import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { contract } from '../../contract/all.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { useRouter } from '../../ui/link.tsx'
import { Banner } from '../../ui/notice.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { call } from '../api.ts'
import { type Fault, faultItems, faultsOf, textAt } from '../faults.ts'
import { Failure, useDeed, useTitle } from '../parts.tsx'
import { useMe, useSignedIn } from '../session.tsx'
import { browserName, clock } from '../words.ts'

export function AccountPage({ mustChange = false }: { mustChange?: boolean }) {
  const { account } = useMe()
  useTitle('密码与登录')
  return (
    <div className="page-narrow stack">
      <PageHead title="密码与登录" lead={`${account.name}，用户名 ${account.username}`} />
      {mustChange && <Banner tone="warn" title="这是别人为您设的一次性密码，请先换成自己的密码。" />}
      <Panel title="修改密码">
        <ChangePassword first={mustChange} />
      </Panel>
      {!mustChange && (
        <Panel title="已登录的设备">
          <Sessions />
        </Panel>
      )}
    </div>
  )
}

function ChangePassword({ first }: { first: boolean }) {
  const { go } = useRouter()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const [again, setAgain] = useState('')
  const [attempt, setAttempt] = useState(0)
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const signedIn = useSignedIn()
  const refuse = (found: readonly Fault[]) => {
    setFaults(found)
    setAttempt((before) => before + 1)
  }
  const change = useDeed(() => call(contract.session.changePassword, { body: { current, next } }), {
    done: (me) => {
      signedIn(me)
      if (first) go('/')
      for (const set of [setCurrent, setNext, setAgain]) set('')
      setFaults([])
      return '密码已修改，其他设备已退出登录'
    },
    refused: (error) => {
      // In this form it is the new one that is too weak.
      refuse(
        faultsOf(error).map((fault) => (fault.field === 'password' ? { ...fault, field: 'next' } : fault)),
      )
      return true
    },
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (next !== again) refuse([{ field: 'again', text: '两次输入的新密码不一致，请重新输入' }])
    else change.mutate(undefined)
  }
  return (
    <form className="stack" noValidate onSubmit={send}>
      <ErrorSummary attempt={attempt} items={faultItems(faults, 'current')} />
      <TextField
        id="current"
        label="现在的密码"
        type="password"
        error={textAt(faults, 'current')}
        value={current}
        onChange={setCurrent}
        autoComplete="current-password"
      />
      <TextField
        id="next"
        label="新密码"
        hint="至少 10 个字符，用户名不计在内，不用常见口令"
        type="password"
        error={textAt(faults, 'next')}
        value={next}
        onChange={setNext}
        autoComplete="new-password"
      />
      <TextField
        id="again"
        label="再输一次新密码"
        type="password"
        error={textAt(faults, 'again')}
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
      />
      <Button type="submit" busy={change.isPending}>
        修改密码
      </Button>
    </form>
  )
}

function Sessions() {
  const sessions = useQuery({ queryKey: ['sessions'], queryFn: () => call(contract.session.sessions, {}) })
  const revoke = useDeed((sessionId: string) => call(contract.session.revoke, { params: { sessionId } }), {
    done: () => '该设备已退出登录',
  })
  if (sessions.isError) return <Failure error={sessions.error} retry={sessions.refetch} />
  return (
    <DataTable
      caption="已登录的设备"
      rows={sessions.data ?? []}
      rowKey={({ id }) => id}
      columns={[
        { key: 'browser', head: '浏览器', cell: ({ browser }) => browserName(browser) },
        { key: 'address', head: '地址', cell: ({ address }) => address, nowrap: true },
        { key: 'at', head: '登录时间', cell: ({ signedInAt }) => clock(signedInAt), nowrap: true },
        { key: 'seen', head: '最近使用', cell: ({ lastSeenAt }) => clock(lastSeenAt), nowrap: true },
        {
          key: 'act',
          head: '操作',
          cell: ({ id, current }) =>
            current ? '本机' : <LinkButton onClick={() => revoke.mutate(id)}>使其退出</LinkButton>,
        },
      ]}
    />
  )
}
