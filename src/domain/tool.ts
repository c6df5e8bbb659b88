// What the platform puts into a unit's one-file offline tool, and the tool reads on opening.
import type { Campaign } from './campaign.ts'
import type { Filing } from './filing.ts'
import type { Comment } from './review.ts'
import type { Unit } from './unit.ts'

/** Id of the `<script type="application/json">` that holds the bundle. */
export const bundleElementId = 'bundle'

/** `Key` and `Locked` are `PublicKey` and `LockedKey` of sealing, which lies above this floor. */
export interface ToolBundle<Key = unknown, Locked = unknown> {
  readonly version: 1
  readonly campaign: Campaign
  readonly unit: Unit
  /** The last known answers: the web draft, or the last package; null when there are none. */
  readonly filing: Filing | null
  /** The web draft's, when that is what `filing` is. */
  readonly draftVersion?: number
  /** Where exports go on counting: the next package's revision. */
  readonly nextRevision: number
  /** Digest of the last package received, for the chain; null before the first. */
  readonly previous: string | null
  /** By SHA-256, base64: the filing's attachments, as far as they fit. */
  readonly attachments: Readonly<Record<string, string>>
  /** SHA-256 of those that did not: the unit must add them again, or leave them out. */
  readonly absentAttachments: readonly string[]
  /** One per suite. */
  readonly commissionKeys: readonly Key[]
  readonly signingKey: Locked
  /** The reviewer's, as far as they are open; absent from tools of earlier builds. */
  readonly comments?: readonly Comment[]
  /** UTC ISO */
  readonly issuedAt: string
  /** How far the platform's clock is ahead of the world's: only a demonstration lives on another day. */
  readonly clockOffsetMs?: number
}
