import { useState } from 'react'
import { contract } from '../../contract/all.ts'
import type { SigningKeyView } from '../../contract/drafts.ts'
import { fileSize } from '../../domain/file-kind.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Confirm } from '../../ui/dialog.tsx'
import { Banner } from '../../ui/notice.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import { call, fetchFile } from '../api.ts'
import { FailedPage, Loading, saveFile, useDeed, useTitle } from '../parts.tsx'
import { useMay, useMe } from '../session.tsx'
import { NewKeyForm, onPaper, useSigningKey } from '../signing-key.tsx'

/** The one-file offline tool: set the signing passphrase, download, check the digest. */
export default function Tool({ campaignId }: { campaignId: string }) {
  useTitle('离线工具')
  const unit = useMe().unit
  const unitCode = unit?.code ?? ''
  const key = useSigningKey(campaignId, unitCode)
  const mayTake = useMay()('key.register')
  if (!mayTake)
    return (
      <PageHead
        title="离线工具"
        lead="离线工具由填报员或单位管理员下载；您的账号用来查看、上传材料和报送。"
      />
    )
  if (key.isPending) return <Loading />
  if (key.isError) return <FailedPage error={key.error} retry={key.refetch} />
  return (
    <div className="page-narrow stack">
      <PageHead
        title="离线工具"
        lead="一个 .html 文件：双击在浏览器中打开，不联网、不安装。带有本单位的表单、上次的清单、主管单位的公钥和本单位的签名密钥。"
      />
      {key.data ? (
        <Download campaignId={campaignId} unitCode={unitCode} signer={key.data} />
      ) : (
        <Panel title="先设一个签名口令">
          <NewKeyForm campaignId={campaignId} unitCode={unitCode} onMade={() => key.refetch()} />
        </Panel>
      )}
      <Panel title="怎样用">
        <ol>
          <li>把文件存到自己的电脑上，双击，用 Chrome、Edge、Firefox、奇安信或 360 极速模式打开。</li>
          <li>填写时自动保存在这台电脑的浏览器里；建议每天“另存带草稿的副本”。</li>
          <li>填完后“检查全部答案”，导出数据包（.sez）和 Word 自查表。</li>
          <li>回到本网站“材料与报送”，上传数据包、总结和签章的承诺书。</li>
        </ol>
        <p className="soft">邮件网关常拦截 .html，需要用邮件转发时请下载 .zip。</p>
      </Panel>
    </div>
  )
}

function Download({
  campaignId,
  unitCode,
  signer,
}: {
  campaignId: string
  unitCode: string
  signer: SigningKeyView
}) {
  const [saved, setSaved] = useState<{ name: string; size: number; sha256: string } | null>(null)
  const [renewing, setRenewing] = useState(false)
  const mayRevoke = useMay()('key.revoke')
  const params = { campaignId, unitCode }
  const download = useDeed(async (as: 'html' | 'zip') => {
    const { blob, headers } = await fetchFile(contract.drafts.tool, {
      params,
      query: { fingerprint: signer.fingerprint, as },
    })
    const name = `网络安全自查_${unitCode}.${as}`
    saveFile(blob, name)
    setSaved({ name, size: blob.size, sha256: headers.get('x-sha256') ?? '' })
  })
  const revoke = useDeed(
    () =>
      call(contract.drafts.revokeKey, {
        params: { ...params, fingerprint: signer.fingerprint },
        body: { reason: '更换签名口令' },
      }),
    {
      done: () => {
        setRenewing(false)
        return '旧密钥已作废，请设新的签名口令'
      },
    },
  )
  return (
    <>
      <Panel title="下载">
        <div className="row">
          <Button icon="download" busy={download.isPending} onClick={() => download.mutate('html')}>
            下载离线工具（.html）
          </Button>
          <Button look="plain" busy={download.isPending} onClick={() => download.mutate('zip')}>
            下载 .zip
          </Button>
        </div>
        {saved && (
          <Banner tone="ok" title={`已下载 ${saved.name}（${fileSize(saved.size)}）`}>
            <p>
              SHA-256：<span className="code">{saved.sha256}</span>
            </p>
          </Banner>
        )}
      </Panel>
      <Panel title="签名密钥">
        <p>
          指纹 <span className="code">{onPaper(signer)}</span>
        </p>
        <p className="soft">
          指纹印在承诺书上：公章证明这把密钥属于本单位，密钥证明数据包出自本单位。由 {signer.by} 设定。
        </p>
        {mayRevoke ? (
          <LinkButton onClick={() => setRenewing(true)}>忘记口令，换新密钥</LinkButton>
        ) : (
          <p className="soft">忘记签名口令，请单位管理员在本页换新密钥。</p>
        )}
      </Panel>
      <Confirm
        open={renewing}
        title="换新密钥"
        act="作废旧密钥"
        danger
        busy={revoke.isPending}
        onConfirm={() => revoke.mutate(undefined)}
        onClose={() => setRenewing(false)}
      >
        <p>
          旧密钥作废后，已下载的离线工具不能再导出可报送的数据包，承诺书须重新打印签章。已填内容不受影响。
        </p>
      </Confirm>
    </>
  )
}
