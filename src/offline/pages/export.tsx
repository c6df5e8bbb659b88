import { type FormEvent, useEffect, useState } from 'react'
import { momentOf } from '../../domain/calendar.ts'
import { isOpen } from '../../domain/remark.ts'
import { useAllRemarks, useFiling } from '../../filler/use-form.tsx'
import { Button, ButtonLink } from '../../ui/button.tsx'
import { Link } from '../../ui/link.tsx'
import { SummaryList } from '../../ui/lists.tsx'
import { Banner, Progress } from '../../ui/notice.tsx'
import { PageHead, Panel } from '../../ui/shell.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { copiedToday } from '../copy-note.ts'
import { exportPackage } from '../export-package.ts'
import { lostFiles, type Made, saveFile, type Tool } from '../tool.ts'
import { OtherFiles } from './other-files.tsx'

export function ExportPage({ tool }: { tool: Tool }) {
  return (
    <>
      <PageHead
        title="导出数据包"
        lead="数据包加密给主管单位和本单位，并用本单位的密钥签名；生成后当场重新打开核对。"
      />
      {tool.second ? (
        <p>本工具已在另一个窗口打开，请在那个窗口导出。</p>
      ) : (
        <>
          <Package tool={tool} />
          <OtherFiles tool={tool} />
        </>
      )}
    </>
  )
}

function Package({ tool }: { tool: Tool }) {
  const filing = useFiling()
  const open = useAllRemarks().filter((remark) => isOpen(remark, filing))
  const [made, setMade] = useState(tool.visit.made)
  const [lost, setLost] = useState<readonly string[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: attachments change with the filing.
  useEffect(() => {
    lostFiles(tool).then(setLost, () => setLost([]))
  }, [tool, filing])
  if (made?.filing === filing) return <MadeFiles tool={tool} made={made} />
  const { exported } = tool.visit
  const last = exported && (
    <p className="soft">
      上次导出：第 {exported.revision} 次，{momentOf(new Date(exported.at))}。再次导出的数据包会取代它。
    </p>
  )
  if (open.length > 0 || lost.length > 0)
    return (
      <Panel title="还不能导出">
        <div className="stack">
          {open.length > 0 && (
            <>
              <Banner tone="warn" title={`还有 ${open.length} 处待处理`}>
                <p>错误须改正，警告须改正或写明原因。全部处理完才能导出数据包。</p>
              </Banner>
              <ButtonLink href="/check">检查全部答案</ButtonLink>
            </>
          )}
          {lost.length > 0 && (
            <Banner tone="warn" title={`有 ${lost.length} 个附件的内容不在这台电脑上`}>
              <p>请回到所在题目移除后重新添加：{lost.join('、')}</p>
            </Banner>
          )}
          {last}
        </div>
      </Panel>
    )
  return (
    <Panel title="签名并导出">
      <div className="stack">
        {last}
        <Sign tool={tool} onMade={setMade} />
      </div>
    </Panel>
  )
}

function Sign({ tool, onMade }: { tool: Tool; onMade(made: Made): void }) {
  const remarks = useAllRemarks()
  const [passphrase, setPassphrase] = useState('')
  const [step, setStep] = useState('')
  const [fault, setFault] = useState('')
  const say = async (words: string) => {
    setStep(words)
    // What follows may keep the page from drawing for a moment.
    await new Promise((resolve) => window.setTimeout(resolve, 50))
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (step) return
    if (passphrase === '') return setFault('请输入签名口令')
    setFault('')
    exportPackage(tool, remarks, passphrase, say)
      .then(onMade, (error: unknown) =>
        setFault(
          error instanceof Error && error.name === 'Problem'
            ? error.message
            : '导出没有成功，请重试；仍不成功时请先另存带草稿的副本',
        ),
      )
      .finally(() => setStep(''))
  }
  return (
    <form className="stack" noValidate onSubmit={send}>
      <TextField
        id="passphrase"
        label="签名口令"
        hint="下载本工具时设定的口令"
        type="password"
        size={20}
        value={passphrase}
        onChange={setPassphrase}
        error={fault || undefined}
      />
      {!copiedToday(tool) && (
        <p className="soft">
          今天还没有另存副本。数据包只含要报送的内容，建议先
          <Link href="/x/copies">另存带草稿的副本</Link>。
        </p>
      )}
      <div role="status">{step && <Progress label="导出进度" words={step} />}</div>
      <Button type="submit" busy={step !== ''}>
        签名并生成数据包
      </Button>
    </form>
  )
}

function MadeFiles({ tool, made }: { tool: Tool; made: Made }) {
  const { name, code, digest, revision, sez } = made
  return (
    <Panel title="导出结果">
      <div className="stack">
        <div role="status">
          <Banner tone="ok" title="数据包已生成，重新打开核对无误">
            <p>请保存下面两个文件。以后改动了内容，要重新导出。</p>
          </Banner>
        </div>
        <div className="row">
          <Button icon="download" onClick={() => saveFile(`${name}.sez`, sez)}>
            保存数据包（.sez）
          </Button>
          <Button icon="download" onClick={() => saveFile(`${name}_自查表.docx`, made.form)}>
            保存 Word 自查表
          </Button>
        </div>
        <SummaryList
          lines={[
            { key: 'revision', label: '导出次数', value: `第 ${revision} 次` },
            {
              key: 'code',
              label: '校验码',
              value: (
                <>
                  <strong className="mono">{code}</strong>
                  <br />
                  <span className="soft">与 Word 自查表页脚上的相同，两份文件互相印证</span>
                </>
              ),
            },
            { key: 'digest', label: '数据包摘要', value: <span className="mono digest">{digest}</span> },
            { key: 'size', label: '大小', value: `${Math.ceil(sez.size / 1024)} KB` },
          ]}
        />
        <div>
          <h3>下一步</h3>
          <ol className="steps">
            <li>打印 Word 自查表和承诺书，按通知要求签字、盖章。</li>
            <li>
              登录{tool.bundle.campaign.authority}
              的自查网站，在“材料与报送”上传数据包、自查表、工作总结和签章的承诺书。
            </li>
            <li>检查四件材料齐全后报送，留存回执。</li>
          </ol>
        </div>
      </div>
    </Panel>
  )
}
