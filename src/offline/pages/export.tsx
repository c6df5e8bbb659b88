import { useEffect, useState } from 'react'
import { commitmentLetter } from '../../documents/commitment-letter.ts'
import { selfInspectionTable } from '../../documents/self-inspection.ts'
import { exportTables } from '../../documents/workbook/export-tables.ts'
import { isOpen } from '../../domain/remark.ts'
import { handedIn, pack } from '../../filler/pack.ts'
import { useAllRemarks, useFiling } from '../../filler/use-form.tsx'
import { Form } from '../../form/form.ts'
import { shortCode } from '../../sealing/canonical.ts'
import { shortFingerprint, unlockKey } from '../../sealing/keys.ts'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { useLive } from '../../ui/live.tsx'
import { Banner, Progress } from '../../ui/notice.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import { TextField } from '../../ui/text-field.tsx'
import type { Exported } from '../page.ts'
import { fileOf, nextExport, questionnaireOf, saveFile, type Tool, todayOf } from '../tool.ts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

interface Made {
  readonly sez: Blob
  readonly form: Blob
  readonly name: string
  readonly code: string
  readonly digest: string
  readonly revision: number
}

/** Seals, signs, opens again to compare, and hands over package and Word form with one code. */
export function ExportPage({ tool }: { tool: Tool }) {
  const filing = useFiling()
  const remarks = useAllRemarks()
  const open = remarks.filter((remark) => isOpen(remark, filing))
  const [last, setLast] = useState<Exported | undefined>()
  const [made, setMade] = useState<Made | null>(null)
  useEffect(() => {
    void tool.vault?.exported.then(setLast)
  }, [tool])
  return (
    <div className="stack">
      <PageHead
        title="导出数据包"
        lead="加密给主管单位和本单位，用本单位的密钥签名；导出后当场重新打开核对。Word 自查表页脚与数据包带同一校验码。"
      />
      {last && !made && (
        <Banner tone="info" title={`上次导出：第 ${last.revision} 次，${last.at.slice(0, 10)}`} />
      )}
      {open.length > 0 ? (
        <Banner
          tone="warn"
          title={`还有 ${open.length} 处待处理`}
          action={<ButtonLink href="/check">检查全部答案</ButtonLink>}
        >
          <p>错误须改正，警告须改正或说明，处理完才能导出数据包。草稿和清单随时可以另存。</p>
        </Banner>
      ) : (
        <Seal tool={tool} last={last} onMade={setMade} />
      )}
      {made && <MadeFiles tool={tool} made={made} />}
      <Other tool={tool} />
    </div>
  )
}

function Seal({ tool, last, onMade }: { tool: Tool; last: Exported | undefined; onMade(made: Made): void }) {
  const remarks = useAllRemarks()
  const [passphrase, setPassphrase] = useState('')
  const [step, setStep] = useState('')
  const [fault, setFault] = useState('')
  const make = async () => {
    setFault('')
    try {
      setStep('正在用口令打开签名密钥……')
      const signer = await unlockKey(tool.bundle.signingKey, passphrase)
      setStep('正在加密签名，并重新打开核对……')
      const made = await exportPackage(tool, signer, remarks, last)
      setPassphrase('')
      onMade(made)
    } catch (error) {
      setFault(error instanceof Error ? error.message : '导出没有成功，请重试')
    } finally {
      setStep('')
    }
  }
  return (
    <Panel title="签名">
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!step) void make()
        }}
      >
        <TextField
          id="passphrase"
          label="签名口令"
          hint="下载本工具时设定的口令"
          type="password"
          value={passphrase}
          onChange={setPassphrase}
          {...(fault && { error: fault })}
        />
        {step && <Progress label="导出进度" words={step} />}
        <Button type="submit" busy={step !== ''} disabled={passphrase === ''}>
          提交自查表并生成数据包
        </Button>
      </form>
    </Panel>
  )
}

