import { international } from './international.ts'
import type { Suite, SuiteId, Suites } from './suite.ts'

export const suites = { 1: international as Suite } as Suites

export const isSuiteId = (id: unknown): id is SuiteId => suites[id as SuiteId] !== undefined
