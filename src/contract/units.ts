import * as z from 'zod/mini'
import { type Account, accountStandings, roles } from '../domain/account.ts'
import type { Unit } from '../domain/unit.ts'
import { answering, megabyte } from './endpoint.ts'
import { campaignId, type Page, paging, unitCode, words } from './shapes.ts'

export interface UnitRow {
  readonly unit: Unit
  readonly accounts: number
  /** Whether the campaign that was named asks it; null when none was named. */
  readonly asked: boolean | null
}

export interface AccountView {
  readonly account: Account
  readonly unitName: string | null
  readonly lastSignedInAt: string | null
  readonly lockedUntil: string | null
}

/** Shown once; the account must change it on first sign-in. */
export interface NewAccount {
  readonly account: Account
  readonly oneTimePassword: string
}

export interface IssuedPassword {
  readonly unitCode: string | null
  readonly unitName: string | null
  readonly name: string
  readonly username: string
  readonly oneTimePassword: string
}

export interface AddedUnit {
  readonly unit: Unit
  readonly account: NewAccount | null
}

export interface ImportReport {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  /** Nothing is taken while there is one. */
  readonly rejected: readonly { readonly cell: string; readonly text: string; readonly why: string }[]
  /** Column heads that nobody knows. */
  readonly unknownColumns: readonly string[]
  readonly accounts: readonly (IssuedPassword & { readonly unitCode: string })[]
}

const creditCode = z.nullable(z.string().check(z.regex(/^[0-9A-Z]{18}$/)))
const changeable = {
  name: words(100),
  kind: words(40),
  schoolClass: z.nullable(z.enum(['I', 'II', 'III'])),
  creditCode,
}

const role = z.enum(roles)

export const units = {
  list: answering<Page<UnitRow>>().get('/api/units', {
    query: z.object({
      ...paging,
      q: z.optional(z.string()),
      kind: z.optional(z.string()),
      campaign: z.optional(campaignId),
    }),
  }),
  /** With its administrator, and asked by `campaign`, as an import would. */
  add: answering<AddedUnit>().post('/api/units', {
    body: z.object({
      ...changeable,
      code: unitCode,
      campaign: z.optional(campaignId),
      administrator: z.optional(z.object({ name: words(50), username: words(64) })),
    }),
  }),
  change: answering<Unit>().put('/api/units/:unitCode', { body: z.object(changeable) }),
  /** With its accounts; only what no campaign asks. */
  remove: answering<null>().delete('/api/units/:unitCode'),
  /** An .xlsx as from `template`; with `dry=1` only the report. New units join `campaign` and get one account each. */
  import: answering<ImportReport>().post('/api/units/import', {
    query: z.object({ dry: z.optional(z.enum(['1', '0'])), campaign: z.optional(z.string()) }),
    upload: { limit: 10 * megabyte },
  }),
  template: answering<Uint8Array>().get('/api/units/template.xlsx', { download: true }),
  export: answering<Uint8Array>().get('/api/units/export.xlsx', { download: true }),
  accounts: answering<Page<AccountView>>().get('/api/accounts', {
    query: z.object({
      ...paging,
      q: z.optional(z.string()),
      unitCode: z.optional(unitCode),
      standing: z.optional(z.enum(accountStandings)),
    }),
  }),
  addAccount: answering<NewAccount>().post('/api/accounts', {
    body: z.object({ username: words(64), name: words(50), role, unitCode: z.nullable(unitCode) }),
  }),
  changeAccount: answering<Account>().patch('/api/accounts/:accountId', {
    body: z.object({
      name: z.optional(words(50)),
      role: z.optional(role),
      disabled: z.optional(z.boolean()),
      /** Ends a lock-out before its time. */
      unlock: z.optional(z.literal(true)),
    }),
  }),
  /** New one-time passwords for all units' administrators who have never signed in; the old ones end. */
  reissue: answering<readonly IssuedPassword[]>().post('/api/accounts/reissue'),
  resetPassword: answering<NewAccount>().post('/api/accounts/:accountId/reset'),
} as const
