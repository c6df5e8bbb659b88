// Everything an installation keeps, in one file: all rows of the database as of one moment, and all files.
// The file holds what the installation holds, the master key included, wherever that lies: so it is sealed.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, relative, sep } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { Problem } from '../domain/problem.ts'
import { sealUnder } from '../sealing/passphrase-seal.ts'
import { namedBlobs } from '../store/blob-names.ts'
import type { Db } from '../store/database.ts'
import { dumpTable, inSnapshot, stepsTaken, tablesOf } from '../store/dump.ts'
import { keyText } from '../store/master-key.ts'
import { type TarEntry, writeTar } from '../store/tar.ts'
import { holdMasterKey } from './hold-master-key.ts'

/** What an installation keeps. */
export interface Kept {
  db: Db
  /** The data folder. */
  path: string
  /** Where the master key is. */
  keyFile: string
}

export interface Manifest {
  format: 1
  program: string
  madeAt: string
  steps: readonly { number: number; name: string }[]
}

/** The last entry, so that a file that was cut off is known. */
export interface Seal {
  rows: Readonly<Record<string, number>>
  /** SHA-256 of every other entry, in hex. */
  entries: Readonly<Record<string, string>>
}

export interface BackupSummary {
  madeAt: string
  rows: number
  files: number
}

/** What may lie in a folder to which a backup is restored: what holds it, and what is made anew. */
export const isKeptApart = (name: string) => /^(postgres|in-use|programs$|incoming$|restoring$)/.test(name)

export const keyEntry = 'files/master.key'

const mostRowBytes = 4 * 1024 * 1024

export async function backUp(
  { db, path, keyFile }: Kept,
  file: string,
  passphrase: string,
  program: string,
  now: Date,
): Promise<BackupSummary> {
  const partial = `${file}.partial`
  const seal = { rows: {} as Record<string, number>, entries: {} as Record<string, string> }
  const madeAt = now.toISOString()
  let files = 1
  async function* entries(tx: Db): AsyncGenerator<TarEntry> {
    const manifest: Manifest = { format: 1, program, madeAt, steps: await stepsTaken(tx) }
    yield sealed(seal, jsonEntry('manifest.json', manifest))
    for (const table of await tablesOf(tx))
      for await (const entry of tableEntries(tx, table, seal.rows)) yield sealed(seal, entry)
    yield sealed(seal, textEntry(keyEntry, keyText(key)))
    for (const name of await filesUnder(path)) {
      const entry = await fileEntry(path, name)
      if (!entry) {
        await demandUnnamed(tx, name)
        continue
      }
      files += 1
      yield sealed(seal, entry)
    }
    yield jsonEntry('seal.json', seal)
  }
  if ((await stepsTaken(db)).length === 0) throw nothing(path)
  demandLong(passphrase)
  const key = await holdMasterKey(db, keyFile)
  const target = await openNew(file, partial)
  try {
    await inSnapshot(db, (tx) =>
      pipeline(
        writeTar(entries(tx), now),
        createGzip({ level: 4 }),
        (packed) => sealUnder(passphrase, packed),
        (sealed: AsyncIterable<Uint8Array>) => target.writeFile(sealed),
      ),
    )
    await target.sync()
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  } finally {
    await target.close()
  }
  return { madeAt, rows: Object.values(seal.rows).reduce((total, count) => total + count, 0), files }
}

async function openNew(file: string, partial: string) {
  if (await stat(file).catch(() => undefined)) throw exists(file)
  await mkdir(dirname(file), { recursive: true })
  await rm(partial, { force: true })
  return open(partial, 'wx', 0o600)
}

function sealed(seal: { entries: Record<string, string> }, entry: TarEntry): TarEntry {
  const digest = createHash('sha256')
  async function* counted() {
    for await (const piece of entry.content) {
      digest.update(piece)
      yield piece
    }
    seal.entries[entry.name] = digest.digest('hex')
  }
  return { ...entry, content: counted() }
}

async function* tableEntries(tx: Db, table: string, rows: Record<string, number>): AsyncGenerator<TarEntry> {
  let lines: string[] = []
  let size = 0
  let part = 0
  rows[table] = 0
  const flush = () => {
    part += 1
    const entry = textEntry(`rows/${table}/${String(part).padStart(6, '0')}.jsonl`, lines.join(''))
    lines = []
    size = 0
    return entry
  }
  for await (const batch of dumpTable(tx, table)) {
    rows[table] += batch.length
    for (const row of batch) {
      const line = `${JSON.stringify(row)}\n`
      lines.push(line)
      size += line.length
    }
    if (size >= mostRowBytes) yield flush()
  }
  if (lines.length > 0) yield flush()
}

/** Ours, besides the rows and the key: uploads and certificates. Whatever else lies in the folder stays out. */
async function filesUnder(path: string): Promise<string[]> {
  const found: string[] = []
  for (const folder of ['blobs', 'tls'].map((name) => join(path, name)).filter(existsSync))
    for (const entry of await readdir(folder, { withFileTypes: true, recursive: true }))
      if (entry.isFile()) found.push(relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
  return found.filter((name) => !name.startsWith('blobs/incoming/')).toSorted()
}

/** Nothing where it has gone meanwhile. */
async function fileEntry(folder: string, name: string): Promise<TarEntry | undefined> {
  const handle = await open(join(folder, name)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
  if (!handle) return undefined
  const { size } = await handle.stat()
  if (size > 0) {
    // No more than its size: a file that grows meanwhile is as it was.
    return { name: `files/${name}`, size, content: handle.createReadStream({ end: size - 1 }) }
  }
  await handle.close()
  return { name: `files/${name}`, size, content: none() }
}

/** A refused upload takes its file back; but one that these rows name may not be missing. */
async function demandUnnamed(tx: Db, name: string): Promise<void> {
  const named = await namedBlobs(tx, [name.replace(/^blobs|\//g, '')])
  if (named.size > 0) throw changedMeanwhile()
}

async function* none(): AsyncGenerator<Uint8Array> {}

const jsonEntry = (name: string, value: unknown) => textEntry(name, JSON.stringify(value))

function textEntry(name: string, text: string): TarEntry {
  const bytes = Buffer.from(text)
  return {
    name,
    size: bytes.length,
    content: (async function* () {
      yield bytes
    })(),
  }
}

const changedMeanwhile = () =>
  new Problem('conflict', 'backup.changed', '备份期间有文件被替换，没有备份：请重新运行')

const nothing = (path: string) =>
  new Problem('missing', 'backup.nothing', `${path} 中还没有数据，无可备份：请检查 DATA_DIR 是否指对了目录`, {
    path,
  })

const leastCharacters = 10

function demandLong(passphrase: string): void {
  if ([...passphrase].length < leastCharacters) throw tooShort()
}

const tooShort = () =>
  new Problem(
    'invalid',
    'backup.short-passphrase',
    `备份口令太短：拿到备份的人可以不限次数地猜，请至少用 ${leastCharacters} 个字符`,
    { least: leastCharacters },
  )

const exists = (file: string) =>
  new Problem('conflict', 'backup.exists', `${basename(file)} 已存在：请换一个文件名，以免覆盖旧备份`, {
    file,
  })
