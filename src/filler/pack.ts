// From a filled form to a sealed package: the same in the web app and in the offline tool.
import type { Attachment, Filing } from '../domain/filing.ts'
import { Problem } from '../domain/problem.ts'
import { isOpen, type Remark } from '../domain/remark.ts'
import type { Form } from '../form/form.ts'
import { prune } from '../form/prune.ts'
import type { KeyPair, PublicKey } from '../sealing/keys.ts'
import { type SealedPackage, seal } from '../sealing/package.ts'

export interface Packing {
  readonly form: Form
  /** The engine's and the checks'. */
  readonly remarks: readonly Remark[]
  /** YYYY-MM-DD */
  readonly today: string
  readonly signer: KeyPair
  /** The commission's sealing keys; those of the signer's suite are used. */
  readonly recipients: readonly PublicKey[]
  readonly revision: number
  /** Digest of the package before this one. */
  readonly previous: string | null
  /** Of the platform's draft that the answers have grown from. */
  readonly draftVersion?: number | undefined
  readonly sealedAt: Date
  readonly generator: string
  getAttachment(sha256: string): Promise<Blob>
}

/** Refuses while anything is open; reopens what it sealed and compares before handing it over. */
export async function pack(packing: Packing): Promise<SealedPackage> {
  const { form, remarks, signer, revision, previous, draftVersion, generator } = packing
  const open = remarks.filter((remark) => isOpen(remark, form.filing))
  if (open.length > 0) throw unfinished(open)
  const recipients = packing.recipients.filter(({ suite }) => suite === signer.publicKey.suite)
  if (recipients.length === 0) throw noRecipient()
  const filing = handedIn(form, packing.today)
  const attachments = new Map<string, Blob>()
  for (const { sha256 } of Object.values(filing.attachments))
    attachments.set(sha256, await packing.getAttachment(sha256))
  const { campaignId, unitCode } = filing
  const sealedAt = packing.sealedAt.toISOString().replace(/\.\d+Z$/, 'Z')
  return seal(
    { filing, attachments, previous, ...(draftVersion === undefined ? {} : { draftVersion }), generator },
    { recipients, signer, selfCheck: true, header: { campaignId, unitCode, revision, sealedAt } },
  )
}

/** What leaves the draft: asked answers, and the attachments they name. */
export function handedIn(form: Form, today: string): Filing {
  const filing = prune(form.questionnaire, form.filing, today)
  const named = new Set<string>()
  const note = (cell: unknown) => {
    if (Array.isArray(cell)) for (const id of cell) named.add(id)
  }
  for (const { id, type } of form.questionnaire.questions) if (type === 'files') note(filing.answers[id])
  for (const { id, columns } of form.questionnaire.tables) {
    const files = columns.filter(({ type }) => type === 'files')
    for (const row of filing.tables[id] ?? []) for (const column of files) note(row.cells[column.id])
  }
  const attachments: Record<string, Attachment> = {}
  for (const [id, attachment] of Object.entries(filing.attachments))
    if (named.has(id)) attachments[id] = attachment
  return { ...filing, attachments }
}

const unfinished = (open: readonly Remark[]) =>
  new Problem('invalid', 'filing.unfinished', `还有 ${open.length} 处待处理，处理后才能导出数据包`, {
    first: open.slice(0, 5).map(({ says }) => says),
  })
const noRecipient = () =>
  new Problem('invalid', 'sealing.no-recipient', '没有与签名密钥同一套算法的主管单位公钥，请重新下载离线工具')
