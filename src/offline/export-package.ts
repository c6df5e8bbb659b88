// The deed of the whole tool: seal, sign, open again to compare, and hand over package and Word form with one code.
import { selfInspectionTable } from '../documents/self-inspection.ts'
import type { Remark } from '../domain/remark.ts'
import { handedIn, pack } from '../filler/pack.ts'
import { Form } from '../form/form.ts'
import { asBytes } from '../sealing/bytes.ts'
import { shortCode } from '../sealing/canonical.ts'
import { unlockKey } from '../sealing/keys.ts'
import { fileOf, type Made, nextExport, questionnaireOf, type Tool, todayOf } from './tool.ts'

export const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** Throws `sealing.wrong-passphrase`, `filing.unfinished` and `tool.lost-file`. */
export async function exportPackage(
  tool: Tool,
  remarks: readonly Remark[],
  passphrase: string,
  say: (step: string) => Promise<void>,
): Promise<Made> {
  const { bundle, form, keeper, vault } = tool
  const { campaign, unit } = bundle
  const today = todayOf(tool)
  const draft = { filing: form.filing, savedAt: keeper.savedAt }
  const { revision, previous } = nextExport(tool)
  await say('正在用口令打开签名密钥……')
  const signer = await unlockKey(bundle.signingKey, passphrase)
  await say('正在加密、签名，并重新打开核对……')
  const sealed = await pack({
    form,
    remarks,
    today,
    signer,
    recipients: bundle.commissionKeys,
    revision,
    previous,
    draftVersion: bundle.draftVersion,
    sealedAt: tool.now(),
    generator: 'zicha offline',
    getAttachment: async (sha256) => new Blob([await fileOf(tool, sha256)]),
  })
  await say('正在生成 Word 自查表……')
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
  const exported = { revision, digest: sealed.digest, at: tool.now().toISOString() }
  tool.visit.exported = exported
  await vault?.setExported(exported)
  await vault?.keepVersion(draft, `第 ${revision} 次导出`)
  const made: Made = {
    filing: draft.filing,
    sez: new Blob([sealed.bytes], { type: 'application/octet-stream' }),
    form: new Blob([asBytes(table)], { type: docx }),
    name: `网络安全自查_${unit.code}_${campaign.id}_第${revision}次`,
    code,
    digest: sealed.digest,
    revision,
  }
  tool.visit.made = made
  return made
}
