import { useState } from 'react'
import { contract } from '../../contract/all.ts'
import type { PackageReceived, PieceView, SubmissionView } from '../../contract/submissions.ts'
import { fileSize } from '../../domain/file-kind.ts'
import type { Remark } from '../../domain/remark.ts'
import { pieceNames } from '../../domain/submission.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Link, useRouter } from '../../ui/link.tsx'
import { useLive } from '../../ui/live.tsx'
import { Banner, Details, Progress } from '../../ui/notice.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import { call, Refused, upload, urlOf, wordsOf } from '../api.ts'
import { FailedPage, Loading, useDeed, useTitle } from '../parts.tsx'
import { useMay, useMe } from '../session.tsx'
import { useSigningKey } from '../signing-key.tsx'
import { Checklist, useSubmission } from '../submission-parts.tsx'
import { UploadButton } from '../upload-button.tsx'
import { clock } from '../words.ts'

/** The four pieces, and handing them in. */
export default function Materials({ campaignId }: { campaignId: string }) {
  useTitle('材料与报送')
  const unitCode = useMe().unit?.code ?? ''
  const submission = useSubmission(campaignId, unitCode)
  if (submission.isPending) return <Loading />
  if (submission.isError) return <FailedPage error={submission.error} retry={submission.refetch} />
  return <Pieces submission={submission.data} />
}

interface Refusal {
  readonly name: string
  readonly says: string
  readonly remarks: readonly Remark[]
}

function Pieces({ submission }: { submission: SubmissionView }) {
  const { campaignId, unit, status, closedBecause, missing, moves } = submission
  const params = { campaignId, unitCode: unit.code }
  const [done, setDone] = useState<number | null>(null)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [asking, setAsking] = useState(false)
  const { toast } = useLive()
  const { go } = useRouter()
  const may = useMay()
  const key = useSigningKey(campaignId, unit.code)
  const mayPack = may('package.upload')
  // Somebody may hand in a package and believe that the draft goes with it.
  const packed = submission.pieces.some(({ piece, file }) => piece === 'package' && file)
  const ahead = packed && !closedBecause && submission.draft?.ahead ? submission.draft : undefined

  const send = useDeed(
    async ({ piece, file }: { piece: PieceView['piece']; file: File }) => {
      setRefusal(null)
      setDone(0)
      if (piece === 'package') return upload(contract.submissions.uploadPackage, { params }, file, setDone)
      return upload(
        contract.submissions.uploadPiece,
        { params: { ...params, piece }, query: { name: file.name } },
        file,
        setDone,
      )
    },
    {
      done: (answer) => {
        setDone(null)
        return 'package' in answer ? received(answer) : '材料已收到'
      },
      refused: (error) => {
        setDone(null)
        const remarks =
          error instanceof Refused ? ((error.details.remarks as Remark[] | undefined) ?? []) : []
        setRefusal({ name: '这个文件没有收下', says: wordsOf(error), remarks })
        return true
      },
    },
  )
  const submit = useDeed(() => call(contract.submissions.submit, { params }), {
    done: ({ number }) => {
      setAsking(false)
      go(`/campaigns/${campaignId}/units/${unit.code}/receipts/${number}`)
      return '报送成功'
    },
    refused: (error) => {
      setAsking(false)
      toast(wordsOf(error), { tone: 'error' })
      return true
    },
  })

  const accepts: Record<PieceView['piece'], string> = {
    package: '.sez',
    form: '.docx',
    summary: '.doc,.docx,.pdf',
    letter: '.pdf,.jpg,.jpeg,.png',
  }
  const acts = (piece: PieceView) =>
    (piece.piece === 'package' && !mayPack) || (piece.piece === 'form' && !packed) ? null : (
      <UploadButton
        accept={accepts[piece.piece]}
        disabled={closedBecause !== null || send.isPending}
        onFile={(file) => send.mutate({ piece: piece.piece, file })}
      >
        {piece.file ? `更换${piece.name}` : `上传${piece.name}`}
      </UploadButton>
    )

  return (
    <div className="page stack">
      <PageHead
        title="材料与报送"
        lead="四件材料齐全后报送。自查表随数据包自动生成；如另行上传，页脚校验码须与数据包一致。"
      />
      {closedBecause && <Banner tone="info" title={closedBecause} />}
      {ahead && (
        <Banner
          tone="warn"
          title="网上草稿里有改动不在数据包里"
          action={
            may('draft.edit') && (
              <ButtonLink look="plain" small href={`/campaigns/${campaignId}/fill`}>
                去看草稿
              </ButtonLink>
            )
          }
        >
          <p>
            报送的是数据包的内容。{ahead.by} 于 {clock(ahead.at)}{' '}
            保存的网上草稿与它不同；要报草稿里的内容，请在线填报，重新封装数据包。
          </p>
        </Banner>
      )}
      {refusal && (
        <Banner tone="error" title={refusal.name}>
          <p>{refusal.says}</p>
          {refusal.remarks.length > 0 && <RemarkList remarks={refusal.remarks} />}
        </Banner>
      )}
      {done !== null && (
        <Progress
          label="上传进度"
          value={Math.round(done * 100)}
          words={done < 1 ? `正在上传 ${Math.round(done * 100)}%` : '正在核验签名与内容……'}
        />
      )}
      <Panel title="报送材料">
        <Checklist submission={submission} acts={acts} />
        <div className="row">
          <ButtonLink look="plain" href={`/campaigns/${campaignId}/fill`}>
            {may('draft.edit') ? '在线填报' : '查看填报内容'}
          </ButtonLink>
          {key.data && (
            <a
              className="button"
              data-look="plain"
              href={urlOf(contract.submissions.letter, { params })}
              download
            >
              下载待签章的承诺书
            </a>
          )}
        </div>
        {key.data === null && (
          <p className="soft">
            承诺书上要印本单位签名密钥的指纹，
            {may('key.register') ? (
              <>
                请先到“离线工具”页<Link href={`/campaigns/${campaignId}/tool`}>设定签名口令</Link>
              </>
            ) : (
              '请填报员或单位管理员先设定签名口令'
            )}
            ，再下载、打印、签章。
          </p>
        )}
      </Panel>
      <Panel title="报送">
        {missing.length > 0 ? (
          <p>
            还缺
            {missing
              .filter(isAsked)
              .map((piece) => pieceNames[piece])
              .join('、')}
            ，齐全后即可报送。
          </p>
        ) : (
          <p>
            四件材料已齐全。报送后内容不能再改；需要修改时请联系主管单位退回。
            {status === '未报' && '已过截止日期，本次报送记为迟报。'}
          </p>
        )}
        <Button
          disabled={missing.length > 0 || closedBecause !== null || !moves.includes('submit')}
          onClick={() => setAsking(true)}
        >
          报送自查材料
        </Button>
        {missing.length === 0 && closedBecause === null && !moves.includes('submit') && (
          <p className="soft">您的账号不能报送，请由单位管理员或审批人报送。</p>
        )}
      </Panel>
      <Packages submission={submission} />
      <Confirm
        open={asking}
        title="报送自查材料"
        act="确认报送"
        busy={submit.isPending}
        onConfirm={() => submit.mutate(undefined)}
        onClose={() => setAsking(false)}
      >
        <p>
          将以“{unit.name}”的名义作第 {submission.revision + 1} 次报送，数据包校验码{' '}
          <span className="code">
            {submission.packages.find(({ submittedAs }) => submittedAs === null)?.shortCode}
          </span>
          。{status === '未报' && '已过截止日期，记为迟报。'}
          {ahead && '网上草稿里没有封装的改动不在其中。'}
        </p>
      </Confirm>
    </div>
  )
}

