// What is wrong, doubtful or worth knowing about one place in a filing.
import type { Filing, Path } from './filing.ts'

/** An error blocks submission; a warning must be explained or confirmed; a hint only speaks. */
export type Severity = 'error' | 'warning' | 'hint'

export interface Remark {
  /** Check id or engine code (`answer.missing`, `cell.format` …). With `at` it identifies the remark. */
  readonly code: string
  readonly severity: Severity
  /** Counts as a defect in the yearly assessment, though it does not block. */
  readonly serious?: true
  readonly at: Path
  readonly says: string
  /** What to do about it. */
  readonly fix?: string
  /** Clause keys in `catalog/regulations.json`. */
  readonly cites?: readonly string[]
}

/** The key under which a filing keeps the explanation of a warning. */
export const remarkKey = ({ code, at }: Pick<Remark, 'code' | 'at'>): string => `${code}@${at}`

/** An error, or a warning that nobody has explained yet: what stands between a filing and its submission. */
export const isOpen = (remark: Remark, filing: Filing): boolean =>
  remark.severity === 'error' ||
  (remark.severity === 'warning' && !filing.explanations[remarkKey(remark)]?.trim())
