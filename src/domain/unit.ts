// A unit is an organisation that answers campaigns: a university or an institution under the authority.

export const unitKinds = ['市属高校', '直属单位'] as const

export interface Unit {
  /** The authority's own short code: 1–20 of A–Z, 0–9 and `-`. In file names, package headers, URLs. */
  readonly code: string
  readonly name: string
  readonly kind: string
  /** Class I, II or III of the education grading guide (教技厅函〔2014〕74 号); set by the authority. */
  readonly schoolClass: 'I' | 'II' | 'III' | null
  /** 统一社会信用代码 */
  readonly creditCode: string | null
}
