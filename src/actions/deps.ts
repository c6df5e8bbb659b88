// What deeds need besides their words: declared here, built by the starts.
import type { Blobs } from '../store/blobs.ts'
import type { Db } from '../store/database.ts'

export interface Deps {
  readonly db: Db
  readonly blobs: Blobs
  /** 32 bytes that lock the commission's private keys. */
  readonly masterKey: Uint8Array
  now(): Date
  /** The built one-file tool, without a bundle in it. */
  toolTemplate(): Promise<string>
  /** Name and version of this program, for what it makes. */
  readonly generator: string
}
