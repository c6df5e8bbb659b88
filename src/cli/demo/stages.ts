// How far each of the 108 units is on the ninth of June 2019, the afternoon before everything is due.
import { Chance } from './chance.ts'
import type { Size } from './filing.ts'
import { type DemoUnit, demoUnits } from './names.ts'

export type Stage =
  | 'awaited'
  | 'keyed'
  | 'filling'
  | 'sealed'
  | 'submitted'
  | 'returned'
  | 'resubmitted'
  | 'accepted'
  | 'accepted-second'

export interface Staged {
  readonly unit: DemoUnit
  readonly stage: Stage
  readonly size: Size
  readonly seed: number
}

/** The demonstration's clock stands here when it is made, and then goes on. */
export const demoNow = '2019-06-09T07:20:00Z'

// Of each kind in turn, so that every filter of the progress table shows both kinds.
const cycle: readonly Stage[] = [
  'accepted',
  'submitted',
  'accepted',
  'filling',
  'returned',
  'accepted',
  'submitted',
  'awaited',
  'resubmitted',
  'keyed',
  'accepted',
  'accepted-second',
  'sealed',
  'awaited',
]

/** The first unit is the newcomer's: a large university whose form is almost done. */
export const newcomer = 'GX001'

export const stages = (): Staged[] =>
  demoUnits().map((unit, at) => {
    const chance = new Chance(1000 + at)
    const stage = unit.code === newcomer ? 'filling' : (cycle[at % cycle.length] ?? 'awaited')
    return { unit, stage, size: sizeOf(unit, at, chance), seed: 1 + at }
  })

function sizeOf({ code, kind, schoolClass }: DemoUnit, at: number, chance: Chance): Size {
  if (code === newcomer || at === 2) return { systems: 62, websites: 25, dataSets: 12 }
  if (kind === '直属单位')
    return { systems: chance.int(1, 6), websites: chance.int(1, 3), dataSets: chance.int(1, 2) }
  if (schoolClass === 'I') return { systems: chance.int(44, 64), websites: chance.int(15, 28), dataSets: 12 }
  if (schoolClass === 'II')
    return { systems: chance.int(16, 38), websites: chance.int(5, 14), dataSets: chance.int(6, 10) }
  return { systems: chance.int(6, 18), websites: chance.int(2, 6), dataSets: chance.int(3, 6) }
}
