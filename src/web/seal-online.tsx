import { useState } from 'react'
import { useLocation } from 'wouter'
import { contract } from '../contract/all.ts'
import type { CampaignView } from '../contract/campaigns.ts'
import { Problem } from '../domain/problem.ts'
import { isOpen } from '../domain/remark.ts'
import type { Unit } from '../domain/unit.ts'
import type { Home } from '../filler/home.ts'
import { pack } from '../filler/pack.ts'
import { useAllRemarks } from '../filler/use-form.tsx'
import type { Form } from '../form/form.ts'
import { unlockKey } from '../sealing/keys.ts'
import { Button, ButtonLink } from '../ui/button.tsx'
import { Banner, Progress } from '../ui/notice.tsx'
import { PageHead, Panel } from '../ui/shell.tsx'
import { TextField } from '../ui/text-field.tsx'
import { call, upload } from './api.ts'
import type { DraftKeeper } from './draft.ts'
import { Failure, Loading, useDeed } from './parts.tsx'
import { useMe } from './session.tsx'
import { NewKeyForm, onPaper, useSigningKey } from './signing-key.tsx'
import { useSubmission } from './submission-parts.tsx'

/** The end of filling in online: sealed and signed here in the browser, then sent to the one way in. */
export function SealOnline({
  form,
  keeper,
  view,
  unit,
  home,
}: {
  form: Form
  keeper: DraftKeeper
  view: CampaignView
  unit: Unit
  home: Home
}) {
  const { campaign, sealingKeys, today } = view
  const params = { campaignId: campaign.id, unitCode: unit.code }
  const open = useAllRemarks().filter((remark) => isOpen(remark, form.filing))
  const remarks = useAllRemarks()
  const key = useSigningKey(campaign.id, unit.code)
  const { demonstration } = useMe()
  const submission = useSubmission(campaign.id, unit.code)
  const [passphrase, setPassphrase] = useState('')
  const [step, setStep] = useState('')
  const [fault, setFault] = useState('')
  const [, navigate] = useLocation()
  const send = useDeed(
    async () => {
      if (!key.data) return
      setFault('')
      setStep('正在保存草稿……')
      await keeper.settle()
      const current = await call(contract.submissions.get, { params })
      setStep('正在用口令打开签名密钥……')
      const signer = await unlockKey(key.data.locked as never, passphrase)
      setStep('正在加密签名并自检……')
      const sealed = await pack({
        form,
        remarks,
        today,
        signer,
        recipients: sealingKeys,
        revision: current.next.revision,
        previous: current.next.previous,
        sealedAt: new Date(Date.now() + (demonstration?.clockOffsetMs ?? 0)),
        generator: 'zicha web',
        getAttachment: (sha256) => home.getAttachment(sha256),
      })
      setStep('正在上传……')
      await upload(contract.submissions.uploadPackage, { params }, new Blob([sealed.bytes]), (done) =>
        setStep(done < 1 ? `正在上传 ${Math.round(done * 100)}%` : '正在核验……'),
      )
    },
    {
      done: () => {
        navigate(`/campaigns/${campaign.id}/materials`)
        return '数据包已封装并上传，请补齐其余材料后报送'
      },
      refused: (error) => {
        setStep('')
        if (!(error instanceof Problem) || error.code !== 'sealing.wrong-passphrase') return false
        setFault(error.message)
        return true
      },
    },
  )
  if (key.isPending || submission.isPending) return <Loading />
  if (key.isError) return <Failure error={key.error} retry={key.refetch} />
  const closed = submission.data?.closedBecause
  return (
    <div className="stack">
      <PageHead
        title="封装数据包并上传"
        lead="在本浏览器中加密给主管单位和本单位，用本单位的密钥签名，与离线工具导出的数据包完全相同。"
      />
      {closed && <Banner tone="info" title={closed} />}
      {open.length > 0 ? (
        <Banner
          tone="warn"
          title={`还有 ${open.length} 处待处理`}
          action={<ButtonLink href="/check">检查全部答案</ButtonLink>}
        >
          <p>错误须改正，警告须改正或说明，处理完才能封装。</p>
        </Banner>
      ) : key.data ? (
        <Panel title="签名">
          <form
            className="stack"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              if (passphrase === '') setFault('请输入签名口令')
              else send.mutate(undefined)
            }}
          >
            <p>
              签名密钥指纹 <span className="code">{onPaper(key.data)}</span>
            </p>
            <TextField
              id="seal-passphrase"
              label="签名口令"
              type="password"
              value={passphrase}
              onChange={setPassphrase}
              error={fault || undefined}
              autoComplete="off"
            />
            {step && <Progress label="封装进度" words={step} />}
            <Button type="submit" busy={send.isPending} disabled={Boolean(closed)}>
              封装数据包并上传
            </Button>
          </form>
        </Panel>
      ) : (
        <Panel title="先设一个签名口令">
          <NewKeyForm campaignId={campaign.id} unitCode={unit.code} onMade={() => key.refetch()} />
        </Panel>
      )}
    </div>
  )
}
