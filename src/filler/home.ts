// What the filler needs from the application that mounts it: the web app or the offline tool.
import type { ReactNode } from 'react'
import type { Campaign } from '../domain/campaign.ts'
import type { Attachment } from '../domain/filing.ts'
import type { Comment } from '../domain/review.ts'
import type { Unit } from '../domain/unit.ts'

export type Saving =
  /** `at` is local time, `10:32`. */
  | { readonly state: 'saved'; readonly at?: string }
  | { readonly state: 'saving' }
  | { readonly state: 'failed'; readonly message: string }
  /** Another window writes, or the filing has been handed in; `message` says which. */
  | { readonly state: 'readOnly'; readonly message: string }

/** A value that changes: `get` returns the same object until it does. */
export interface Watched<Value> {
  get(): Value
  subscribe(listener: () => void): () => void
}

/** A page of the home inside the filler, at `/x/<key>`: export, submit, copies. */
export interface HomePage {
  readonly key: string
  readonly title: string
  /** Stands in the task list's last group; without it the page is reached from the menu only. */
  readonly task?: { readonly hint?: string; readonly status?: ReactNode }
  body(): ReactNode
}

export interface Home {
  readonly kind: 'web' | 'offline'
  readonly campaign: Campaign
  readonly unit: Unit
  /** YYYY-MM-DD */
  readonly today: string
  /** Proposed where somebody must sign by name. */
  readonly filler?: string
  /** The reviewer's, as far as they are open. */
  readonly comments: readonly Comment[]
  readonly saving: Watched<Saving>
  readonly pages: readonly HomePage[]
  /** Keeps the bytes under their SHA-256. Type and size have been checked. */
  putAttachment(file: File): Promise<Attachment>
  getAttachment(sha256: string): Promise<Blob>
  /** Hands a file to the user. */
  saveFile(name: string, bytes: Blob): void
}
