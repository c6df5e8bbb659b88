// What several pages show of one unit's submission.
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { contract } from '../contract/all.ts'
import type { PieceView, SubmissionView } from '../contract/submissions.ts'
import { fileSize } from '../domain/file-kind.ts'
import type { Comment } from '../domain/review.ts'
import type { Status } from '../domain/submission.ts'
import { Icon } from '../ui/icon.tsx'
import { Tag } from '../ui/tag.tsx'
import { call, urlOf } from './api.ts'
import { statusTone } from './parts.tsx'
import { useMe } from './session.tsx'
import { clock } from './words.ts'

export const submissionKey = (campaignId: string, unitCode: string) =>
  ['submission', campaignId, unitCode] as const

export const useSubmission = (campaignId: string, unitCode: string) =>
  useQuery({
    queryKey: submissionKey(campaignId, unitCode),
    queryFn: () => call(contract.submissions.get, { params: { campaignId, unitCode } }),
    // The other side may have returned it, or handed it in, meanwhile.
    refetchInterval: 30_000,
  })

const none: readonly Comment[] = []

/** What the reviewer wrote and has not yet called settled. */
export function useOpenComments(campaignId: string, unitCode: string): readonly Comment[] {
  const { data } = useQuery({
    queryKey: ['comments', campaignId, unitCode],
    queryFn: () => call(contract.submissions.comments, { params: { campaignId, unitCode } }),
  })
  return useMemo(() => data?.filter(({ resolvedAt }) => resolvedAt === null) ?? none, [data])
}

export const StatusTag = ({ status, late }: { status: Status; late?: boolean }) => (
  <>
    <Tag tone={statusTone[status]}>{status}</Tag>
    {late && status !== '迟报' && <Tag tone="amber">迟报</Tag>}
  </>
)

const whenMissing: Readonly<Record<PieceView['piece'], string>> = {
  package: '在线填报完成后封装上传，或上传离线工具导出的 .sez 文件',
  form: '收到数据包后自动生成，不必上传',
  summary: '上传 Word 或 PDF 文件',
  letter: '上传签字、盖章后的扫描件，PDF、JPG 或 PNG',
}
/** What every new submission has anew; the other two are carried over. */
const renewed: ReadonlySet<PieceView['piece']> = new Set(['package', 'form'])
const origin = { package: '随数据包', upload: '上传', generated: '由数据包生成' } as const

/** 四件材料: what is there, what is missing. */
export const Checklist = ({
  submission,
  acts,
}: {
  submission: SubmissionView
  acts?: (piece: PieceView) => React.ReactNode
}) => {
  const { unit } = useMe()
  return (
    <ul className="checklist">
      {submission.pieces.map((piece) => (
        <li key={piece.piece} data-there={piece.file ? '' : undefined}>
          {piece.file ? <Icon name="check" /> : <span className="checklist-gap" aria-hidden="true" />}
          <div className="checklist-words">
            <strong>{piece.name}</strong>
            {piece.file ? (
              <span className="soft">
                <a
                  href={urlOf(contract.submissions.piece, {
                    params: {
                      campaignId: submission.campaignId,
                      unitCode: submission.unit.code,
                      piece: piece.piece,
                    },
                  })}
                  download
                >
                  {piece.file.name}
                </a>
                （{piece.file.size !== null && `${fileSize(piece.file.size)}，`}
                {origin[piece.file.from]}，{clock(piece.file.at)}）
              </span>
            ) : (
              <span className="soft">
                {renewed.has(piece.piece) && submission.revision > 0 ? '还没有更正后的' : '还没有'}
                {unit && `。${whenMissing[piece.piece]}`}
              </span>
            )}
          </div>
          {acts?.(piece)}
        </li>
      ))}
    </ul>
  )
}