async function exportPackage(
  tool: Tool,
  signer: Awaited<ReturnType<typeof unlockKey>>,
  remarks: Parameters<typeof pack>[0]['remarks'],
  last: Exported | undefined,
): Promise<Made> {
  const { bundle, form, vault } = tool
  const { campaign, unit } = bundle
  const today = todayOf(tool)
  const { revision, previous } = nextExport(tool, last)
  const sealed = await pack({
    form,
    remarks,
    today,
    signer,
    recipients: bundle.commissionKeys,
    revision,
    previous,
    sealedAt: tool.now(),
    generator: 'zicha offline',
    getAttachment: async (sha256) => new Blob([await fileOf(tool, sha256)]),
  })
  const questionnaire = questionnaireOf(bundle)
  const filing = handedIn(form, today)
  const code = shortCode(sealed.contentDigest)
  const table = await selfInspectionTable({
    questionnaire,
    filing,
    read: new Form(questionnaire, filing, { today }),
    campaign,
    unit,
    shortCode: code,
    day: today,
  })
  await vault?.setExported({ revision, digest: sealed.digest, at: tool.now().toISOString() })
  await vault?.keepVersion(form.filing, tool.keeper.savedAt, `第 ${revision} 次导出`)
  return {
    sez: new Blob([sealed.bytes], { type: 'application/octet-stream' }),
    form: new Blob([table as Uint8Array<ArrayBuffer>], { type: docx }),
    name: `网络安全自查_${unit.code}_${campaign.id}_第${revision}次`,
    code,
    digest: sealed.digest,
    revision,
  }
}

function MadeFiles({ tool, made }: { tool: Tool; made: Made }) {
  const { name, code, digest } = made
  return (
    <Banner tone="ok" title="数据包已生成，并已重新打开核对无误">
      <div className="stack">
        <div className="row">
          <Button icon="download" onClick={() => saveFile(`${name}.sez`, made.sez)}>
            保存数据包（.sez）
          </Button>
          <Button look="plain" icon="download" onClick={() => saveFile(`${name}_自查表.docx`, made.form)}>
            保存 Word 自查表
          </Button>
        </div>
        <p>
          校验码 <strong className="code">{code}</strong>，数据包摘要 <span className="code">{digest}</span>
        </p>
        <p>
          下一步：登录 {tool.bundle.campaign.authority}
          的自查网站，在“材料与报送”上传数据包、工作总结和签章的承诺书。
        </p>
      </div>
    </Banner>
  )
}

/** What can be taken along at any time, finished or not. */
function Other({ tool }: { tool: Tool }) {
  const { bundle, form } = tool
  const { toast } = useLive()
  const letter = async () => {
    const bytes = await commitmentLetter({
      campaign: bundle.campaign,
      unit: bundle.unit,
      keyFingerprint: shortFingerprint(bundle.signingKey.publicKey),
    })
    saveFile(
      `信息安全承诺书_${bundle.unit.code}.docx`,
      new Blob([bytes as Uint8Array<ArrayBuffer>], { type: docx }),
    )
  }
  const inventories = async () => {
    const questionnaire = questionnaireOf(bundle)
    const bytes = await exportTables(
      questionnaire,
      form.filing,
      questionnaire.tables.map(({ id }) => id),
      form,
    )
    saveFile(
      `自查清单_${bundle.unit.code}.xlsx`,
      new Blob([bytes as Uint8Array<ArrayBuffer>], { type: xlsx }),
    )
  }
  const attempt = (deed: () => Promise<void>) => () => {
    deed().catch((error: unknown) =>
      toast(error instanceof Error ? error.message : '没有成功，请重试', { tone: 'error' }),
    )
  }
  return (
    <Panel title="其他文件">
      <div className="row">
        <Button look="plain" onClick={attempt(letter)}>
          待签章的承诺书
        </Button>
        <Button look="plain" onClick={attempt(inventories)}>
          全部清单 Excel
        </Button>
      </div>
      <p className="soft">
        承诺书上印有签名密钥指纹 {shortFingerprint(bundle.signingKey.publicKey)}
        ：公章证明密钥属于本单位，密钥证明数据包出自本单位。
      </p>
    </Panel>
  )
}