/** The form comes with the package; nobody need bring it. */
const isAsked = (piece: PieceView['piece'], _at: number, missing: readonly PieceView['piece'][]): boolean =>
  piece !== 'form' || !missing.includes('package')

function received({ fresh, remarks }: PackageReceived): string {
  if (!fresh) return '这个数据包已经收到过，不重复计'
  return remarks.length > 0
    ? `数据包已收到，另有 ${remarks.length} 条提示供审核员参考`
    : '数据包已收到，核验通过'
}

const RemarkList = ({ remarks }: { remarks: readonly Remark[] }) => (
  <ul>
    {remarks.slice(0, 50).map(({ code, at, says }) => (
      <li key={`${code}@${at}`}>{says}</li>
    ))}
    {remarks.length > 50 && <li>……共 {remarks.length} 条</li>}
  </ul>
)

function Packages({ submission }: { submission: SubmissionView }) {
  const { campaignId, unit, packages } = submission
  if (packages.length === 0) return null
  return (
    <Details title={`收到过的数据包（${packages.length}）`}>
      <ul className="plain-list">
        {packages.map((one) => (
          <li key={one.number}>
            <a
              href={urlOf(contract.submissions.sez, {
                params: { campaignId, unitCode: unit.code, number: String(one.number) },
              })}
              download
            >
              第 {one.number} 个，第 {one.revision} 次导出
            </a>
            （{fileSize(one.size)}，{clock(one.receivedAt)} 由 {one.receivedBy} 上传，校验码{' '}
            <span className="code">{one.shortCode}</span>
            {one.submittedAs ? `，已作为第 ${one.submittedAs} 次报送` : ''}）
            <p className="soft code">SHA-256 {one.digest}</p>
          </li>
        ))}
      </ul>
    </Details>
  )
}
