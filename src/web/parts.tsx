// Small things every page of the web application uses.
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Status } from '../domain/submission.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { useLive } from '../ui/live.tsx'
import { Banner } from '../ui/notice.tsx'
import { PageHead } from '../ui/shell.tsx'
import type { Tone } from '../ui/tag.tsx'
import { Refused, wordsOf } from './api.ts'
import { faultWords } from './faults.ts'

export const Loading = () => (
  <p className="loading" role="status">
    正在载入……
  </p>
)

export const Failure = ({ error, retry }: { error: unknown; retry?: () => unknown }) => (
  <Banner
    tone="error"
    title={faultWords(error)}
    action={
      retry && (
        <Button look="plain" small onClick={() => void retry()}>
          重试
        </Button>
      )
    }
  />
)

/** In the place of a page that could not be had. Trying again helps against neither “no leave” nor “no such”. */
export function FailedPage({ error, retry }: Parameters<typeof Failure>[0]) {
  const final = error instanceof Refused && (error.status === 403 || error.status === 404)
  if (!final)
    return (
      <div className="page-narrow stack">
        <PageHead title="没有打开" />
        <Failure error={error} {...(retry && { retry })} />
      </div>
    )
  return (
    <div className="page-narrow">
      <PageHead
        title={error.status === 403 ? '不能查看这个页面' : '没有这个页面'}
        lead={`${error.message}。`}
      />
      <ButtonLink href="/">回到首页</ButtonLink>
    </div>
  )
}

/** The window's title says where one is; the newest page wins. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · 网络安全自查`
  }, [title])
}

/** A deed: done, said, and everything on the page read anew. Refusals are shown as a toast unless handled. */
export function useDeed<Given, Answer>(
  act: (given: Given) => Promise<Answer>,
  options: {
    done?: (answer: Answer, given: Given) => string | undefined
    refused?: (error: unknown) => boolean
  } = {},
) {
  const queries = useQueryClient()
  const { toast } = useLive()
  return useMutation({
    mutationFn: act,
    onSuccess: async (answer, given) => {
      const words = options.done?.(answer, given)
      if (words) toast(words)
      await queries.invalidateQueries()
    },
    onError: (error) => {
      if (!options.refused?.(error)) toast(wordsOf(error), { tone: 'error' })
    },
  })
}

export const statusTone: Readonly<Record<Status, Tone>> = {
  未启动: 'grey',
  填报中: 'blue',
  已报送: 'deep',
  退回: 'amber',
  通过: 'green',
  迟报: 'amber',
  未报: 'red',
}

/** Hands bytes to the browser's downloads. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
