import type { Result, Unit } from './benchmark.ts'

/** One turn; answers with what it measured. */
export type Turn = () => Promise<number>

/** A turn measured in milliseconds. */
export const timed =
  (work: () => unknown): Turn =>
  async () => {
    const from = performance.now()
    await work()
    return performance.now() - from
  }

/**
 * A turn measured in milliseconds of processor time: the same as the clock's on an idle machine, and still true on a
 * busy one. For what this process does alone, without waiting.
 */
export const worked =
  (work: () => unknown): Turn =>
  async () => {
    const from = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(from)
    return (user + system) / 1000
  }

/** All take a turn in every round, each round beginning with another, so that a busy moment of the machine meets all. */
export async function race<Name extends string>(
  contenders: Readonly<Record<Name, Turn>>,
  rounds: number,
  warmUps = 1,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[]
  const measured = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = -warmUps; round < rounds; round++)
    for (let turn = 0; turn < names.length; turn++) {
      const name = names[(turn + round + warmUps) % names.length]!
      const value = await contenders[name]()
      if (round >= 0) measured[name].push(value)
    }
  return measured
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** The value that so large a part of them does not exceed. */
export const quantile = (values: readonly number[], part: number): number =>
  values.toSorted((one, other) => one - other)[Math.max(0, Math.ceil(values.length * part) - 1)]!

interface Comparison {
  readonly against?: readonly [what: string, values: readonly number[]]
  readonly budget?: number
}

export function result(
  what: string,
  unit: Unit,
  values: readonly number[],
  { against, budget }: Comparison = {},
): Result {
  return {
    what,
    unit,
    median: median(values),
    least: Math.min(...values),
    most: Math.max(...values),
    ...(against && {
      against: {
        what: against[0],
        median: median(against[1]),
        ratio: median(values.map((value, round) => value / against[1][round]!)),
      },
    }),
    ...(budget !== undefined && { budget }),
  }
}
