import * as z from 'zod/mini'
import type { Piece } from '../domain/campaign.ts'
import { type Status, type SubmissionState, statuses } from '../domain/submission.ts'
import type { Unit } from '../domain/unit.ts'
import { answering } from './endpoint.ts'
import { type Page, paging } from './shapes.ts'

export interface ProgressRow {
  readonly unit: Unit
  readonly state: SubmissionState
  readonly status: Status
  readonly late: boolean
  readonly revision: number
  readonly submittedAt: string | null
  readonly decidedAt: string | null
  readonly lastWorkedAt: string | null
  readonly missing: readonly Piece[]
  readonly openComments: number
  /** Of the last package; null before the first. */
  readonly warnings: number | null
  readonly systems: number | null
}

export interface Progress extends Page<ProgressRow> {
  /** Over all units of the campaign that the filter on kind and text leaves. */
  readonly counts: Readonly<Record<Status, number>>
}

/** Sums over accepted submissions: `n` of `N` units; whoever is missing is not counted as 0. */
export interface Totals {
  readonly n: number
  readonly N: number
  /** By question id of the matrix: `sysTotal.total`, `sysTotal.l3` … */
  readonly sums: Readonly<Record<string, number>>
  readonly byKind: readonly {
    readonly kind: string
    readonly n: number
    readonly N: number
    readonly sums: Readonly<Record<string, number>>
  }[]
}

export const progressSorts = [
  'code',
  'name',
  'kind',
  'status',
  'submittedAt',
  'lastWorkedAt',
  'systems',
  'warnings',
] as const

const filter = {
  status: z.optional(z.enum(statuses)),
  kind: z.optional(z.string()),
  q: z.optional(z.string().check(z.maxLength(100))),
  sort: z.optional(z.enum(progressSorts)),
  order: z.optional(z.enum(['up', 'down'])),
}

export const progress = {
  list: answering<Progress>().get('/api/campaigns/:campaignId/progress', {
    query: z.object({ ...filter, ...paging }),
  }),
  csv: answering<Uint8Array>().get('/api/campaigns/:campaignId/progress.csv', {
    query: z.object(filter),
    download: true,
  }),
  xlsx: answering<Uint8Array>().get('/api/campaigns/:campaignId/progress.xlsx', {
    query: z.object(filter),
    download: true,
  }),
  totals: answering<Totals>().get('/api/campaigns/:campaignId/totals'),
  totalsXlsx: answering<Uint8Array>().get('/api/campaigns/:campaignId/totals.xlsx', { download: true }),
} as const
