import { placeName } from '../catalog/deeds.ts'
import { Link } from '../ui/link.tsx'
import { Panel } from '../ui/shell.tsx'
import { useMay } from './session.tsx'
import { useOpenComments } from './submission-parts.tsx'
import { clock } from './words.ts'

/** What the reviewer wrote, each with its place and the way there. */
export default function OpenComments({
  campaignId,
  unitCode,
  closed,
}: {
  campaignId: string
  unitCode: string
  /** Handed in: nothing can be changed, and the reviewer has the word. */
  closed: boolean
}) {
  const open = useOpenComments(campaignId, unitCode)
  const mayEdit = useMay()('draft.edit') && !closed
  if (open.length === 0) return null
  return (
    <Panel title={`审核意见（${open.length} 条${closed ? '' : '待处理'}）`}>
      <ul className="plain-list">
        {open.map(({ id, at, row, says, by, madeAt }) => (
          <li key={id}>
            <strong>
              {at === '' ? '整份材料' : placeName(at)}
              {row && `，${row}`}
            </strong>
            <p className="pre">{says}</p>
            <p className="soft">
              {by}，{clock(madeAt)}
              {at && (
                <>
                  {' '}
                  <Link href={`/campaigns/${campaignId}/fill/at/${encodeURIComponent(at)}`}>
                    {mayEdit ? '去这一处修改' : '看这一处'}
                  </Link>
                </>
              )}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
