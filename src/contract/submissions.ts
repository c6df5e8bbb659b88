import * as z from 'zod/mini'
import type { Piece } from '../domain/campaign.ts'
import type { Filing } from '../domain/filing.ts'
import type { Patch } from '../domain/patch.ts'
import type { Remark } from '../domain/remark.ts'
import type { Comment } from '../domain/review.ts'
import type { MoveName, Status, SubmissionState } from '../domain/submission.ts'
import type { Unit } from '../domain/unit.ts'
import { answering, megabyte } from './endpoint.ts'
import { maybeWords, words } from './shapes.ts'

export interface PackageView {
  /** In the order received, from 1, per unit. */
  readonly number: number
  /** As the sealer counted; in the signed header. */
  readonly revision: number
  /** Of the whole file, hex. */
  readonly digest: string
  /** As printed in the form's footer, `3F2A-91BC-0D44-7E10`. */
  readonly shortCode: string
  readonly size: number
  readonly sealedAt: string
  readonly receivedAt: string
  readonly receivedBy: string
  readonly signer: string
  readonly warnings: number
  readonly hints: number
  /** The submission it went into; null while it lies ready, or was replaced by a newer one. */
  readonly submittedAs: number | null
}

export interface PieceView {
  readonly piece: Piece
  readonly name: string
  /** Null while missing. */
  readonly file: {
    readonly name: string
    readonly mediaType: string
    /** Null until the form is made: when it is asked for, at the latest when handing in. */
    readonly size: number | null
    readonly sha256: string | null
    readonly from: 'package' | 'upload' | 'generated'
    readonly at: string
    readonly by: string
  } | null
}

export interface ReceiptView {
  readonly number: string
  readonly campaignTitle: string
  readonly unitName: string
  readonly revision: number
  readonly at: string
  readonly by: string
  readonly late: boolean
  /** SHA-256 (SM3 in suite 2) of the package, hex. */
  readonly packageDigest: string
  readonly shortCode: string
  readonly pieces: readonly {
    readonly piece: Piece
    readonly name: string
    readonly sha256: string
    readonly size: number
  }[]
}

export interface SubmissionView {
  readonly campaignId: string
  readonly unit: Unit
  readonly state: SubmissionState
  readonly status: Status
  readonly late: boolean
  /** How often handed in. */
  readonly revision: number
  readonly pieces: readonly PieceView[]
  readonly missing: readonly Piece[]
  /** What this account may do to it now. */
  readonly moves: readonly MoveName[]
  /** Whether this account may change answers, packages and pieces now; the sentence says why not. */
  readonly closedBecause: string | null
  readonly packages: readonly PackageView[]
  readonly receipts: readonly ReceiptView[]
  readonly returned: { readonly reason: string; readonly at: string; readonly by: string } | null
  readonly openComments: number
  /** Names of the other reviewers who have it open; of no concern to the unit. */
  readonly alsoReading: readonly string[]
  /** `ahead`: holds changes that are in no package yet. */
  readonly draft: {
    readonly version: number
    readonly ahead: boolean
    readonly at: string
    readonly by: string
  } | null
  /** What the next seal must say. */
  readonly next: { readonly revision: number; readonly previous: string | null }
}

export interface PackageReceived {
  readonly package: PackageView
  /** False when this very package had been received before. */
  readonly fresh: boolean
  readonly remarks: readonly Remark[]
  readonly submission: SubmissionView
}

export interface ReviewedFiling {
  readonly package: PackageView
  readonly filing: Filing
  readonly remarks: readonly Remark[]
  readonly comments: readonly Comment[]
  /** Against the package of the submission before; null for the first. */
  readonly difference: readonly Patch[] | null
}

export interface Deed {
  readonly at: string
  readonly by: string
  readonly verb: string
  readonly details: Readonly<Record<string, unknown>>
}

const one = '/api/campaigns/:campaignId/units/:unitCode'
const file = answering<Uint8Array>()

export const submissions = {
  get: answering<SubmissionView>().get(`${one}/submission`),
  /** The way in: a sealed package, from the offline tool or from online filling. */
  uploadPackage: answering<PackageReceived>().post(`${one}/packages`, {
    upload: { sealed: true },
  }),
  sez: file.get(`${one}/packages/:number/package.sez`, { download: true }),
  contents: file.get(`${one}/packages/:number/contents.zip`, { download: true }),
  /** Answers, remarks, comments and differences of one package; `last` for the newest. */
  filing: answering<ReviewedFiling>().get(`${one}/packages/:number/filing`),
  workbook: file.get(`${one}/packages/:number/inventories.xlsx`, { download: true }),
  attachment: file.get(`${one}/attachments/:sha256`, { download: true }),
  uploadPiece: answering<SubmissionView>().put(`${one}/pieces/:piece`, {
    query: z.object({ name: words(200) }),
    upload: { limit: 20 * megabyte },
  }),
  /** Of the submission being prepared, or of an earlier one. */
  piece: file.get(`${one}/pieces/:piece`, {
    query: z.object({ revision: z.optional(z.coerce.number().check(z.int(), z.gte(1), z.lte(1_000_000))) }),
    download: true,
  }),
  /** The commitment letter to print, sign and seal, with unit name and key fingerprint. */
  letter: file.get(`${one}/letter.docx`, { download: true }),
  submit: answering<ReceiptView>().post(`${one}/submit`),
  return: answering<SubmissionView>().post(`${one}/return`, { body: z.object({ reason: maybeWords(2000) }) }),
  accept: answering<SubmissionView>().post(`${one}/accept`, { body: z.object({ note: maybeWords(2000) }) }),
  reopen: answering<SubmissionView>().post(`${one}/reopen`, { body: z.object({ reason: words(2000) }) }),
  /** Takes a return or an acceptance back: it waits again. */
  recall: answering<SubmissionView>().post(`${one}/recall`, { body: z.object({ note: maybeWords(2000) }) }),
  comments: answering<readonly Comment[]>().get(`${one}/comments`),
  comment: answering<Comment>().post(`${one}/comments`, {
    body: z.object({ at: maybeWords(300), says: words(2000) }),
  }),
  resolve: answering<Comment>().post(`${one}/comments/:commentId/resolve`, {
    body: z.object({ resolved: z.boolean() }),
  }),
  /** Only before the unit has read it. */
  removeComment: answering<null>().delete(`${one}/comments/:commentId`),
  history: answering<readonly Deed[]>().get(`${one}/history`),
} as const
