import { useQuery } from '@tanstack/react-query'
import { contract } from '../contract/all.ts'
import { commissionRoles } from '../domain/account.ts'
import { TaskList } from '../ui/lists.tsx'
import { Panel } from '../ui/shell.tsx'
import { call } from './api.ts'

/** What the first administrator of a new installation has to do, and how far it is. */
export function Beginning() {
  const units = useQuery({
    queryKey: ['units', 'count'],
    queryFn: () => call(contract.units.list, { query: { page: 1, size: 1 } }),
  })
  const accounts = useQuery({
    queryKey: ['accounts', 'first'],
    queryFn: () => call(contract.units.accounts, { query: { page: 1, size: 50 } }),
  })
  const listed = units.data?.total ?? 0
  // The commission's own people stand before those of units.
  const people = (accounts.data?.rows ?? []).filter(({ account }) =>
    (commissionRoles as readonly string[]).includes(account.role),
  ).length
  return (
    <Panel title="还没有自查活动">
      <TaskList
        label="开始之前"
        tasks={[
          {
            key: 'units',
            title: '1 导入单位名单',
            href: '/units',
            hint: '从 Excel 批量导入，每个单位同时得到一个管理员账号',
            status: listed > 0 ? `已有 ${listed} 家` : '未开始',
          },
          {
            key: 'campaign',
            title: '2 发起自查',
            href: '/campaigns/new',
            hint: '通知、日期、要求和联系人，之后都可修改；名单中的单位全部加入',
            status: '未开始',
          },
          {
            key: 'accounts',
            title: '3 建立审核员和观察员的账号',
            href: '/accounts',
            hint: '审核员审核报送，观察员只看',
            status: people > 1 ? `已有 ${people} 人` : '未开始',
          },
        ]}
      />
    </Panel>
  )
}
