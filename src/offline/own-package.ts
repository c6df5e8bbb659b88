// A package that this unit exported comes back as its draft: only one signed by the key this tool carries.
import type { Filing } from '../domain/filing.ts'
import { carriedDifference, difference, type Patch } from '../domain/patch.ts'
import { Problem } from '../domain/problem.ts'
import { mostBytesTogether, showBytes } from '../filler/file-check.ts'
import type { Bytes } from '../sealing/bytes.ts'
import { sameKey, unlockKey } from '../sealing/keys.ts'
import { inspect, open } from '../sealing/package.ts'
import { nextExport, type Tool } from './tool.ts'

/** More than any tool exports: all attachments, and answers to go with them. */
const mostBytes = mostBytesTogether + 40 * 1024 * 1024

export interface OwnPackage {
  readonly name: string
  readonly revision: number
  /** UTC ISO */
  readonly sealedAt: string
  readonly digest: string
  readonly filing: Filing
  readonly attachments: ReadonlyMap<string, Bytes>
}

/** Throws a Problem for every package that is not this unit's own, in one piece, and of this campaign. */
export async function openOwnPackage(
  { bundle: { campaign, unit, signingKey } }: Pick<Tool, 'bundle'>,
  file: File,
  passphrase: string,
): Promise<OwnPackage> {
  if (file.size > mostBytes) throw tooLarge(file)
  const { header, signer } = await inspect(file)
  // Whose it is comes first: where it is somebody else's, no key of ours says anything about it.
  const expect = { campaignId: campaign.id, unitCode: unit.code }
  if (header.campaignId === expect.campaignId && header.unitCode === expect.unitCode)
    if (!sameKey(signer, signingKey.publicKey)) throw otherKey()
  const key = await unlockKey(signingKey, passphrase)
  const opened = await open(file, { keys: [key], signers: [key.publicKey], expect, maxBytes: mostBytes })
  if (opened.filing.questionnaireId !== campaign.questionnaireId) throw otherForm()
  const { revision, sealedAt } = opened.header
  const { digest, filing, attachments } = opened
  return { name: file.name, revision, sealedAt, digest, filing, attachments }
}

/** What a proven package tells of exports made elsewhere: the next one follows it. True when it was news. */
export async function noteRevision(tool: Tool, { revision, digest, sealedAt }: OwnPackage): Promise<boolean> {
  if (revision < nextExport(tool).revision) return false
  const exported = { revision, digest, at: sealedAt }
  tool.visit.exported = exported
  // A full disk forgets it at the next start, and says so by itself.
  await tool.vault?.setExported(exported).catch(() => {})
  return true
}

export const changesTo = (draft: Filing, { filing }: OwnPackage): Patch[] => [
  ...difference(draft, filing),
  ...carriedDifference(draft, filing),
]

/** The attachments whose bytes this computer lacks come along; how many they were. */
export async function keepFiles(tool: Tool, { attachments }: OwnPackage): Promise<number> {
  const { vault, loose } = tool
  const kept = (await vault?.fileNames()) ?? new Set()
  const fresh = [...attachments].filter(([sha256]) => !kept.has(sha256) && !loose.has(sha256))
  for (const [sha256, bytes] of fresh)
    if (!vault) loose.set(sha256, bytes)
    else
      await vault.putFile(sha256, bytes).catch(() => {
        throw noRoom()
      })
  return fresh.length
}

/** The package's contents become the draft as one step to undo; what stood there stays among the versions. */
export async function takeOver(tool: Tool, own: OwnPackage): Promise<void> {
  const { form, keeper, vault } = tool
  await keepFiles(tool, own)
  await keeper.flush()
  await vault?.keepVersion({ filing: form.filing, savedAt: keeper.savedAt }, '改用数据包的内容前')
  form.edit(`改用第 ${own.revision} 次导出的内容`, (edit) => edit.add(changesTo(form.filing, own)))
}

const tooLarge = ({ name, size }: File) =>
  new Problem(
    'limited',
    'tool.package-too-large',
    `“${name}”有 ${showBytes(size)}，超过本工具能打开的 ${showBytes(mostBytes)}。请确认选的是由离线工具导出的 .sez 文件`,
  )
const otherKey = () =>
  new Problem(
    'forbidden',
    'tool.other-key',
    '这个数据包是用另一次下载的工具导出的，密钥不同，在这里打不开。请在同一个浏览器里用当时的工具文件打开它，关闭以后再打开本工具，按提示选用那份草稿',
  )
const otherForm = () =>
  new Problem('conflict', 'tool.other-form', '这个数据包用的是另一版自查表，请重新下载离线工具后再打开')
const noRoom = () =>
  new Problem(
    'limited',
    'tool.no-room',
    '磁盘空间不足，数据包里的附件存不下。现在的草稿没有变化，请清理磁盘后重试',
  )
