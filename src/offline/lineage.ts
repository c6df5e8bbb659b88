// Which of several drafts is meant. Each knows the earlier ones that it has grown from, by their marks; where two
// have grown apart, on two computers or by a new download, only the user can say which to go on with.
import type { Filing } from '../domain/filing.ts'
import type { Bytes } from '../sealing/bytes.ts'
import { canonical } from '../sealing/canonical.ts'

export interface Candidate {
  readonly where: 'browser' | 'file' | 'download'
  readonly filing: Filing
  /** UTC ISO; of a download, when it was issued. */
  readonly savedAt: string
  readonly mark: string
  /** Marks of what it has grown from. */
  readonly line: readonly string[]
  /** By SHA-256; those in the browser stay there. */
  readonly files: ReadonlyMap<string, Bytes>
}

/** Those that no other one continues or repeats, in the order given. One is opened; of several the user chooses. */
export function foremost(candidates: readonly Candidate[]): Candidate[] {
  const continued = (one: Candidate) =>
    candidates.some((other) => knows(other, one) && !(knows(one, other) && isBefore(one, other)))
  const isBefore = (one: Candidate, other: Candidate) => candidates.indexOf(one) < candidates.indexOf(other)
  const left = candidates.filter((one) => !continued(one))
  return left.filter(
    (one, index) => !left.slice(0, index).some((other) => canonical(other.filing) === canonical(one.filing)),
  )
}

const knows = (one: Candidate, other: Candidate): boolean => one !== other && one.line.includes(other.mark)

export const markOfDraft = (savedAt: string): string => savedAt
export const markOfDownload = (issuedAt: string): string => `issued ${issuedAt}`

const longestLine = 200

/** What a draft knows after `chosen` was opened and the others set aside. */
export function lineAfter(candidates: readonly Candidate[], downloaded: string): string[] {
  const marks = candidates.flatMap(({ line, mark }) => [...line, mark])
  return joinLine(marks, markOfDownload(downloaded))
}

export const joinLine = (line: readonly string[], ...marks: readonly string[]): string[] =>
  [...new Set([...line, ...marks])].slice(-longestLine)
