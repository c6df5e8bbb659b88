import { fileSize } from '../../domain/file-kind.ts'
import { pieceNames } from '../../domain/submission.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { SummaryList } from '../../ui/lists.tsx'
import { PageHead } from '../../ui/shell.tsx'
import { FailedPage, Loading, useTitle } from '../parts.tsx'
import { useSubmission } from '../submission-parts.tsx'
import { clock } from '../words.ts'
import { Missing } from './missing.tsx'

/** Proof of handing in: number, time, digests. Made to be printed. */
export default function Receipt({
  campaignId,
  unitCode,
  number,
}: {
  campaignId: string
  unitCode: string
  number: string
}) {
  useTitle('报送回执')
  const submission = useSubmission(campaignId, unitCode)
  if (submission.isPending) return <Loading />
  if (submission.isError) return <FailedPage error={submission.error} retry={submission.refetch} />
  const receipt = submission.data.receipts.find((one) => one.number === number)
  if (!receipt) return <Missing />
  return (
    <div className="page-narrow stack receipt">
      <PageHead
        caption={receipt.campaignTitle}
        title="报送回执"
        actions={<Button onClick={() => window.print()}>打印回执</Button>}
      />
      <SummaryList
        lines={[
          { key: 'number', label: '回执编号', value: <span className="code">{receipt.number}</span> },
          { key: 'unit', label: '报送单位', value: receipt.unitName },
          {
            key: 'revision',
            label: '报送次数',
            value: `第 ${receipt.revision} 次${receipt.late ? '（迟报）' : ''}`,
          },
          { key: 'at', label: '报送时间', value: `${clock(receipt.at)}（北京时间）` },
          { key: 'by', label: '报送人', value: receipt.by },
          { key: 'code', label: '校验码', value: <span className="code">{receipt.shortCode}</span> },
          ...receipt.pieces.map(({ piece, name, sha256, size }) => ({
            key: piece,
            label: pieceNames[piece],
            value: (
              <>
                {name}（{fileSize(size)}）<br />
                <span className="code soft small">SHA-256 {sha256}</span>
              </>
            ),
          })),
        ]}
      />
      <p>
        主管单位审核后，意见会显示在“本次自查”页。请保存好已签章的承诺书原件；离线工具和数据包也请留存，以备更正时使用。
      </p>
      <div className="no-print">
        <ButtonLink look="plain" href="/">
          回到本次自查
        </ButtonLink>
      </div>
    </div>
  )
}
