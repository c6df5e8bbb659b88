// The draft at rest in this browser: snapshot and journal, older versions, files; locked or not.
import type { Filing } from '../domain/filing.ts'
import { applyPatches, type Patch } from '../domain/patch.ts'
import { asBytes, type Bytes, utf8 } from '../sealing/bytes.ts'
import { type DraftKey, type DraftLock, makeDraftLock, openDraftLock } from '../sealing/draft-lock.ts'
import { Database } from './database.ts'
import { type Exported, parseDraft } from './page.ts'

/** Text where there is no lock, sealed bytes where there is one. */
type Kept = string | Uint8Array

interface Snapshot {
  readonly savedAt: string
  readonly content: Kept
}

export interface Version {
  readonly savedAt: string
  readonly why: string
  readonly filing: Filing
}

const mostVersions = 20

export class Vault {
  private readonly db: Database
  private readonly name: string
  private key: DraftKey | undefined
  lock: DraftLock | undefined

  private constructor(db: Database, name: string, lock: DraftLock | undefined) {
    this.db = db
    this.name = name
    this.lock = lock
  }

  static async open(name: string): Promise<Vault> {
    const db = await Database.open(name)
    return new Vault(db, name, await db.get<DraftLock>('state', 'lock'))
  }

  get isLocked(): boolean {
    return this.lock !== undefined && this.key === undefined
  }

  async unlock(passphrase: string): Promise<void> {
    if (this.lock) this.key = await openDraftLock(this.lock, passphrase)
  }

  /** The newest draft: the last snapshot with all that was written down since. */
  async read(): Promise<{ filing: Filing; savedAt: string } | undefined> {
    const snapshot = await this.db.get<Snapshot>('state', 'snapshot')
    if (!snapshot) return undefined
    let filing = parseDraft(await this.plain(snapshot.content))
    let { savedAt } = snapshot
    for (const entry of await this.db.all<Snapshot>('journal')) {
      filing = applyPatches(filing, JSON.parse(await this.plain(entry.content)) as Patch[])
      savedAt = entry.savedAt
    }
    return { filing, savedAt }
  }

  async append(patches: readonly Patch[], savedAt: string): Promise<void> {
    const content = await this.kept(JSON.stringify(patches))
    await this.db.write(['journal'], (store) => store('journal').add({ savedAt, content }))
  }

  /** Folds the journal into a new snapshot. */
  async snapshot(filing: Filing, savedAt: string): Promise<void> {
    const content = await this.kept(JSON.stringify(filing))
    await this.db.write(['state', 'journal'], (store) => {
      store('state').put({ savedAt, content }, 'snapshot')
      store('journal').clear()
    })
  }

  /** Keeps a version aside; the oldest beyond twenty go. */
  async keepVersion(filing: Filing, savedAt: string, why: string): Promise<void> {
    const content = await this.kept(JSON.stringify(filing))
    const keys = await this.db.keys('history')
    await this.db.write(['history'], (store) => {
      store('history').add({ savedAt, why, content })
      for (const key of keys.slice(0, Math.max(0, keys.length + 1 - mostVersions)))
        store('history').delete(key)
    })
  }

  async versions(): Promise<Version[]> {
    const kept = await this.db.all<Snapshot & { why: string }>('history')
    const versions = await Promise.all(
      kept.map(async ({ savedAt, why, content }) => ({
        savedAt,
        why,
        filing: parseDraft(await this.plain(content)),
      })),
    )
    return versions.reverse()
  }

  async putFile(sha256: string, bytes: Bytes): Promise<void> {
    const kept = this.key ? await this.key.seal(bytes) : bytes
    await this.db.write(['files'], (store) => store('files').put(kept, sha256))
  }

  async getFile(sha256: string): Promise<Bytes | undefined> {
    const kept = await this.db.get<Uint8Array>('files', sha256)
    if (!kept) return undefined
    return this.key ? this.key.open(asBytes(kept)) : asBytes(kept)
  }

  get exported(): Promise<Exported | undefined> {
    return this.db.get<Exported>('state', 'exported')
  }

  async setExported(exported: Exported): Promise<void> {
    await this.db.write(['state'], (store) => store('state').put(exported, 'exported'))
  }

  get chosenFile(): Promise<FileSystemFileHandle | undefined> {
    return this.db.get<FileSystemFileHandle>('state', 'chosenFile')
  }

  async setChosenFile(handle: FileSystemFileHandle | undefined): Promise<void> {
    await this.db.write(['state'], (store) => {
      if (handle) store('state').put(handle, 'chosenFile')
      else store('state').delete('chosenFile')
    })
  }

  /** Sets, changes or (with nothing) takes away the passphrase: everything is written again. */
  async relock(passphrase: string | undefined, filing: Filing, savedAt: string): Promise<void> {
    const versions = await this.versions()
    const files = new Map<string, Bytes>()
    for (const sha256 of await this.db.keys('files')) {
      const bytes = await this.getFile(String(sha256))
      if (bytes) files.set(String(sha256), bytes)
    }
    const made = passphrase ? await makeDraftLock(passphrase) : undefined
    this.key = made?.key
    this.lock = made?.lock
    const content = await this.kept(JSON.stringify(filing))
    const history = await Promise.all(
      versions.reverse().map(async ({ savedAt, why, filing }) => ({
        savedAt,
        why,
        content: await this.kept(JSON.stringify(filing)),
      })),
    )
    const sealed = await Promise.all(
      [...files].map(
        async ([sha256, bytes]) => [sha256, this.key ? await this.key.seal(bytes) : bytes] as const,
      ),
    )
    // One transaction: a crash leaves everything under the old passphrase or everything under the new.
    await this.db.write(['state', 'journal', 'history', 'files'], (store) => {
      if (made) store('state').put(made.lock, 'lock')
      else store('state').delete('lock')
      store('state').put({ savedAt, content }, 'snapshot')
      store('journal').clear()
      store('history').clear()
      for (const version of history) store('history').add(version)
      for (const [sha256, bytes] of sealed) store('files').put(bytes, sha256)
    })
  }

  /** Bytes for a copy of the file: sealed where the draft is locked. */
  async sealedOrPlain(bytes: Bytes): Promise<Bytes> {
    return this.key ? this.key.seal(bytes) : bytes
  }

  async clear(): Promise<void> {
    this.db.close()
    await Database.remove(this.name)
  }

  private async kept(text: string): Promise<Kept> {
    return this.key ? this.key.seal(utf8(text)) : text
  }

  private async plain(kept: Kept): Promise<string> {
    if (typeof kept === 'string') return kept
    if (!this.key) throw new Error('locked')
    return new TextDecoder().decode(await this.key.open(asBytes(kept)))
  }
}
