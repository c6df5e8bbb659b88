import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { contract } from '../../contract/all.ts'
import type { AccountView, IssuedPassword, NewAccount } from '../../contract/units.ts'
import {
  type Account,
  type AccountStanding,
  accountStandings,
  isUnitRole,
  roleNames,
} from '../../domain/account.ts'
import { may } from '../../domain/permission.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/choices.tsx'
import { DataTable, Pagination } from '../../ui/data-table.tsx'
import { Confirm, Dialog } from '../../ui/dialog.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Banner, EmptyState } from '../../ui/notice.tsx'
import { FilterBar, PageHead } from '../../ui/shell.tsx'
import { Tag } from '../../ui/tag.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { AddAccount } from '../accounts/add-account.tsx'
import { ChangeAccount } from '../accounts/change-account.tsx'
import { call } from '../api.ts'
import { OneTimePasswords } from '../one-time-passwords.tsx'
import { FailedPage, Loading, useDeed, useTitle } from '../parts.tsx'
import { useMe } from '../session.tsx'
import { clock } from '../words.ts'

const size = 50

const standingNames: Readonly<Record<AccountStanding, string>> = {
  locked: '已锁定',
  never: '从未登录',
  disabled: '已停用',
}

/** Asks before the deed is done. */
interface Asked {
  readonly title: string
  readonly words: string
  readonly act: string
  go(): void
}

export default function Accounts() {
  useTitle('账号')
  const { account: own } = useMe()
  const [typed, setTyped] = useState('')
  const [q, setQ] = useState('')
  const [page, setPage] = useState(1)
  const [adding, setAdding] = useState(false)
  const [made, setMade] = useState<NewAccount | null>(null)
  const [standing, setStanding] = useState<AccountStanding | ''>('')
  const [changing, setChanging] = useState<Account | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const [issued, setIssued] = useState<readonly IssuedPassword[] | null>(null)
  const query = { q, ...(standing && { standing }), page, size }
  const accounts = useQuery({
    queryKey: ['accounts', query],
    queryFn: () => call(contract.units.accounts, { query }),
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
  const unlock = useDeed(
    (accountId: string) =>
      call(contract.units.changeAccount, { params: { accountId }, body: { unlock: true } }),
    { done: () => '已解除锁定' },
  )
  const reissue = useDeed(() => call(contract.units.reissue, {}), {
    done: (list) => void setIssued(list),
  })
  if (accounts.isPending) return <Loading />
  if (accounts.isError) return <FailedPage error={accounts.error} retry={accounts.refetch} />
  const acts = ({ account, lockedUntil }: AccountView) => [
    { label: '修改', act: () => setChanging(account) },
    ...(lockedUntil ? [{ label: '解除锁定', act: () => unlock.mutate(account.id) }] : []),
    {
      label: '重设密码',
      act: () =>
        setAsked({
          title: `重设 ${account.username} 的密码？`,
          words: `${account.name}现在的密码立即失效，已登录的设备全部退出。新的一次性密码随后显示。`,
          act: '重设密码',
          go: () => reset.mutate(account.id),
        }),
    },
    account.disabled
      ? { label: '启用', act: () => change.mutate({ accountId: account.id, disabled: false }) }
      : {
          label: '停用',
          danger: true,
          act: () =>
            setAsked({
              title: `停用 ${account.username}？`,
              words: `${account.name}立即退出登录，不能再登录；所做的一切保留，以后可以再启用。`,
              act: '停用',
              go: () => change.mutate({ accountId: account.id, disabled: true }),
            }),
        },
  ]
  const isAdministrator = may(own, 'unit.edit')
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
      {!isUnitRole(own.role) && (
        <FilterBar
          onSubmit={() => {
            setQ(typed.trim())
            setPage(1)
          }}
          onReset={() => {
            setTyped('')
            setQ('')
            setStanding('')
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
          <Select
            id="standing"
            label="状态"
            value={standing}
            onChange={(next) => {
              setStanding(next as AccountStanding | '')
              setPage(1)
            }}
            none="全部"
            options={accountStandings.map((one) => ({ value: one, label: standingNames[one] }))}
          />
        </FilterBar>
      )}
      {isAdministrator && standing === 'never' && accounts.data.total > 0 && (
        <Banner
          title={`${accounts.data.total} 个账号从未登录`}
          action={
            <Button
              look="plain"
              small
              busy={reissue.isPending}
              onClick={() =>
                setAsked({
                  title: '重新发放一次性密码？',
                  words:
                    '所有从未登录的单位管理员都换一个新的一次性密码，以前发出的立即失效。已经登录过的账号不受影响。',
                  act: '重新发放',
                  go: () => reissue.mutate(undefined),
                })
              }
            >
              重新发放一次性密码
            </Button>
          }
        >
          <p>单位管理员的一次性密码没有发出或遗失的，可以一并重新发放。</p>
        </Banner>
      )}
      <DataTable
        caption="账号"
        rows={accounts.data.rows}
        rowKey={({ account }) => account.id}
        empty={<EmptyState title="没有符合条件的账号" />}
        columns={[
          { key: 'username', head: '用户名', cell: ({ account }) => account.username, nowrap: true },
          { key: 'name', head: '姓名', cell: ({ account }) => account.name },
          {
            key: 'role',
            head: '角色',
            cell: ({ account }) => roleNames[account.role],
            nowrap: true,
            wide: true,
          },
          ...(isUnitRole(own.role)
            ? []
            : [
                {
                  key: 'unit',
                  head: '单位',
                  cell: ({ unitName }: AccountView) => unitName ?? '主管单位',
                },
              ]),
          { key: 'state', head: '状态', cell: (view) => <AccountState view={view} /> },
          {
            key: 'seen',
            head: '最近登录',
            nowrap: true,
            wide: true,
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
      {changing && <ChangeAccount account={changing} onClose={() => setChanging(null)} />}
      <Confirm
        open={asked !== null}
        title={asked?.title}
        act={asked?.act ?? ''}
        danger
        onConfirm={() => {
          asked?.go()
          setAsked(null)
        }}
        onClose={() => setAsked(null)}
      >
        {asked?.words}
      </Confirm>
      {issued && (
        <OneTimePasswords
          title={`已重新发放 ${issued.length} 个一次性密码`}
          accounts={issued}
          onClose={() => setIssued(null)}
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
