// Shapes that several endpoints take.
import * as z from 'zod/mini'
import type { Cell } from '../domain/filing.ts'
import { mappings, type Patch } from '../domain/patch.ts'

/** A trimmed text that says something. */
export const words = (longest: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(longest))
export const maybeWords = (longest: number) => z.string().check(z.trim(), z.maxLength(longest))
export const day = z.string().check(z.regex(/^[1-9]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/))
export const unitCode = z.string().check(z.regex(/^[A-Z0-9-]{1,20}$/))
export const campaignId = z.string().check(z.regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,39}$/))
const base64url = (longest: number) => z.string().check(z.regex(/^[A-Za-z0-9_-]+$/), z.maxLength(longest))

/** As in an address: `?page=2&size=50`, counted from 1. */
export const paging = {
  page: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(100_000))),
  size: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(500))),
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly total: number
  readonly page: number
  readonly size: number
}

export const publicKey = z.object({
  suite: z.union([z.literal(1), z.literal(2)]),
  use: z.enum(['seal', 'sign']),
  key: base64url(400),
})
export type PublicKey = z.output<typeof publicKey>

/** Only the public part is looked at here; the rest goes back to the browser as it came. */
export const lockedKey = z.looseObject({ publicKey })
export type LockedKey = z.output<typeof lockedKey>

const longestText = 100_000
const cell: z.ZodMiniType<Cell> = z.union([
  z.string().check(z.maxLength(longestText)),
  z.number(),
  z.boolean(),
  z.array(z.string().check(z.maxLength(longestText))),
  z.null(),
])
// `constructor` and its like are no words of ours: every object knows them already.
const id = z.string().check(
  z.minLength(1),
  z.maxLength(300),
  z.refine((text) => text.split('/').every((part) => !(part in {}))),
)
const row = z.object({ id, cells: z.record(id, cell) })
/** An answer, or one of the small records that stand in a mapping. */
const entry = z.union([cell, z.record(id, cell)])

export const patch: z.ZodMiniType<Patch> = z.union([
  z.object({ set: z.literal('cell'), key: id, was: cell, now: cell }),
  z.object({ set: z.enum(mappings), key: id, was: entry, now: entry }),
  z.object({ insert: id, at: z.number().check(z.int(), z.gte(0)), rows: z.array(row) }),
  z.object({ delete: id, at: z.number().check(z.int(), z.gte(0)), rows: z.array(row) }),
]) as z.ZodMiniType<Patch>
