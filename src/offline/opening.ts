// Which draft is opened: of what lies in the browser, in the file and in the download, the newest.
// What is not opened is kept among the older versions, so that nothing is lost by opening the wrong file.
import { emptyFiling, type Filing } from '../domain/filing.ts'
import { asBytes, type Bytes } from '../sealing/bytes.ts'
import { type DraftKey, openDraftLock } from '../sealing/draft-lock.ts'
import type { Bundle, CarriedDraft } from './page.ts'
import { parseDraft } from './page.ts'
import type { Vault } from './vault.ts'

interface Found {
  readonly filing: Filing
  readonly savedAt: string
  readonly where: string
  readonly files: ReadonlyMap<string, Bytes>
}

export interface Opening {
  readonly filing: Filing
  readonly savedAt: string
  /** What the user should know about the choice; nothing when there was none. */
  readonly says: string | undefined
}

export const fromBase64 = (text: string): Bytes =>
  asBytes(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))

/** Throws `sealing.wrong-passphrase`. */
export async function readCarried(carried: CarriedDraft, passphrase: string | undefined): Promise<Found> {
  const key: DraftKey | undefined = carried.lock
    ? await openDraftLock(carried.lock, passphrase ?? '')
    : undefined
  const plain = async (text: string) => (key ? key.open(fromBase64(text)) : fromBase64(text))
  const files = new Map<string, Bytes>()
  for (const [sha256, text] of Object.entries(carried.files)) files.set(sha256, await plain(text))
  const filing = parseDraft(new TextDecoder().decode(await plain(carried.text)))
  return { filing, savedAt: carried.savedAt, where: '这个文件里的草稿', files }
}

function ofBundle({ filing, attachments, issuedAt }: Bundle): Found | undefined {
  if (!filing) return undefined
  const files = new Map(Object.entries(attachments).map(([sha256, text]) => [sha256, fromBase64(text)]))
  return { filing, savedAt: issuedAt, where: '下载时网站上的内容', files }
}

export async function chooseDraft(
  bundle: Bundle,
  carried: Found | undefined,
  vault: Vault | undefined,
): Promise<Opening> {
  const inBrowser = await vault?.read()
  const found: Found[] = [carried, ofBundle(bundle)].filter((one) => one !== undefined)
  if (inBrowser) found.push({ ...inBrowser, where: '本机浏览器里的草稿', files: new Map() })
  const newest = found.reduce<Found | undefined>(
    (best, one) => (best && best.savedAt >= one.savedAt ? best : one),
    undefined,
  )
  if (!newest) {
    const { campaign, unit, issuedAt } = bundle
    const filing = emptyFiling(campaign.id, campaign.questionnaireId, unit.code)
    await vault?.snapshot(filing, issuedAt)
    return { filing, savedAt: issuedAt, says: undefined }
  }
  if (vault) {
    for (const { files } of found) for (const [sha256, bytes] of files) await vault.putFile(sha256, bytes)
    if (inBrowser && newest.savedAt !== inBrowser.savedAt)
      await vault.keepVersion(inBrowser.filing, inBrowser.savedAt, '打开另一份较新的草稿前')
    else if (carried && newest !== carried && carried.savedAt !== inBrowser?.savedAt)
      await vault.keepVersion(carried.filing, carried.savedAt, '文件中较旧的草稿')
    await vault.snapshot(newest.filing, newest.savedAt)
  }
  const others = found.filter((one) => one !== newest && one.savedAt !== newest.savedAt)
  const says =
    others.length > 0
      ? `已打开较新的一份：${newest.where}。${others.map(({ where }) => where).join('、')}较旧，可在“副本与安全”的历史版本中找回。`
      : undefined
  return { filing: newest.filing, savedAt: newest.savedAt, says }
}

/** Public bytes in clear text inside a page. */
export function toBase64(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 0x8000)
    text += String.fromCharCode(...bytes.subarray(at, at + 0x8000))
  return btoa(text)
}
