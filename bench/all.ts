import type { Benchmark } from './benchmark.ts'
import { inventories } from './inventories.ts'
import { pages } from './pages.ts'
import { receiving } from './receiving.ts'
import { revalidation } from './revalidation.ts'
import { sealing } from './sealing.ts'
import { word } from './word.ts'

/** In the order told in docs/performance.md. */
export const allBenchmarks: readonly Benchmark[] = [
  receiving,
  sealing,
  revalidation,
  word,
  pages,
  inventories,
]
