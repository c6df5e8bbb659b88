// The draft at rest in this browser: snapshot and journal, older versions, files; locked or not.
import type { Filing } from '../domain/filing.ts'
import { applyPatches, type Patch } from '../domain/patch.ts'
import { asBytes, type Bytes, utf8 } from '../sealing/bytes.ts'
import { type DraftKey, type DraftLock, makeDraftLock, openDraftLock } from '../sealing/draft-lock.ts'
import { Database } from './database.ts'
import { type Exported, parseDraft } from './page.ts'

/** Text where there is no lock, sealed bytes where there is one. */
type Kept = string | Uint8Array

interface Entry {
  readonly savedAt: string
  readonly content: Kept
}

export interface Version {
  readonly savedAt: string
  readonly why: string
  readonly filing: Filing
}

export interface Draft {
  readonly filing: Filing
  readonly savedAt: string
}

const mostVersions = 20

export class Vault {
  private readonly db: Database
  private key: DraftKey | undefined
  /** In the open, beside what it locks. */
  lock: DraftLock | undefined

  private constructor(db: Database, lock: DraftLock | undefined) {
    this.db = db
    this.lock = lock
  }

  static async open(name: string): Promise<Vault> {
    const db = await Database.open(name)
    return new Vault(db, await db.get<DraftLock>('state', 'lock'))
  }

  get isLocked(): boolean {
    return this.lock !== undefined && this.key === undefined
  }

  async unlock(passphrase: string): Promise<void> {
    if (this.lock) this.key = await openDraftLock(this.lock, passphrase)
  }

  /** The newest draft: the last snapshot with all that was written down since. */
  async read(): Promise<Draft | undefined> {
    const snapshot = await this.db.get<Entry>('state', 'snapshot')
    if (!snapshot) return undefined
    let filing = parseDraft(await this.plain(snapshot.content))
    let { savedAt } = snapshot
    for (const entry of await this.db.all<Entry>('journal')) {
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
  async snapshot({ filing, savedAt }: Draft): Promise<void> {
    const content = await this.kept(JSON.stringify(filing))
    await this.db.write(['state', 'journal'], (store) => {
      store('state').put({ savedAt, content }, 'snapshot')
      // Again, in case the browser has emptied the storage meanwhile.
      if (this.lock) store('state').put(this.lock, 'lock')
      store('journal').clear()
    })
  }

  /** Keeps a version aside; the oldest beyond twenty go. */
  async keepVersion({ filing, savedAt }: Draft, why: string): Promise<void> {
    const content = await this.kept(JSON.stringify(filing))
    const keys = await this.db.keys('history')
    await this.db.write(['history'], (store) => {
      store('history').add({ savedAt, why, content })
      for (const key of keys.slice(0, Math.max(0, keys.length + 1 - mostVersions)))
        store('history').delete(key)
    })
  }

  /** The newest first. */
  async versions(): Promise<Version[]> {
    const kept = await this.db.all<Entry & { why: string }>('history')
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
    const kept = await this.sealedOrPlain(bytes)
    await this.db.write(['files'], (store) => store('files').put(kept, sha256))
  }

  async getFile(sha256: string): Promise<Bytes | undefined> {
    const kept = await this.db.get<Uint8Array>('files', sha256)
    if (!kept) return undefined
    return this.key ? this.key.open(asBytes(kept)) : asBytes(kept)
  }

  async fileNames(): Promise<Set<string>> {
    return new Set((await this.db.keys('files')).map(String))
  }

  /** Removed attachments stay while an older version names them, and go with the last that does. */
  async sweep(needed: (sha256: string) => boolean): Promise<void> {
    const loose = new Set([...(await this.fileNames())].filter((sha256) => !needed(sha256)))
    if (loose.size === 0) return
    for (const { filing } of await this.versions())
      for (const { sha256 } of Object.values(filing.attachments)) loose.delete(sha256)
    await this.db.write(['files'], (store) => {
      for (const sha256 of loose) store('files').delete(sha256)
    })
  }

  /** What is small and in the open. */
  get line(): Promise<readonly string[]> {
    return this.db.get<readonly string[]>('state', 'line').then((line) => line ?? [])
  }

  setLine(line: readonly string[]): Promise<void> {
    return this.db.write(['state'], (store) => store('state').put(line, 'line'))
  }

  get exported(): Promise<Exported | undefined> {
    return this.db.get<Exported>('state', 'exported')
  }

  setExported(exported: Exported): Promise<void> {
    return this.db.write(['state'], (store) => store('state').put(exported, 'exported'))
  }

  get chosenFile(): Promise<FileSystemFileHandle | undefined> {
    return this.db.get<FileSystemFileHandle>('state', 'chosenFile')
  }

  setChosenFile(handle: FileSystemFileHandle | undefined): Promise<void> {
    return this.db.write(['state'], (store) => {
      if (handle) store('state').put(handle, 'chosenFile')
      else store('state').delete('chosenFile')
    })
  }

  /** Sets, changes or (with nothing) takes away the passphrase: everything is written again. */
  async relock(passphrase: string | undefined, { filing, savedAt }: Draft): Promise<void> {
    const versions = (await this.versions()).reverse()
    const made = passphrase ? await makeDraftLock(passphrase) : undefined
    const before = this.key
    const after = made?.key
    const text = async (one: Filing): Promise<Kept> =>
      after ? after.seal(utf8(JSON.stringify(one))) : JSON.stringify(one)
    const content = await text(filing)
    const history: (Entry & { why: string })[] = []
    for (const { savedAt, why, filing } of versions)
      history.push({ savedAt, why, content: await text(filing) })
    const files = new Map<string, Bytes>()
    for (const sha256 of await this.fileNames()) {
      const kept = asBytes((await this.db.get<Uint8Array>('files', sha256)) ?? new Uint8Array(0))
      const plain = before ? await before.open(kept) : kept
      files.set(sha256, after ? await after.seal(plain) : plain)
    }
    // One transaction: a crash leaves everything under the old passphrase or everything under the new.
    await this.db.write(['state', 'journal', 'history', 'files'], (store) => {
      if (made) store('state').put(made.lock, 'lock')
      else store('state').delete('lock')
      store('state').put({ savedAt, content }, 'snapshot')
      store('journal').clear()
      store('history').clear()
      for (const version of history) store('history').add(version)
      for (const [sha256, bytes] of files) store('files').put(bytes, sha256)
    })
    this.key = after
    this.lock = made?.lock
  }

  /** Bytes for a copy of the file: sealed where the draft is locked. */
  async sealedOrPlain(bytes: Bytes): Promise<Bytes> {
    return this.key ? this.key.seal(bytes) : bytes
  }

  reopen(): Promise<void> {
    return this.db.reopen()
  }

  /** Gives up what is kept, and goes on with nothing. */
  async empty(): Promise<void> {
    await this.db.write(['state', 'journal', 'history', 'files'], (store) => {
      for (const name of ['state', 'journal', 'history', 'files'] as const) store(name).clear()
    })
    this.key = undefined
    this.lock = undefined
  }

  /** Leaves nothing behind. */
  clear(): Promise<void> {
    return this.db.remove()
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
