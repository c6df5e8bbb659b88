import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { contract } from '../contract/all.ts'
import type { CampaignView } from '../contract/campaigns.ts'
import type { Me } from '../contract/session.ts'
import { isUnitRole, roleNames } from '../domain/account.ts'
import { may } from '../domain/permission.ts'
import { LinkButton } from '../ui/button.tsx'
import { Link } from '../ui/link.tsx'
import { type MenuGroup, Shell } from '../ui/shell.tsx'
import { call } from './api.ts'
import { useDeed } from './parts.tsx'
import { useMe, useSignedIn } from './session.tsx'

export function useCampaigns() {
  // Who must change the password first is shown nothing else.
  const enabled = !useMe().account.mustChangePassword
  return useQuery({
    queryKey: ['campaigns'],
    queryFn: () => call(contract.campaigns.list, {}),
    staleTime: 60_000,
    enabled,
  })
}

/** Head, menu and foot around every signed-in page. */
export function Frame({ children }: { children: ReactNode }) {
  const me = useMe()
  const [path] = useLocation()
  const campaigns = useCampaigns().data ?? []
  const here = campaigns.find(({ campaign }) => path.startsWith(`/campaigns/${campaign.id}`)) ?? campaigns[0]
  const menu = menuOf(me, here).map((group) => ({
    ...group,
    items: group.items.map((item) => ({ ...item, current: isHere(item.href, path) })),
  }))
  return (
    <Shell
      product="网络安全自查"
      about={me.unit?.name ?? me.authority}
      // Whoever must first change the password is given no other page.
      menu={me.account.mustChangePassword ? undefined : menu}
      right={<Person me={me} />}
      banner={me.demonstration && <Demonstration day={here?.today} />}
    >
      {children}
    </Shell>
  )
}

/** A submission under review is reached through the list, and stands under it. */
const isHere = (href: string, path: string): boolean =>
  path === href || (href.endsWith('/progress') && path.startsWith(href.replace(/progress$/, 'units/')))

function menuOf(me: Me, here: CampaignView | undefined): MenuGroup[] {
  const groups: MenuGroup[] = []
  const unit = isUnitRole(me.account.role)
  const actor = { ...me.account, unitCode: me.unit?.code ?? null }
  const at = here && `/campaigns/${here.campaign.id}`
  if (unit && here)
    groups.push({
      title: here.campaign.title,
      items: [
        { href: '/', label: '本次自查' },
        { href: `${at}/fill`, label: may(actor, 'draft.edit', actor) ? '在线填报' : '查看填报内容' },
        ...(may(actor, 'key.register', actor) ? [{ href: `${at}/tool`, label: '离线工具' }] : []),
        { href: `${at}/materials`, label: '材料与报送' },
        { href: at ?? '/', label: '通知与要求' },
      ],
    })
  if (!unit && here)
    groups.push({
      title: here.campaign.title,
      items: [
        { href: '/', label: '总览' },
        { href: `${at}/progress`, label: '报送进度' },
        { href: `${at}/totals`, label: '数量汇总' },
        { href: at ?? '/', label: '通知与要求' },
      ],
    })
  const manage = [
    ...(unit || here ? [] : [{ href: '/', label: '自查活动' }]),
    ...(may(actor, 'unit.list') ? [{ href: '/units', label: '单位' }] : []),
    ...(may(actor, 'account.list', { unitCode: actor.unitCode })
      ? [{ href: '/accounts', label: '账号' }]
      : []),
    ...(may(actor, 'trail.see') ? [{ href: '/trail', label: '操作记录' }] : []),
  ]
  if (manage.length > 0) groups.push({ title: '管理', items: manage })
  groups.push({ title: '我', items: [{ href: '/account', label: '密码与登录' }] })
  return groups
}

function Person({ me }: { me: Me }) {
  const signedIn = useSignedIn()
  const leave = useDeed(() => call(contract.session.signOut, {}), { done: () => void signedIn(null) })
  return (
    <>
      <Link href="/account">
        {me.account.name}
        <span className="person-role">（{roleNames[me.account.role]}）</span>
      </Link>
      <LinkButton onClick={() => leave.mutate(undefined)}>退出</LinkButton>
    </>
  )
}

export const Demonstration = ({ day }: { day?: string | undefined }) => (
  <aside className="demonstration" aria-label="演示系统">
    演示系统：单位、人员、数据均为虚构{day && `，系统日期 ${day}`}。请勿录入真实信息。
  </aside>
)
