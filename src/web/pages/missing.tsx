import { ButtonLink } from '../../ui/button.tsx'
import { PageHead } from '../../ui/shell.tsx'
import { useTitle } from '../parts.tsx'

export function Missing() {
  useTitle('没有这个页面')
  return (
    <div className="page-narrow">
      <PageHead title="没有这个页面" lead="地址可能有误，或您的账号不能查看它。" />
      <ButtonLink href="/">回到首页</ButtonLink>
    </div>
  )
}
