import * as z from 'zod/mini'
import type { Filing } from '../domain/filing.ts'
import { answering, megabyte } from './endpoint.ts'
import { type LockedKey, lockedKey, patch, words } from './shapes.ts'

export interface DraftView {
  /** Raised by one at each change. */
  readonly version: number
  readonly filing: Filing
  readonly at: string
  readonly by: string
}

/** A draft that gave way to a package, or to another one. */
export type AsideDraft = Omit<DraftView, 'filing'>

export interface DraftSaved {
  readonly version: number
  readonly at: string
  /** Present when others had changed it meanwhile: what stands now. */
  readonly filing?: Filing
}

export interface SigningKeyView {
  /** Lowercase hex of the digest of the public key. */
  readonly fingerprint: string
  /** Locked by the unit's passphrase, which the platform never sees. */
  readonly locked: LockedKey
  readonly madeAt: string
  readonly by: string
  readonly revokedAt: string | null
}

const one = '/api/campaigns/:campaignId/units/:unitCode'

export const drafts = {
  /** Made from the last package, or empty, when there is none yet. */
  get: answering<DraftView>().get(`${one}/draft`),
  /** 409 `draft.conflict`: `details` give `version` and `conflicts`, each `path`, what `stands`, what was `wanted`. */
  patch: answering<DraftSaved>().patch(`${one}/draft`, {
    body: z.object({ version: z.number(), patches: z.array(patch).check(z.maxLength(100_000)) }),
  }),
  /** Gives up the draft for a package's answers. The draft is put aside, not destroyed. */
  adopt: answering<DraftView>().post(`${one}/draft/adopt`, {
    body: z.object({ version: z.number(), number: z.number().check(z.int(), z.gte(1), z.lte(1_000_000)) }),
  }),
  /** The latest first. */
  listAside: answering<readonly AsideDraft[]>().get(`${one}/drafts-aside`),
  getAside: answering<DraftView>().get(`${one}/drafts-aside/:version`),
  /** Its answers become the draft's, which is put aside in its turn; `version` is the draft's that gives way. */
  restoreAside: answering<DraftView>().post(`${one}/drafts-aside/:version/restore`, {
    body: z.object({ version: z.number() }),
  }),
  /** Only bytes; the draft's own `attachments` say what they are. Idempotent. */
  putAttachment: answering<null>().put(`${one}/attachments/:sha256`, { upload: { limit: 20 * megabyte } }),
  keys: answering<readonly SigningKeyView[]>().get(`${one}/keys`),
  registerKey: answering<SigningKeyView>().post(`${one}/keys`, { body: z.object({ locked: lockedKey }) }),
  revokeKey: answering<SigningKeyView>().post(`${one}/keys/:fingerprint/revoke`, {
    body: z.object({ reason: words(500) }),
  }),
  /** The one-file tool with a registered key; the answer's `x-sha256` header is its digest. */
  tool: answering<Uint8Array>().get(`${one}/tool`, {
    query: z.object({ fingerprint: words(128), as: z.enum(['html', 'zip']) }),
    download: true,
  }),
} as const
