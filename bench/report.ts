// How results are told: a table for people, the same as JSON for programs.
import { cpus, loadavg, platform, release, totalmem } from 'node:os'
import type { Result } from './benchmark.ts'

export interface Machine {
  readonly processor: string
  readonly cores: number
  readonly memoryGb: number
  readonly system: string
  readonly node: string
  /** Of the last minute: above the number of cores, others were at work too. */
  readonly load: number
}

export const machine = (): Machine => ({
  processor: cpus()[0]?.model.trim() ?? '',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${platform()} ${release()}`,
  node: process.version,
  load: Math.round(loadavg()[0]! * 10) / 10,
})

export const tellMachine = ({ processor, cores, memoryGb, system, node, load }: Machine): string =>
  `${processor} × ${cores} 核，${memoryGb} GB，${system}，Node ${node}，负荷 ${load}`

/** Three digits that count; more would claim what no run can hold. */
export const round = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)))

const heads = ['测量', '中位数', '最小～最大', '对照', '对照值', '倍数', '预算']

export function table(results: readonly Result[]): string {
  const lines = [heads, ...results.map(cells)]
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => width(line[column]!))))
  return lines
    .map((line) => line.map((cell, column) => cell + ' '.repeat(widths[column]! - width(cell))).join('  '))
    .map((line) => line.trimEnd())
    .join('\n')
}

function cells({ what, unit, median, least, most, against, budget }: Result): string[] {
  return [
    what,
    `${round(median)} ${unit}`,
    `${round(least)}～${round(most)}`,
    against?.what ?? '',
    against ? `${round(against.median)} ${unit}` : '',
    against ? `×${round(against.ratio)}` : '',
    budget === undefined ? '' : `${round(budget)} ${unit}${median <= budget ? '' : ' 超出'}`,
  ]
}

/** Chinese letters and signs take two columns of a terminal. */
const width = (text: string): number =>
  [...text].reduce(
    (sum, letter) => sum + (/[\u2e80-\u9fff\uff00-\uff60\u3000-\u303f]/.test(letter) ? 2 : 1),
    0,
  )
