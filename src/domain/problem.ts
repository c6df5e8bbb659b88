// A refusal: thrown to turn something down, in words its reader can act on.

export type ProblemKind = 'invalid' | 'forbidden' | 'missing' | 'conflict' | 'limited'

export class Problem extends Error {
  readonly kind: ProblemKind
  /** `topic.reason`, for programs and tests. */
  readonly code: string
  /** What was expected and found. Goes over the wire: no secrets. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(kind: ProblemKind, code: string, message: string, details: Record<string, unknown> = {}) {
    super(message)
    this.name = 'Problem'
    this.kind = kind
    this.code = code
    this.details = details
  }
}
