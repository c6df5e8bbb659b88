// The file itself: what it carries, and how a copy of it is made that carries the draft as well.
import type { Filing } from '../domain/filing.ts'
import { Problem } from '../domain/problem.ts'
import { readFiling } from '../domain/read-filing.ts'
import { bundleElementId, type ToolBundle } from '../domain/tool.ts'
import type { DraftLock } from '../sealing/draft-lock.ts'
import type { LockedKey, PublicKey } from '../sealing/keys.ts'

export type Bundle = ToolBundle<PublicKey, LockedKey>

/** A draft inside a copy of the file; its text and its files are sealed where there is a lock, base64 either way. */
export interface CarriedDraft {
  readonly version: 1
  /** UTC ISO */
  readonly savedAt: string
  /** Drafts that this one has grown from; see `opening.ts`. */
  readonly line: readonly string[]
  readonly lock: DraftLock | null
  readonly text: string
  readonly exported: Exported | null
}

/** The last package exported from here. */
export interface Exported {
  readonly revision: number
  readonly digest: string
  readonly at: string
}

const draftElementId = 'draft'
const fileElements = 'script[type="text/plain"][data-sha256]'

/** As the file was written, but for the draft in it. Taken before anything is drawn. */
let source = ''

/** Once, before anything is drawn: takes the carried draft out of the page, since it may weigh a hundred megabytes. */
export function readPage(): {
  bundle: Bundle
  carried: CarriedDraft | undefined
  files: ReadonlyMap<string, string>
} {
  const carried = takeElement(draftElementId) as CarriedDraft | undefined
  if (carried && carried.version !== 1) throw newer()
  const files = new Map<string, string>()
  for (const element of Array.from(document.querySelectorAll<HTMLElement>(fileElements))) {
    files.set(element.dataset.sha256 ?? '', element.textContent ?? '')
    element.remove()
  }
  source = `<!doctype html>\n${document.documentElement.outerHTML}`
  const bundle = takeElement(bundleElementId) as Bundle | undefined
  if (!bundle?.campaign?.id || !bundle.unit?.code) throw notWhole()
  if (bundle.version !== 1) throw newer()
  return { bundle: { ...bundle, filing: bundle.filing && readFiling(bundle.filing) }, carried, files }
}

function takeElement(id: string): unknown {
  const element = document.getElementById(id)
  if (!element?.textContent) return undefined
  const text = element.textContent
  element.remove()
  try {
    return JSON.parse(text)
  } catch {
    throw notWhole()
  }
}

/** The scripts stay the same to the letter, and with them the hashes that the page's policy allows. */
export function copyOfPage(draft: CarriedDraft, files: ReadonlyMap<string, Blob>): Blob {
  const json = JSON.stringify(draft).replace(/</g, '\\u003c')
  const at = source.lastIndexOf('</body>')
  const parts: BlobPart[] = [
    source.slice(0, at),
    `<script type="application/json" id="${draftElementId}">${json}</script>`,
  ]
  for (const [sha256, text] of files)
    parts.push(`<script type="text/plain" data-sha256="${sha256}">`, text, '</script>')
  return new Blob([...parts, source.slice(at)], { type: 'text/html;charset=utf-8' })
}

export const parseDraft = (text: string): Filing => readFiling(JSON.parse(text))

const notWhole = () =>
  new Problem('invalid', 'tool.not-whole', '这个文件不完整，可能下载中断或被改动过，请从网站重新下载离线工具')
const newer = () =>
  new Problem('invalid', 'tool.newer', '这个文件由更新的版本生成，请从网站重新下载离线工具后再打开')
