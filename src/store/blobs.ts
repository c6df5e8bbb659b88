// Files by the digest of their content, locked at rest. What is here stays: the same bytes are the same file.
import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, mkdir, open, rename, rm } from 'node:fs/promises'
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

export class Blobs {
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
    const temporary = join(await this.#ready('incoming'), randomUUID())
    let moved = false
    try {
      const blob = await this.#write(temporary, source)
      const { folder, file } = this.#place(blob.sha256)
      if (await exists(file)) return blob
      await this.#ready(folder)
      await rename(temporary, file)
      moved = true
      await flushFolder(folder)
      return blob
    } finally {
      if (!moved) await rm(temporary, { force: true })
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

  async #write(file: string, source: AsyncIterable<Uint8Array> | Uint8Array): Promise<Blob> {
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
    } finally {
      await handle.close()
    }
    return { sha256: digest.digest('hex'), size }
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

/** Without it a power cut may forget the new name, though not the bytes. Windows cannot open folders. */
async function flushFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  await handle.sync().finally(() => handle.close())
}

const gone = (sha256: string) =>
  new Problem('missing', 'blob.missing', '找不到这个文件，它可能尚未上传', { sha256 })
