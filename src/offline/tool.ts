// The open tool: everything its pages need, built once.
import { questionnaire } from '../catalog/all.ts'
import { dayOf, momentOf } from '../domain/calendar.ts'
import type { Filing } from '../domain/filing.ts'
import { Problem } from '../domain/problem.ts'
import type { Form } from '../form/form.ts'
import { type Bytes, utf8 } from '../sealing/bytes.ts'
import { sha256Of } from '../sealing/canonical.ts'
import { toBase64 } from './base64.ts'
import type { Keeper } from './keeper.ts'
import { joinLine, markOfDownload, markOfDraft } from './lineage.ts'
import { type Bundle, type CarriedDraft, copyOfPage, type Exported } from './page.ts'
import type { Vault } from './vault.ts'

export interface Tool {
  readonly bundle: Bundle
  readonly form: Form
  readonly keeper: Keeper
  /** Absent where the browser keeps nothing. */
  readonly vault: Vault | undefined
  /** Another window writes; this one shows. */
  readonly second: boolean
  /** Files of this visit that the vault does not have. */
  readonly loose: Map<string, Bytes>
  readonly visit: Visit
  now(): Date
}

/** What is known while the window is open. */
interface Visit {
  exported: Exported | undefined
  made: Made | undefined
}

/** What an export gave, until it is saved or the next one. */
export interface Made {
  readonly filing: Filing
  readonly sez: Blob
  readonly form: Blob
  readonly name: string
  readonly code: string
  readonly digest: string
  readonly revision: number
}

export const clockFor =
  ({ clockOffsetMs = 0 }: Bundle): (() => Date) =>
  () =>
    new Date(Date.now() + clockOffsetMs)

export const questionnaireOf = ({ campaign }: Bundle) => questionnaire(campaign.questionnaireId)
export const todayOf = (tool: Pick<Tool, 'now'>): string => dayOf(tool.now())

export async function keepFile(tool: Tool, file: Blob): Promise<string> {
  const sha256 = await sha256Of(file)
  const bytes = new Uint8Array(await file.arrayBuffer())
  if (tool.vault) await tool.vault.putFile(sha256, bytes)
  else tool.loose.set(sha256, bytes)
  return sha256
}

export async function fileOf(tool: Tool, sha256: string): Promise<Bytes> {
  const bytes = tool.loose.get(sha256) ?? (await tool.vault?.getFile(sha256))
  if (!bytes) throw lostFile(sha256)
  return bytes
}

/** Attachments whose bytes are not on this computer, by name. */
export async function lostFiles({ form, vault, loose }: Tool): Promise<string[]> {
  const kept = (await vault?.fileNames()) ?? new Set()
  return Object.values(form.filing.attachments)
    .filter(({ sha256 }) => !kept.has(sha256) && !loose.has(sha256))
    .map(({ name }) => name)
}

/** A copy of the tool with the draft and its files in it. Files that are lost stay named, and are left out. */
export async function copyWithDraft(tool: Tool): Promise<{ copy: Blob; savedAt: string }> {
  const { form, keeper, vault, bundle } = tool
  await keeper.flush()
  const { filing } = form
  const { savedAt } = keeper
  const sealed = (bytes: Bytes) => vault?.sealedOrPlain(bytes) ?? Promise.resolve(bytes)
  const files = new Map<string, Blob>()
  for (const { sha256 } of Object.values(filing.attachments)) {
    const bytes = await fileOf(tool, sha256).catch(() => undefined)
    // One blob each, so that the page never holds all of them as one text.
    if (bytes) files.set(sha256, new Blob([await toBase64(await sealed(bytes))]))
  }
  const line = joinLine((await vault?.line) ?? [markOfDownload(bundle.issuedAt)], markOfDraft(savedAt))
  await vault?.setLine(line).catch(() => {})
  const draft: CarriedDraft = {
    version: 1,
    savedAt,
    line,
    lock: vault?.lock ?? null,
    text: await toBase64(await sealed(utf8(JSON.stringify(filing)))),
    exported: tool.visit.exported ?? null,
  }
  return { copy: copyOfPage(draft, files), savedAt }
}

/** `网络安全自查_10001_草稿_0607-1532.html` */
export function copyName({ bundle, now }: Tool): string {
  const [, month, day, hour, minute] = momentOf(now()).split(/\D/)
  return `网络安全自查_${bundle.unit.code}_草稿_${month}${day}-${hour}${minute}.html`
}

/** What the next package says of itself: one more than any before it, here or at the platform. */
export function nextExport({ bundle, visit: { exported } }: Pick<Tool, 'bundle' | 'visit'>): {
  revision: number
  previous: string | null
} {
  if (!exported || exported.revision < bundle.nextRevision)
    return { revision: bundle.nextRevision, previous: bundle.previous }
  return { revision: exported.revision + 1, previous: exported.digest }
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
