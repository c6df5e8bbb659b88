import { useState } from 'react'
import { contract } from '../../contract/all.ts'
import type { Comment } from '../../domain/review.ts'
import { labelOf } from '../../filler/show.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Drawer } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/notice.tsx'
import { Panel } from '../../ui/shell.tsx'
import { Tag } from '../../ui/tag.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { call } from '../api.ts'
import { useDeed } from '../parts.tsx'
import { clock } from '../words.ts'
import type { Reviewing } from './reviewing.ts'

const paramsOf = ({ submission }: Reviewing) => ({
  campaignId: submission.campaignId,
  unitCode: submission.unit.code,
})

/** Writing a comment on one place, beside what has been said of it. */
export function CommentDrawer({
  reviewing,
  at,
  onClose,
}: {
  reviewing: Reviewing
  at: string | null
  onClose(): void
}) {
  const [says, setSays] = useState('')
  const add = useDeed(
    () => call(contract.submissions.comment, { params: paramsOf(reviewing), body: { at: at ?? '', says } }),
    {
      done: () => {
        setSays('')
        onClose()
        return '意见已记下，退回后单位可见'
      },
    },
  )
  const before = reviewing.filing.comments.filter((comment) => comment.at === at)
  return (
    <Drawer
      open={at !== null}
      title={at ? `对“${labelOf(reviewing.form, at)}”的意见` : '对整份报送的意见'}
      onClose={onClose}
      actions={
        <>
          <Button look="plain" onClick={onClose}>
            取消
          </Button>
          <Button busy={add.isPending} disabled={says.trim() === ''} onClick={() => add.mutate(undefined)}>
            记下意见
          </Button>
        </>
      }
    >
      <div className="stack">
        {before.map((comment) => (
          <OneComment key={comment.id} comment={comment} reviewing={reviewing} />
        ))}
        <TextArea
          id="comment"
          label="意见"
          hint="写清哪里不对、应怎样改。"
          value={says}
          onChange={setSays}
          rows={5}
          limit={2000}
        />
      </div>
    </Drawer>
  )
}

export function CommentList({ reviewing }: { reviewing: Reviewing }) {
  const [writing, setWriting] = useState(false)
  const { comments } = reviewing.filing
  const open = comments.filter(({ resolvedAt }) => resolvedAt === null)
  const settle = useDeed(
    async () => {
      for (const { id } of open)
        await call(contract.submissions.resolve, {
          params: { ...paramsOf(reviewing), commentId: id },
          body: { resolved: true },
        })
    },
    { done: () => '全部意见已标为解决' },
  )
  return (
    <Panel
      actions={
        reviewing.mayComment && (
          <>
            {open.length > 1 && (
              <Button look="plain" small busy={settle.isPending} onClick={() => settle.mutate(undefined)}>
                全部标为解决
              </Button>
            )}
            <Button look="plain" small onClick={() => setWriting(true)}>
              对整份报送写意见
            </Button>
          </>
        )
      }
    >
      {comments.length === 0 ? (
        <EmptyState title="还没有意见">在“答卷”中逐处写意见；退回时单位会看到每一条和它的位置。</EmptyState>
      ) : (
        <ul className="plain-list">
          {comments.map((comment) => (
            <li key={comment.id}>
              <OneComment comment={comment} reviewing={reviewing} withPlace />
            </li>
          ))}
        </ul>
      )}
      <CommentDrawerWhole reviewing={reviewing} open={writing} onClose={() => setWriting(false)} />
    </Panel>
  )
}

const CommentDrawerWhole = ({
  reviewing,
  open,
  onClose,
}: {
  reviewing: Reviewing
  open: boolean
  onClose(): void
}) => <CommentDrawer reviewing={reviewing} at={open ? '' : null} onClose={onClose} />

function OneComment({
  comment,
  reviewing,
  withPlace,
}: {
  comment: Comment
  reviewing: Reviewing
  withPlace?: boolean
}) {
  const { id, at, says, by, madeAt, resolvedAt, resolvedBy, revision } = comment
  const resolve = useDeed(
    (resolved: boolean) =>
      call(contract.submissions.resolve, {
        params: { ...paramsOf(reviewing), commentId: id },
        body: { resolved },
      }),
    { done: ({ resolvedAt: now }) => (now ? '已标为解决' : '已重新打开') },
  )
  const remove = useDeed(
    () =>
      call(contract.submissions.removeComment, {
        params: { ...paramsOf(reviewing), commentId: id },
      }),
    { done: () => '意见已删除' },
  )
  const { state, revision: current } = reviewing.submission
  return (
    <div>
      <p>
        <Tag tone={resolvedAt ? 'green' : 'amber'}>{resolvedAt ? '已解决' : '待处理'}</Tag> {says}
      </p>
      <p className="soft">
        {by}，{clock(madeAt)}，针对第 {revision} 次报送
        {resolvedAt && `；${resolvedBy} 于 ${clock(resolvedAt)} 标为解决`}{' '}
        {withPlace && at && (
          <LinkButton onClick={() => reviewing.goTo(at)}>{labelOf(reviewing.form, at)}</LinkButton>
        )}{' '}
        {reviewing.mayComment && (
          <LinkButton onClick={() => resolve.mutate(resolvedAt === null)}>
            {resolvedAt ? '重新打开' : '标为解决'}
          </LinkButton>
        )}{' '}
        {reviewing.mayComment && state === 'submitted' && revision === current && (
          <LinkButton onClick={() => remove.mutate(undefined)}>删除</LinkButton>
        )}
      </p>
    </div>
  )
}
