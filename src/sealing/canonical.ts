import './old-browsers.ts'
import { sha256 } from '@noble/hashes/sha2.js'
import type { Filing } from '../domain/filing.ts'
import { type ByteSource, hex, pieces, utf8 } from './bytes.ts'

/**
 * The one JSON text of a value (RFC 8785): keys in code unit order, no spaces, members without value left out.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = value as Readonly<Record<string, unknown>>
    let text = ''
    // The plain order of sort() is that of code units.
    for (const key of Object.keys(members).sort())
      if (members[key] !== undefined)
        text += `${text && ','}${JSON.stringify(key)}:${canonical(members[key])}`
    return `{${text}}`
  }
  const text = typeof value === 'number' && !Number.isFinite(value) ? undefined : JSON.stringify(value)
  if (text === undefined) throw new TypeError(`No JSON for ${String(value)}`)
  return text
}

/**
 * SHA-256 over the canonical filing, hex. Attachments are in it by their own digests, so it stands for the whole
 * contents, and form and package prove each other by it.
 */
export const contentDigest = (filing: Filing): string => hex(sha256(utf8(canonical(filing))))

/** The start of a digest for paper: `3F2A-91BC-0D44-7E10`. */
export const shortCode = (digest: string): string =>
  digest
    .slice(0, 16)
    .toUpperCase()
    .replace(/(.{4})(?=.)/g, '$1-')

/** SHA-256 of a file or other bytes, hex: the name that an attachment goes by. */
export async function sha256Of(source: ByteSource): Promise<string> {
  const hash = sha256.create()
  for await (const piece of pieces(source)) hash.update(piece)
  return hex(hash.digest())
}
