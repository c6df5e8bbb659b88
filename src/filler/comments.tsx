// What the reviewer wrote to the unit: beside the answer it is about, and gathered where the work begins.
import { momentOf } from '../domain/calendar.ts'
import { cellPlace, type Path } from '../domain/filing.ts'
import type { Comment } from '../domain/review.ts'
import { LinkButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { Link } from '../ui/link.tsx'
import { Banner } from '../ui/notice.tsx'
import { pathTo, tasksPath } from './places.ts'
import { labelOf } from './show.ts'
import { useFilling, useReadOnly } from './use-form.tsx'

/** Of one answer, or of an inventory as a whole. */
export function CommentsOn({ path }: { path: Path }) {
  const { comments } = useFilling().home
  const here = comments.filter(({ at }) => at === path)
  if (here.length === 0) return null
  return (
    <div className="notes">
      {here.map((comment) => (
        <div className="note" data-severity="warning" key={comment.id}>
          <Icon name="pen" />
          <p>
            <b>审核意见：</b>
            <Words comment={comment} />
          </p>
        </div>
      ))}
    </div>
  )
}

/** Of the cells of one inventory, each with its cell one step away. */
export function CommentsInTable({ table, onGo }: { table: string; onGo(row: string, column: string): void }) {
  const { form, home } = useFilling()
  const here = home.comments.flatMap((comment) => {
    const place = cellPlace(comment.at)
    return place?.table === table ? [{ comment, place }] : []
  })
  if (here.length === 0) return null
  return (
    <div className="table-comments">
      <Banner tone="warn" title={`审核意见（${here.length} 条）`}>
        <ul>
          {here.map(({ comment, place: { row, column } }) => (
            <li key={comment.id}>
              {form.row(table, row) ? (
                <LinkButton onClick={() => onGo(row, column)}>{labelOf(form, comment.at)}</LinkButton>
              ) : (
                '已删除的一行'
              )}
              ：<Words comment={comment} />
            </li>
          ))}
        </ul>
      </Banner>
    </div>
  )
}

/** All of them, as the first thing on the task list. */
export function AllComments() {
  const { form, home } = useFilling()
  const { comments } = home
  const readOnly = useReadOnly()
  if (comments.length === 0) return null
  return (
    <Banner tone="warn" title={`主管单位有 ${comments.length} 条审核意见`}>
      <ul>
        {comments.map((comment) => (
          <li key={comment.id}>
            {comment.at === '' ? (
              '整份材料'
            ) : (
              <Link href={pathTo(form.questionnaire, comment.at, tasksPath)}>
                {labelOf(form, comment.at)}
              </Link>
            )}
            ：<Words comment={comment} />
          </li>
        ))}
      </ul>
      {!readOnly && <p>逐条改好即可，不必在这里消除；重新报送后由审核员确认。</p>}
    </Banner>
  )
}

const Words = ({ comment: { says, by, madeAt } }: { comment: Comment }) => (
  <>
    <span className="pre">{says}</span>
    <span className="soft small">
      （{by}，{momentOf(new Date(madeAt)).slice(5)}）
    </span>
  </>
)
