import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { contract } from '../../contract/all.ts'
import type { AccountView, NewAccount } from '../../contract/units.ts'
import { commissionRoles, isUnitRole, type Role, roleNames, unitRoles } from '../../domain/account.ts'
import { may } from '../../domain/permission.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/choices.tsx'
import { DataTable, Pagination } from '../../ui/data-table.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Banner, EmptyState } from '../../ui/notice.tsx'
import { FilterBar, PageHead } from '../../ui/shell.tsx'
import { Tag } from '../../ui/tag.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { call } from '../api.ts'
import { faultWords } from '../faults.ts'
import { FailedPage, Loading, useDeed, useTitle } from '../parts.tsx'
import { useMe } from '../session.tsx'
import { clock } from '../words.ts'

const size = 50

export default function Accounts() {
  useTitle('账号')
  const { account: own } = useMe()
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  const [page, setPage] = useState(1)
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<NewAccount | null>(null)
  const accounts = useQuery({
    queryKey: ['accounts', q, page],
    queryFn: () => call(contract.units.accounts, { query: { q, page, size } }),
    placeholderData: keepPreviousData,
  })
  const reset = useDeed(
    (accountId: string) => call(contract.units.resetPassword, { params: { accountId } }),
    {
      done: (answer) => void setMade(answer),
    },
  )
  const change = useDeed(
    ({ accountId, disabled }: { accountId: string; disabled: boolean }) =>
      call(contract.units.changeAccount, { params: { accountId }, body: { disabled } }),
    { done: (_, { disabled }) => (disabled ? '账号已停用' : '账号已启用') },
  )
  if (accounts.isPending) return <Loading />
  if (accounts.isError) return <FailedPage error={accounts.error} retry={accounts.refetch} />
  const acts = ({ account }: AccountView) => [
    { label: '重设密码', act: () => reset.mutate(account.id) },
    {
      label: account.disabled ? '启用' : '停用',
      danger: !account.disabled,
      act: () => change.mutate({ accountId: account.id, disabled: !account.disabled }),
    },
  ]
  return (
    <div className="page">
      <PageHead
        title="账号"
        lead={
          isUnitRole(own.role)
            ? '本单位的填报员和审批人。'
            : '主管单位的账号，和各单位的管理员、填报员、审批人。'
        }
        actions={<Button onClick={() => setAdding(true)}>新建账号</Button>}
      />
      <FilterBar
        onSubmit={() => {
          setQ(typed.trim())
          setPage(1)
        }}
      >
        <TextField
          id="q"
          label="姓名、用户名或单位"
          type="search"
          value={typed}
          onChange={setTyped}
          size={20}
        />
      </FilterBar>
      <DataTable
        caption="账号"
        rows={accounts.data.rows}
        rowKey={({ account }) => account.id}
        empty={<EmptyState title="没有符合条件的账号" />}
        columns={[
          { key: 'username', head: '用户名', cell: ({ account }) => account.username, nowrap: true },
          { key: 'name', head: '姓名', cell: ({ account }) => account.name },
          { key: 'role', head: '角色', cell: ({ account }) => roleNames[account.role], nowrap: true },
          { key: 'unit', head: '单位', cell: ({ unitName }) => unitName ?? '主管单位' },
          { key: 'state', head: '状态', cell: (view) => <AccountState view={view} /> },
          {
            key: 'seen',
            head: '最近登录',
            nowrap: true,
            cell: ({ lastSignedInAt }) => (lastSignedInAt ? clock(lastSignedInAt) : '从未'),
          },
          {
            key: 'act',
            head: '操作',
            cell: (view) =>
              view.account.id !== own.id &&
              may(own, 'account.manage', view.account) && (
                <Menu small label={`操作账号 ${view.account.username}`} items={acts(view)}>
                  操作
                </Menu>
              ),
          },
        ]}
      />
      <Pagination page={page} size={size} total={accounts.data.total} onPage={setPage} />
      {adding && (
        <AddAccount
          onClose={() => setAdding(false)}
          onMade={(answer) => {
            setAdding(false)
            setMade(answer)
          }}
        />
      )}
      <OneTimePassword made={made} onClose={() => setMade(null)} />
    </div>
  )
}

function AccountState({ view: { account, lockedUntil } }: { view: AccountView }) {
  if (account.disabled) return <Tag tone="grey">已停用</Tag>
  if (lockedUntil) return <Tag tone="amber">已锁定至 {clock(lockedUntil).slice(11)}</Tag>
  if (account.mustChangePassword) return <Tag tone="blue">待改密码</Tag>
  return <Tag tone="green">正常</Tag>
}

function AddAccount({ onClose, onMade }: { onClose(): void; onMade(made: NewAccount): void }) {
  const { account: own, unit } = useMe()
  const offered: readonly Role[] = unit
    ? unitRoles.filter((role) => role !== 'unit-administrator')
    : [...commissionRoles, ...unitRoles]
  const [username, setUsername] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>(offered[0] ?? 'filler')
  const [unitCode, setUnitCode] = useState('')
  const add = useDeed(
    () =>
      call(contract.units.addAccount, {
        body: {
          username,
          name,
          role,
          unitCode: isUnitRole(role) ? (own.unitCode ?? unitCode.trim().toUpperCase()) : null,
        },
      }),
    { done: (answer) => void onMade(answer), refused: () => true },
  )
  return (
    <Dialog
      open
      title="新建账号"
      onClose={onClose}
      actions={
        <>
          <Button look="plain" onClick={onClose}>
            取消
          </Button>
          <Button busy={add.isPending} onClick={() => add.mutate(undefined)}>
            建立账号
          </Button>
        </>
      }
    >
      <div className="stack">
        {add.isError && <Banner tone="error" title={faultWords(add.error)} />}
        <TextField id="new-name" label="姓名" value={name} onChange={setName} size={20} />
        <TextField
          id="new-username"
          label="用户名"
          hint="小写字母、数字，也可用 . _ @ -"
          value={username}
          onChange={setUsername}
          size={20}
        />
        <Select
          id="new-role"
          label="角色"
          value={role}
          onChange={(next) => setRole(next as Role)}
          options={offered.map((one) => ({ value: one, label: roleNames[one] }))}
        />
        {isUnitRole(role) && !own.unitCode && (
          <TextField id="new-unit" label="单位代码" value={unitCode} onChange={setUnitCode} size={10} />
        )}
      </div>
    </Dialog>
  )
}

const OneTimePassword = ({ made, onClose }: { made: NewAccount | null; onClose(): void }) => (
  <Dialog
    open={made !== null}
    title="一次性密码"
    onClose={onClose}
    actions={<Button onClick={onClose}>我已记下</Button>}
  >
    <p>
      用户名 <span className="code">{made?.account.username}</span>
    </p>
    <p>
      一次性密码 <strong className="code">{made?.oneTimePassword}</strong>
    </p>
    <p className="soft">只显示这一次。请用可靠的方式交给本人，首次登录必须修改。</p>
  </Dialog>
)
