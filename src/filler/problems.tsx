import { type ReactNode, useEffect } from 'react'
import { cellPlace } from '../domain/filing.ts'
import { type Remark, remarkKey } from '../domain/remark.ts'
import { sectionOf } from '../form/progress.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { useRouter } from '../ui/link.tsx'
import { focusPath } from './focus-path.ts'
import { pathTo } from './places.ts'
import { useFilling } from './use-form.tsx'

const mostShown = 20

/** The error summary of a page: the same words as beside the fields, each leading to its field or cell. */
export function Problems({
  remarks,
  attempt,
  title,
  back,
  aside,
  onGo,
}: {
  remarks: readonly Remark[]
  attempt: number
  title?: string
  /** Where to come back to when a problem lies on another page. */
  back?: string
  aside?: ReactNode
  /** Goes there without leaving the page; false where it cannot. */
  onGo?(remark: Remark): boolean
}) {
  const { form } = useFilling()
  const router = useRouter()
  if (remarks.length === 0) return null
  const go = (remark: Remark) => {
    if (onGo?.(remark)) return
    const here = !cellPlace(remark.at) && document.getElementById(`q-${remark.at}`)
    if (here) focusPath(remark.at)
    else router.go(pathTo(form.questionnaire, remark.at, back ?? pageOf(remark)))
  }
  const pageOf = (remark: Remark) => {
    const section = sectionOf(form.questionnaire, remark.at)
    return section ? `/s/${encodeURIComponent(section.id)}` : '/'
  }
  const items = remarks.slice(0, mostShown).map((remark) => ({
    key: remarkKey(remark),
    text: remark.says,
    go: () => go(remark),
  }))
  return (
    <ErrorSummary
      items={items}
      attempt={attempt}
      title={title ?? `有 ${remarks.length} 处需要处理`}
      foot={
        <>
          {remarks.length > mostShown && (
            <p className="soft">其余 {remarks.length - mostShown} 处在处理后显示。</p>
          )}
          {aside && <p>{aside}</p>}
        </>
      }
    />
  )
}

/** The window's title says so too: it is the first thing a screen reader speaks. */
export function useErrorTitle(refused: boolean): void {
  useEffect(() => {
    if (!refused) return
    const before = document.title
    document.title = `错误：${before.replace(/^错误：/, '')}`
    return () => {
      document.title = before.replace(/^错误：/, '')
    }
  }, [refused])
}
