// From a double click to an open draft: what lies in this browser, in the file and in the download is found, the
// right one is opened, and what is not opened is kept among the older versions.
import { emptyFiling, type Filing } from '../domain/filing.ts'
import { Form } from '../form/form.ts'
import { openDraftLock } from '../sealing/draft-lock.ts'
import { fromBase64 } from './base64.ts'
import { ChosenFile } from './chosen-file.ts'
import { Keeper } from './keeper.ts'
import { type Candidate, foremost, lineAfter, markOfDownload, markOfDraft } from './lineage.ts'
import { takeLock } from './lock.ts'
import { type Bundle, type CarriedDraft, parseDraft, readPage } from './page.ts'
import { clockFor, questionnaireOf, type Tool, todayOf } from './tool.ts'
import { type Draft, Vault } from './vault.ts'

/** What only the user can say. */
export interface Asks {
  /** Asks until `attempt` succeeds, or until the user gives this draft up. */
  passphrase(
    about: { bundle: Bundle; where: 'browser' | 'file'; mayGiveUp: boolean },
    attempt: (passphrase: string) => Promise<void>,
  ): Promise<'opened' | 'given-up'>
  choice(bundle: Bundle, candidates: readonly Candidate[]): Promise<Candidate>
}

export interface Opened {
  readonly tool: Tool
  readonly chosen: ChosenFile
  /** What the user should know of the choice. */
  readonly says: string | undefined
}

export async function openTool(ask: Asks): Promise<Opened> {
  const { bundle, carried, files } = readPage()
  const name = `zicha ${bundle.campaign.id} ${bundle.unit.code}`
  const second = !(await takeLock(name))
  // Private windows and strict settings refuse storage; the tool still works, and says so.
  const vault = await Vault.open(name).catch(() => undefined)
  const known = await unlock(ask, bundle, vault, second)
  const here = await inBrowser(vault)
  // A copy that this draft has grown from has nothing to add, and need not be unlocked.
  const overtaken = carried !== undefined && here?.line.includes(markOfDraft(carried.savedAt)) === true
  const inFile = carried && !overtaken ? await readCarried(carried, files, known, ask, bundle) : undefined
  const candidates = [here, inFile?.candidate, inDownload(bundle)].filter((one) => one !== undefined)
  const ahead = foremost(candidates)
  const asked = ahead.length > 1 && !second
  const opened = asked ? await ask.choice(bundle, ahead) : ahead[0]
  const draft = opened ?? emptyDraft(bundle)
  const settling = async () => {
    if (!vault || second) return
    await settle(vault, draft, candidates, ahead, bundle)
    await vault.sweep(namedBy(draft))
    if (inFile?.passphrase !== undefined && !vault.lock) await vault.relock(inFile.passphrase, draft)
  }
  // A full disk must not keep anybody from the draft.
  const settled = await settling().then(
    () => true,
    () => false,
  )
  const tool = await build({ bundle, draft, vault, second, settled, candidates, carried })
  const chosen = new ChosenFile(tool)
  if (!second) await chosen.start()
  return {
    tool,
    chosen,
    says:
      asked || second
        ? undefined
        : saysOf(opened, candidates, overtaken && carried.savedAt !== here?.savedAt),
  }
}

/** The passphrase that opened what lies in this browser. */
async function unlock(
  ask: Asks,
  bundle: Bundle,
  vault: Vault | undefined,
  second: boolean,
): Promise<string | undefined> {
  if (!vault?.isLocked) return undefined
  let known: string | undefined
  const answer = await ask.passphrase(
    { bundle, where: 'browser', mayGiveUp: !second },
    async (passphrase) => {
      await vault.unlock(passphrase)
      known = passphrase
    },
  )
  if (answer === 'given-up') await vault.empty()
  return known
}

async function inBrowser(vault: Vault | undefined): Promise<Candidate | undefined> {
  const draft = await vault?.read()
  if (!vault || !draft) return undefined
  return {
    ...draft,
    where: 'browser',
    mark: markOfDraft(draft.savedAt),
    line: await vault.line,
    files: new Map(),
  }
}

