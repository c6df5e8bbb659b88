import { commitmentLetter } from '../../documents/commitment-letter.ts'
import { exportTables } from '../../documents/workbook/export-tables.ts'
import { asBytes } from '../../sealing/bytes.ts'
import { shortFingerprint } from '../../sealing/keys.ts'
import { Button } from '../../ui/button.tsx'
import { Panel } from '../../ui/shell.tsx'
import { docx } from '../export-package.ts'
import { questionnaireOf, saveFile, type Tool } from '../tool.ts'
import { useAttempt } from './use-attempt.ts'

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** What can be taken along at any time, finished or not. */
export function OtherFiles({ tool }: { tool: Tool }) {
  const { bundle, form } = tool
  const { attempt } = useAttempt()
  const fingerprint = shortFingerprint(bundle.signingKey.publicKey)
  const letter = async () => {
    const { campaign, unit } = bundle
    const bytes = await commitmentLetter({ campaign, unit, keyFingerprint: fingerprint })
    saveFile(`信息安全承诺书_${unit.code}.docx`, new Blob([asBytes(bytes)], { type: docx }))
    return undefined
  }
  const inventories = async () => {
    const questionnaire = questionnaireOf(bundle)
    const ids = questionnaire.tables.map(({ id }) => id)
    const bytes = await exportTables(questionnaire, form.filing, ids, form)
    saveFile(`自查清单_${bundle.unit.code}.xlsx`, new Blob([asBytes(bytes)], { type: xlsx }))
    return undefined
  }
  return (
    <Panel title="其他文件">
      <div className="stack">
        <p>填写中也可以随时保存。</p>
        <div className="row">
          <Button look="plain" icon="download" onClick={attempt(letter)}>
            保存承诺书（待签字盖章）
          </Button>
          <Button look="plain" icon="download" onClick={attempt(inventories)}>
            保存全部清单（Excel）
          </Button>
        </div>
        <p className="soft">
          承诺书上印有签名密钥指纹 <span className="mono digest">{fingerprint}</span>
          。公章证明密钥属于本单位，密钥证明数据包出自本单位。
        </p>
      </div>
    </Panel>
  )
}
