import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { contract } from '../../contract/all.ts'
import type { SigningKeyView } from '../../contract/drafts.ts'
import { may } from '../../domain/permission.ts'
import { shortFingerprint } from '../../sealing/keys.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/notice.tsx'
import { Panel } from '../../ui/shell.tsx'
import { TextArea } from '../../ui/text-field.tsx'
import { call, urlOf, wordsOf } from '../api.ts'
import { Failure, Loading, useDeed } from '../parts.tsx'
import { useMe } from '../session.tsx'
import { Checklist } from '../submission-parts.tsx'
import { clock } from '../words.ts'
import type { Reviewing } from './reviewing.ts'

/** The papers, the inventories, and the key that must be the one printed on the letter. */
export function Pieces({ reviewing: { submission, filing } }: { reviewing: Reviewing }) {
  const { account } = useMe()
  const params = { campaignId: submission.campaignId, unitCode: submission.unit.code }
  const number = String(filing.package.number)
  return (
    <div className="stack">
      <Panel>
        {submission.status === '退回' && (
          <p className="soft">
            下面是单位为下一次报送准备的材料。已退回的第 {submission.revision} 次报送，可从本页上方下载。
          </p>
        )}
        <Checklist submission={submission} />
        {may(account, 'submission.export', { unitCode: params.unitCode }) && (
          <p>
            <a href={urlOf(contract.submissions.workbook, { params: { ...params, number } })} download>
              底数清单（Excel）
            </a>
            　系统、网站、数据等各一张表
          </p>
        )}
      </Panel>
      <SigningKey params={params} signer={filing.package.signer} />
    </div>
  )
}

function SigningKey({
  params,
  signer,
}: {
  params: { campaignId: string; unitCode: string }
  signer: string
}) {
  const { account } = useMe()
  const [revoking, setRevoking] = useState<SigningKeyView | null>(null)
  const keys = useQuery({
    queryKey: ['keys', params],
    queryFn: () => call(contract.drafts.keys, { params }),
  })
  if (keys.isPending) return <Loading />
  if (keys.isError) return <Failure error={keys.error} retry={keys.refetch} />
  const used = keys.data.find(({ fingerprint }) => fingerprint === signer)
  const others = keys.data.filter((key) => key !== used)
  const line = (key: SigningKeyView) => (
    <p>
      <span className="code">{shortFingerprint(key.locked.publicKey)}</span>
      <br />
      <span className="soft">
        {key.by}，{clock(key.madeAt)} 设定
        {key.revokedAt && `，${clock(key.revokedAt)} 作废`}
      </span>
      {!key.revokedAt && may(account, 'key.revoke', params) && (
        <>
          {' '}
          <Button look="plain" small onClick={() => setRevoking(key)}>
            作废<span className="sr">这个签名密钥</span>
          </Button>
        </>
      )}
    </p>
  )
  return (
    <Panel title="签名密钥">
      {used && (
        <>
          <p className="soft">本数据包由下面的密钥签名。它的指纹应与承诺书上所印的相同。</p>
          {line(used)}
        </>
      )}
      {others.length > 0 && <p className="soft">该单位的其他密钥：</p>}
      {others.map((key) => (
        <div key={key.fingerprint}>{line(key)}</div>
      ))}
      {revoking && <Revoke params={params} which={revoking} onClose={() => setRevoking(null)} />}
    </Panel>
  )
}

function Revoke({
  params,
  which,
  onClose,
}: {
  params: { campaignId: string; unitCode: string }
  which: SigningKeyView
  onClose(): void
}) {
  const [reason, setReason] = useState('')
  const revoke = useDeed(
    () =>
      call(contract.drafts.revokeKey, {
        params: { ...params, fingerprint: which.fingerprint },
        body: { reason },
      }),
    {
      done: () => {
        onClose()
        return '密钥已作废'
      },
      refused: () => true,
    },
  )
  return (
    <Dialog
      open
      title="作废签名密钥"
      onClose={onClose}
      actions={
        <>
          <Button look="plain" onClick={onClose}>
            取消
          </Button>
          <Button
            look="danger"
            busy={revoke.isPending}
            disabled={reason.trim() === ''}
            onClick={() => revoke.mutate(undefined)}
          >
            作废
          </Button>
        </>
      }
    >
      <div className="stack">
        {revoke.isError && <Banner tone="error" title={wordsOf(revoke.error)} />}
        <p>已收到的数据包仍然有效；用它新签的不再接收。该单位须重新设定签名口令，重新打印承诺书签章。</p>
        <TextArea id="revoke-reason" label="原因" value={reason} onChange={setReason} rows={3} limit={500} />
      </div>
    </Dialog>
  )
}
