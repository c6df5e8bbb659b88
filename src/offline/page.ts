// The file itself: what it carries, and how a copy of it is made that carries the draft as well.
import type { Filing } from '../domain/filing.ts'
import { Problem } from '../domain/problem.ts'
import { readFiling } from '../domain/read-filing.ts'
import { bundleElementId, type ToolBundle } from '../domain/tool.ts'
import type { DraftLock } from '../sealing/draft-lock.ts'
import type { LockedKey, PublicKey } from '../sealing/keys.ts'

export type Bundle = ToolBundle<PublicKey, LockedKey>

/** A draft inside a copy of the file; `text` and files are sealed where there is a lock, base64 either way. */
export interface CarriedDraft {
  readonly version: 1
  /** UTC ISO */
  readonly savedAt: string
  readonly lock: DraftLock | null
  readonly text: string
  readonly files: Readonly<Record<string, string>>
  readonly exported: Exported | null
}

/** The last package exported from here. */
export interface Exported {
  readonly revision: number
  readonly digest: string
  readonly at: string
}

const draftElementId = 'draft'

/** As the file was written, before anything was drawn. */
const source = `<!doctype html>\n${document.documentElement.outerHTML}`

export function readBundle(): Bundle {
  const bundle = readElement(bundleElementId) as Bundle | undefined
  if (bundle?.version !== 1 || !bundle.campaign?.id || !bundle.unit?.code) throw notWhole()
  return { ...bundle, filing: bundle.filing && readFiling(bundle.filing) }
}

export const readCarriedDraft = (): CarriedDraft | undefined =>
  readElement(draftElementId) as CarriedDraft | undefined

function readElement(id: string): unknown {
  const text = document.getElementById(id)?.textContent
  if (!text) return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw notWhole()
  }
}

/** The script's text stays the same, and with it the hash that the page's policy allows. */
export function copyOfPage(draft: CarriedDraft): Blob {
  const element = new RegExp(`<script type="application/json" id="${draftElementId}">[^<]*</script>`)
  const json = JSON.stringify(draft).replace(/</g, '\\u003c')
  const bare = source.replace(element, '')
  const at = bare.lastIndexOf('</body>')
  return new Blob(
    [
      bare.slice(0, at),
      `<script type="application/json" id="${draftElementId}">`,
      json,
      '</script>',
      bare.slice(at),
    ],
    { type: 'text/html;charset=utf-8' },
  )
}

export const parseDraft = (text: string): Filing => readFiling(JSON.parse(text))

const notWhole = () =>
  new Problem('invalid', 'tool.not-whole', '这个文件不完整，可能下载中断或被改动过，请从网站重新下载离线工具')
