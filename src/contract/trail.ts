import * as z from 'zod/mini'
import { answering } from './endpoint.ts'
import { day, type Page, paging } from './shapes.ts'

export interface TrailRow {
  readonly id: string
  readonly at: string
  /** Name and username as they were then. */
  readonly by: string
  readonly verb: string
  readonly campaignId: string | null
  readonly unitCode: string | null
  /** Null also when the unit has been removed since. */
  readonly unitName: string | null
  readonly about: string | null
  readonly details: Readonly<Record<string, unknown>>
  readonly address: string | null
}

const filter = {
  /** Part of a unit's name or code, or of who did it. */
  q: z.optional(z.string().check(z.maxLength(100))),
  verb: z.optional(z.string().check(z.maxLength(60))),
  from: z.optional(day),
  to: z.optional(day),
}

export const trail = {
  list: answering<Page<TrailRow>>().get('/api/trail', { query: z.object({ ...filter, ...paging }) }),
  /** 422 `trail.too-many-rows` when the filter leaves more than one file should hold. */
  xlsx: answering<Uint8Array>().get('/api/trail.xlsx', { query: z.object(filter), download: true }),
} as const
