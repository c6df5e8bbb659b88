// The open tool: everything its pages need, built once.
import { questionnaire } from '../catalog/all.ts'
import { dayOf } from '../domain/calendar.ts'
import { Problem } from '../domain/problem.ts'
import type { Form } from '../form/form.ts'
import { utf8 } from '../sealing/bytes.ts'
import { sha256Hex } from '../sealing/digest.ts'
import type { Keeper } from './keeper.ts'
import { toBase64 } from './opening.ts'
import { type Bundle, type CarriedDraft, copyOfPage, type Exported } from './page.ts'
import type { Vault } from './vault.ts'

export interface Tool {
  readonly bundle: Bundle
  readonly form: Form
  readonly keeper: Keeper
  /** Absent where the browser keeps nothing. */
  readonly vault: Vault | undefined
  /** Files of this visit, where there is no vault. */
  readonly loose: Map<string, Uint8Array<ArrayBuffer>>
  now(): Date
}

export const clockFor =
  ({ clockOffsetMs = 0 }: Bundle): (() => Date) =>
  () =>
    new Date(Date.now() + clockOffsetMs)

export const questionnaireOf = ({ campaign }: Bundle) => questionnaire(campaign.questionnaireId)
export const todayOf = (tool: Pick<Tool, 'now'>): string => dayOf(tool.now())

export async function keepFile(tool: Tool, file: Blob): Promise<string> {
  const sha256 = await sha256Hex(file)
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (tool.vault) await tool.vault.putFile(sha256, bytes)
  else tool.loose.set(sha256, bytes)
  return sha256
}

export async function fileOf(tool: Tool, sha256: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = tool.loose.get(sha256) ?? (await tool.vault?.getFile(sha256))
  if (!bytes) throw lostFile(sha256)
  return bytes
}

/** A copy of the tool with the draft and its files in it. */
export async function copyWithDraft(tool: Tool): Promise<Blob> {
  const { form, keeper, vault } = tool
  await keeper.flush()
  const seal = (bytes: Uint8Array<ArrayBuffer>) => vault?.sealedOrPlain(bytes) ?? Promise.resolve(bytes)
  const files: Record<string, string> = {}
  for (const { sha256 } of Object.values(form.filing.attachments))
    files[sha256] = toBase64(await seal(await fileOf(tool, sha256)))
  const draft: CarriedDraft = {
    version: 1,
    savedAt: keeper.savedAt,
    lock: vault?.lock ?? null,
    text: toBase64(await seal(utf8(JSON.stringify(form.filing)))),
    files,
    exported: (await vault?.exported) ?? null,
  }
  return copyOfPage(draft)
}

/** `网络安全自查_10001_草稿_0607-1532.html` */
export function copyName(tool: Tool): string {
  const [day, time] = new Date(tool.now().getTime() + 8 * 3_600_000).toISOString().split('T')
  return `网络安全自查_${tool.bundle.unit.code}_草稿_${day?.slice(5).replace('-', '')}-${time?.slice(0, 5).replace(':', '')}.html`
}

/** What the next package says of itself: one more than any before it, here or at the platform. */
export function nextExport(
  { bundle }: Tool,
  last: Exported | undefined,
): { revision: number; previous: string | null } {
  if (!last || last.revision < bundle.nextRevision)
    return { revision: bundle.nextRevision, previous: bundle.previous }
  return { revision: last.revision + 1, previous: last.digest }
}

export function saveFile(name: string, bytes: Blob): void {
  const url = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

const lostFile = (sha256: string) =>
  new Problem('missing', 'tool.lost-file', '一个附件已不在这台电脑上，请移除后重新添加', { sha256 })
