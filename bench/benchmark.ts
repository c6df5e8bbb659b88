// What a benchmark is: it lets contenders take turns and tells, for each of ours, how it stands against another.

/** How large and how often: `smoke` only proves that everything runs. */
export interface Setting {
  readonly smoke: boolean
  rounds(wanted: number): number
  /** So many of something; a handful in a smoke run. */
  many(wanted: number): number
}

export type Unit = 'ms' | 'MB/s' | '份/秒' | 'KB' | '个'

export interface Result {
  readonly what: string
  readonly unit: Unit
  /** The median of the rounds. */
  readonly median: number
  readonly least: number
  readonly most: number
  /** Who took turns with it, and the median of the rounds' ratios: this ÷ that. */
  readonly against?: { readonly what: string; readonly median: number; readonly ratio: number }
  /** What it may be at most. */
  readonly budget?: number
}

export interface Benchmark {
  readonly id: string
  readonly title: string
  run(setting: Setting): Promise<readonly Result[]>
}
