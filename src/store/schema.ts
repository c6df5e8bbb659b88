// Every table and its columns, by hand; a test compares it with the migrated database.
import type { ColumnType, Generated } from 'kysely'
import type { Role } from '../domain/account.ts'
import type { Contact, Piece } from '../domain/campaign.ts'
import type { Figure } from '../domain/figures.ts'
import type { SubmissionState } from '../domain/submission.ts'

/** Read parsed, written as text: pg would make a PostgreSQL array of a JavaScript one. */
export type Json<Read> = ColumnType<Read, string, string>

/** What only the vault opens (vault.ts). */
export type Locked = Uint8Array

export interface Schema {
  migration: { number: number; name: string; appliedAt: Generated<Date> }
  setting: { key: string; value: Json<unknown> }
  campaign: CampaignTable
  unit: UnitTable
  account: AccountTable
  session: SessionTable
  commissionKey: CommissionKeyTable
  submission: SubmissionTable
  draft: DraftTable
  draftKept: DraftKeptTable
  signingKey: SigningKeyTable
  package: PackageTable
  figure: FigureTable
  piece: PieceTable
  attachment: AttachmentTable
  comment: CommentTable
  receipt: ReceiptTable
  trail: TrailTable
}

interface OfUnit {
  campaignId: string
  unitCode: string
}

interface CampaignTable {
  id: string
  title: string
  year: number
  authority: string
  questionnaireId: string
  notice: string
  requirements: Json<readonly string[]>
  opensOn: string
  dueOn: string
  closesOn: string
  majorEvent: string
  contacts: Json<readonly Contact[]>
  createdAt: Date
}

interface UnitTable {
  code: string
  name: string
  kind: string
  schoolClass: 'I' | 'II' | 'III' | null
  creditCode: string | null
  createdAt: Date
}

interface AccountTable {
  id: string
  username: string
  name: string
  role: Role
  unitCode: string | null
  passwordHash: string
  mustChangePassword: boolean
  disabled: Generated<boolean>
  failures: Generated<number>
  lockedUntil: Date | null
  lastSignedInAt: Date | null
  createdAt: Date
}

interface SessionTable {
  tokenHash: string
  id: string
  accountId: string
  address: string
  browser: string
  createdAt: Date
  lastSeenAt: Date
  expiresAt: Date
}

interface CommissionKeyTable {
  fingerprint: string
  suite: number
  publicKey: Json<unknown>
  locked: string
  createdAt: Date
  retiredAt: Date | null
}

interface SubmissionTable extends OfUnit {
  state: SubmissionState
  revision: Generated<number>
  late: Generated<boolean>
  submittedAt: Date | null
  decidedAt: Date | null
  decidedBy: string | null
  reason: Locked | null
  lastWorkedAt: Date | null
}

interface DraftTable extends OfUnit {
  version: number
  filing: Locked
  edited: boolean
  changedAt: Date
  changedBy: string
}

type DraftKeptTable = Omit<DraftTable, 'edited'>

interface SigningKeyTable extends OfUnit {
  fingerprint: string
  publicKey: Json<unknown>
  locked: Json<unknown>
  createdAt: Date
  createdBy: string
  revokedAt: Date | null
  revokedBy: string | null
}

interface PackageTable extends OfUnit {
  number: number
  revision: number
  digest: string
  contentDigest: string
  previous: string | null
  size: number
  sealedAt: Date
  blob: string
  signer: string
  receivedAt: Date
  receivedBy: string
  submittedAs: number | null
  filing: Locked
  remarks: Locked
  warnings: number
  hints: number
}

type FigureColumn<F> = F extends `${infer Row}.${infer Column}` ? `${Row}${Capitalize<Column>}` : never

type FigureTable = OfUnit & { number: number } & { [F in Figure as FigureColumn<F>]: number | null }

interface PieceTable extends OfUnit {
  revision: number
  piece: Exclude<Piece, 'package'>
  name: Locked
  mediaType: string
  size: number
  sha256: string
  source: 'package' | 'upload' | 'generated'
  keptAt: Date
  keptBy: string
}

interface AttachmentTable extends OfUnit {
  sha256: string
  size: number
}

interface CommentTable extends OfUnit {
  id: string
  /** Where and what. */
  content: Locked
  revision: number
  madeBy: string
  madeAt: Date
  resolvedBy: string | null
  resolvedAt: Date | null
}

interface ReceiptTable extends OfUnit {
  revision: number
  number: string
  packageNumber: number
  content: Locked
  issuedAt: Date
}

interface TrailTable {
  id: string
  happenedAt: Date
  accountId: string | null
  doneBy: string
  verb: string
  campaignId: string | null
  unitCode: string | null
  about: string | null
  details: Locked
  address: string | null
}
