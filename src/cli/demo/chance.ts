/** Repeatable chance: the same seed tells the same story on every machine. */
export class Chance {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** 0 ≤ x < 1 (mulberry32) */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0
    let mixed = this.state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }

  /** from ≤ n ≤ to */
  int(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1))
  }

  one<Value>(of: readonly Value[]): Value {
    const value = of[this.int(0, of.length - 1)]
    if (value === undefined) throw new Error('nothing to choose from')
    return value
  }

  /** True in so many of a hundred cases. */
  in100(cases: number): boolean {
    return this.next() * 100 < cases
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => this.int(0, 9)).join('')
  }

  /** A day between two, YYYY-MM-DD. */
  day(from: string, to: string): string {
    const start = Date.parse(`${from}T00:00:00Z`)
    const days = Math.round((Date.parse(`${to}T00:00:00Z`) - start) / 86_400_000)
    return new Date(start + this.int(0, days) * 86_400_000).toISOString().slice(0, 10)
  }
}
