// Files by the digest of their content, locked at rest: the same bytes are the same file.
// Whoever puts a file that is there already touches it. So one that nobody names and nobody has touched may go.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, statSync, unlinkSync } from 'node:fs'
import { access, link, mkdir, open, readdir, rename, rm, utimes } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { Problem } from '../domain/problem.ts'

/** How bytes are locked on the disk; sealing knows how. */
export interface AtRest {
  lock(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>
  unlock(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>
}

export interface Blob {
  /** SHA-256 of the content, lowercase hex. */
  readonly sha256: string
  readonly size: number
}

/** Which of these files the database names. */
export type Named = (sha256s: readonly string[]) => Promise<ReadonlySet<string>>

/** Where files are put; all of them, or only those of one deed. */
export interface Putting {
  put(source: AsyncIterable<Uint8Array> | Uint8Array): Promise<Blob>
}

export class Blobs implements Putting {
  readonly #folder: string
  readonly #atRest: AtRest

  constructor(folder: string, atRest: AtRest) {
    this.#folder = folder
    this.#atRest = atRest
  }

  #place(sha256: string): { folder: string; file: string } {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw gone(sha256)
    const folder = join(this.#folder, sha256.slice(0, 2))
    return { folder, file: join(folder, sha256.slice(2)) }
  }

  /** Done only when the bytes would survive a power cut. */
  async put(source: AsyncIterable<Uint8Array> | Uint8Array): Promise<Blob> {
    return (await this.#put(source)).blob
  }

  async #put(source: AsyncIterable<Uint8Array> | Uint8Array): Promise<{ blob: Blob; madeAt?: bigint }> {
    const temporary = join(await this.#ready('incoming'), randomUUID())
    try {
      const { madeAt, ...blob } = await this.#write(temporary, source)
      const { folder, file } = this.#place(blob.sha256)
      await this.#ready(folder)
      for (;;) {
        if (await touch(file)) return { blob }
        const placed = await place(temporary, file)
        if (placed === 'taken') continue
        await flushFolder(folder)
        return placed === 'alone' ? { blob, madeAt } : { blob }
      }
    } finally {
      await rm(temporary, { force: true })
    }
  }

  readonly #made = new Set<string>()

  async #ready(folder: string): Promise<string> {
    const path = resolve(this.#folder, folder)
    if (this.#made.has(path)) return path
    await mkdir(path, { recursive: true, mode: 0o700 })
    this.#made.add(path)
    return path
  }

  async #write(
    file: string,
    source: AsyncIterable<Uint8Array> | Uint8Array,
  ): Promise<Blob & { madeAt: bigint }> {
    const digest = createHash('sha256')
    let size = 0
    const counted = (async function* () {
      for await (const piece of source instanceof Uint8Array ? [source] : source) {
        digest.update(piece)
        size += piece.length
        yield piece
      }
    })()
    const handle = await open(file, 'wx', 0o600)
    try {
      for await (const piece of this.#atRest.lock(counted)) await handle.writeFile(piece)
      await handle.sync()
      const { mtimeNs } = await handle.stat({ bigint: true })
      return { sha256: digest.digest('hex'), size, madeAt: mtimeNs }
    } finally {
      await handle.close()
    }
  }

  /** Puts files for one deed, which can take back those that nobody had before it. */
  trial(): Putting & { undo(named: Named): Promise<void> } {
    const made = new Map<string, bigint>()
    return {
      put: async (source) => {
        const { blob, madeAt } = await this.#put(source)
        if (madeAt !== undefined) made.set(blob.sha256, madeAt)
        return blob
      },
      undo: async (named) => {
        const kept = await named([...made.keys()])
        for (const [sha256, at] of made)
          if (!kept.has(sha256)) this.#drop(sha256, (touched) => touched === at)
      },
    }
  }

  /** Drops what nobody names and nobody has touched since; says how many files. */
  async sweep(named: Named, before: Date): Promise<number> {
    const oldest = BigInt(before.getTime()) * 1_000_000n
    let dropped = 0
    for (const folder of await readdir(this.#folder).catch(() => [])) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue
      const all = (await readdir(join(this.#folder, folder))).map((name) => folder + name)
      const files = all.filter((name) => /^[0-9a-f]{64}$/.test(name))
      const kept = await named(files)
      for (const sha256 of files)
        if (!kept.has(sha256) && this.#drop(sha256, (touched) => touched < oldest)) dropped += 1
    }
    return dropped
  }

  /** Looks and removes in one step: no other deed of this process comes between. */
  #drop(sha256: string, untouched: (at: bigint) => boolean): boolean {
    const { file } = this.#place(sha256)
    const at = statSync(file, { bigint: true, throwIfNoEntry: false })?.mtimeNs
    if (at === undefined || !untouched(at)) return false
    unlinkSync(file)
    return true
  }

  has(sha256: string): Promise<boolean> {
    return exists(this.#place(sha256).file)
  }

  async *read(sha256: string): AsyncGenerator<Uint8Array> {
    const { file } = this.#place(sha256)
    if (!(await exists(file))) throw gone(sha256)
    yield* this.#atRest.unlock(createReadStream(file))
  }

  async bytes(sha256: string): Promise<Uint8Array<ArrayBuffer>> {
    const parts: Uint8Array[] = []
    for await (const part of this.read(sha256)) parts.push(part)
    return new Uint8Array(Buffer.concat(parts))
  }
}

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  )

/** Whether it is there. Who made it sees that it was touched, even on a disk that counts in whole seconds. */
function touch(file: string): Promise<boolean> {
  const soon = new Date(Date.now() + 10_000)
  return utimes(file, soon, soon).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false
      throw error
    },
  )
}

/** Never over a file that came meanwhile, of which somebody else may know already. */
async function place(temporary: string, file: string): Promise<'alone' | 'perhaps over another' | 'taken'> {
  try {
    await link(temporary, file)
    return 'alone'
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return 'taken'
    // A disk without second names for files.
    if (!/^(EPERM|ENOTSUP|EOPNOTSUPP|ENOSYS)$/.test(code)) throw error
    await rename(temporary, file)
    return 'perhaps over another'
  }
}

/** Without it a power cut may forget the new name, though not the bytes. Windows cannot open folders. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

const gone = (sha256: string) =>
  new Problem('missing', 'blob.missing', '找不到这个文件，它可能尚未上传', { sha256 })