/** A copy may have another passphrase than this browser, or its own only. */
async function readCarried(
  carried: CarriedDraft,
  files: ReadonlyMap<string, string>,
  known: string | undefined,
  ask: Asks,
  bundle: Bundle,
): Promise<{ candidate: Candidate; passphrase: string | undefined } | undefined> {
  let found: Candidate | undefined
  let passphrase: string | undefined
  const attempt = async (words: string) => {
    const { lock } = carried
    const key = lock ? await openDraftLock(lock, words) : undefined
    const plain = async (text: string) => (key ? key.open(fromBase64(text)) : fromBase64(text))
    const bytes = new Map<string, Uint8Array<ArrayBuffer>>()
    for (const [sha256, text] of files) bytes.set(sha256, await plain(text))
    const { savedAt, line } = carried
    const filing = parseDraft(new TextDecoder().decode(await plain(carried.text)))
    found = { where: 'file', filing, savedAt, mark: markOfDraft(savedAt), line, files: bytes }
    if (lock) passphrase = words
  }
  if (!carried.lock) await attempt('')
  else if (known !== undefined) await attempt(known).catch(() => {})
  if (!found) await ask.passphrase({ bundle, where: 'file', mayGiveUp: true }, attempt)
  return found && { candidate: found, passphrase }
}

function inDownload({ filing, attachments, issuedAt }: Bundle): Candidate | undefined {
  if (!filing) return undefined
  const files = new Map(Object.entries(attachments).map(([sha256, text]) => [sha256, fromBase64(text)]))
  return { where: 'download', filing, savedAt: issuedAt, mark: markOfDownload(issuedAt), line: [], files }
}

const emptyDraft = ({ campaign, unit, issuedAt }: Bundle): Draft => ({
  filing: emptyFiling(campaign.id, campaign.questionnaireId, unit.code),
  savedAt: issuedAt,
})

/** Writes down what was decided, so that a kill right afterwards changes nothing of it. */
async function settle(
  vault: Vault,
  draft: Draft,
  candidates: readonly Candidate[],
  ahead: readonly Candidate[],
  bundle: Bundle,
): Promise<void> {
  const kept = await vault.fileNames()
  for (const { files } of candidates)
    for (const [sha256, bytes] of files) if (!kept.has(sha256)) await vault.putFile(sha256, bytes)
  for (const one of candidates)
    if (one !== draft && (ahead.includes(one) || one.where === 'browser'))
      await vault.keepVersion(one, setAside[one.where])
  await vault.snapshot(draft)
  await vault.setLine(lineAfter(candidates, bundle.issuedAt))
}

function namedBy({ filing }: { filing: Filing }): (sha256: string) => boolean {
  const named = new Set(Object.values(filing.attachments).map(({ sha256 }) => sha256))
  return (sha256) => named.has(sha256)
}

const setAside = {
  browser: '本机草稿，改用另一份时留存',
  file: '文件里的草稿，没有选用',
  download: '下载时网站上的内容，没有选用',
} as const

async function build({
  bundle,
  draft: { filing, savedAt },
  vault,
  second,
  settled,
  candidates,
  carried,
}: {
  bundle: Bundle
  draft: Draft
  vault: Vault | undefined
  second: boolean
  settled: boolean
  candidates: readonly Candidate[]
  carried: CarriedDraft | undefined
}): Promise<Tool> {
  const now = clockFor(bundle)
  const form = new Form(questionnaireOf(bundle), filing, { today: todayOf({ now }) })
  const keeper = new Keeper({
    form,
    vault,
    savedAt,
    now,
    wasSaved: savedAt !== bundle.issuedAt,
    isBehind: !settled,
    ...(second && { refusal: '只能查看' }),
  })
  const loose = new Map(vault && settled && !second ? [] : candidates.flatMap(({ files }) => [...files]))
  const before = await vault?.exported
  const inCopy = carried?.exported ?? undefined
  const exported = inCopy && inCopy.revision > (before?.revision ?? 0) ? inCopy : before
  if (exported && exported !== before && !second) await vault?.setExported(exported).catch(() => {})
  return { bundle, form, keeper, vault, second, loose, visit: { exported, made: undefined }, now }
}

function saysOf(
  opened: Candidate | undefined,
  candidates: readonly Candidate[],
  overtaken: boolean,
): string | undefined {
  if (overtaken) return '这个文件里的草稿较旧，已打开本机浏览器里接着它填的一份。'
  if (opened?.where === 'file' && candidates.some(({ where }) => where === 'browser'))
    return '已打开这个文件里较新的草稿。本机浏览器里较旧的一份留在“副本与安全”的历史版本中。'
  return undefined
}
