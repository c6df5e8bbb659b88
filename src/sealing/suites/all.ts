import { chinese } from './chinese.ts'
import { international } from './international.ts'
import type { Suite, SuiteId, Suites } from './suite.ts'

/** Runs anywhere; `node.ts` has a faster set. */
export const suites: Suites = { 1: international as Suite, 2: chinese as Suite }

export const isSuiteId = (id: unknown): id is SuiteId => id === 1 || id === 2
