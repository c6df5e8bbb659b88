import * as z from 'zod/mini'
import { answering } from './endpoint.ts'
import { day, type Page, paging, unitCode } from './shapes.ts'

export interface TrailRow {
  readonly id: string
  readonly at: string
  /** Name and username as they were then. */
  readonly by: string
  readonly verb: string
  readonly campaignId: string | null
  readonly unitCode: string | null
  readonly about: string | null
  readonly details: Readonly<Record<string, unknown>>
  readonly address: string | null
}

export const trail = {
  list: answering<Page<TrailRow>>().get('/api/trail', {
    query: z.object({
      ...paging,
      unitCode: z.optional(unitCode),
      verb: z.optional(z.string().check(z.maxLength(60))),
      by: z.optional(z.string().check(z.maxLength(64))),
      from: z.optional(day),
      to: z.optional(day),
    }),
  }),
} as const
