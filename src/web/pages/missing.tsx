import { ButtonLink } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/notice.tsx'
import { useTitle } from '../parts.tsx'

export function Missing() {
  useTitle('没有这个页面')
  return (
    <EmptyState title="没有这个页面" action={<ButtonLink href="/">回到首页</ButtonLink>}>
      地址可能有误，或您的账号不能查看它。
    </EmptyState>
  )
}
