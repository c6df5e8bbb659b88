import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Problem } from '../domain/problem.ts'
import { isEmpty, loadTables } from '../store/dump.ts'
import { migrate } from '../store/migrate.ts'
import { migrations } from '../store/migrations/all.ts'
import { BadTar, readTar } from '../store/tar.ts'
import { type BackupSummary, isKeptApart, type Kept, type Manifest, type Seal } from './back-up.ts'

/** Puts a backup into an installation that has nothing yet. What is wrong with the file is known before anything is changed. */
export async function restore({ db, path }: Kept, file: string): Promise<BackupSummary> {
  if (!(await isEmpty(db)) || (await readdir(path)).some((name) => !isKeptApart(name))) throw notEmpty(path)
  const unpacked = join(path, 'restoring')
  await rm(unpacked, { recursive: true, force: true })
  try {
    const entries = await unpack(file, unpacked)
    const manifest = await readManifest(unpacked)
    const seal = await readSeal(unpacked, entries)
    await migrate(db, migrations.slice(0, manifest.steps.length))
    await loadTables(db, batches(unpacked, seal), () => moveFiles(unpacked, path))
    await migrate(db)
    const rows = Object.values(seal.rows).reduce((total, count) => total + count, 0)
    return {
      madeAt: manifest.madeAt,
      rows,
      files: [...entries.keys()].filter((name) => name.startsWith('files/')).length,
    }
  } finally {
    await rm(unpacked, { recursive: true, force: true })
  }
}

/** Each entry as a file, with its digest. */
async function unpack(file: string, folder: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  // What goes wrong in either stream reaches whoever reads the second.
  const unzipped = pipeline(createReadStream(file), createGunzip(), () => {})
  try {
    for await (const { name, content } of readTar(unzipped)) {
      const digest = createHash('sha256')
      const path = join(folder, name)
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      const handle = await open(path, 'wx', 0o600)
      try {
        for await (const piece of content) {
          digest.update(piece)
          await handle.writeFile(piece)
        }
        await handle.sync()
      } finally {
        await handle.close()
      }
      found.set(name, digest.digest('hex'))
    }
    return found
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw noFile(file)
    if (error instanceof BadTar || code?.startsWith('Z_') || code === 'EEXIST') throw damaged('unreadable')
    throw error
  }
}

async function readManifest(folder: string): Promise<Manifest> {
  const manifest = await readJson<Manifest>(folder, 'manifest.json')
  if (manifest.format !== 1 || manifest.steps.length > migrations.length) throw newer(manifest)
  for (const [index, { name }] of manifest.steps.entries())
    if (migrations[index]?.name !== name) throw newer(manifest)
  return manifest
}

async function readSeal(folder: string, entries: ReadonlyMap<string, string>): Promise<Seal> {
  const seal = await readJson<Seal>(folder, 'seal.json')
  const others = [...entries].filter(([name]) => name !== 'seal.json')
  if (others.length !== Object.keys(seal.entries).length) throw damaged('incomplete')
  for (const [name, digest] of others) if (seal.entries[name] !== digest) throw damaged(name)
  return seal
}

async function readJson<Value>(folder: string, name: string): Promise<Value> {
  try {
    return JSON.parse(await readFile(join(folder, name), 'utf8')) as Value
  } catch {
    throw damaged(name)
  }
}

async function* batches(folder: string, seal: Seal) {
  for (const name of Object.keys(seal.entries).filter((entry) => entry.startsWith('rows/'))) {
    const lines = (await readFile(join(folder, name), 'utf8')).trimEnd().split('\n')
    yield { table: name.split('/')[1]!, rows: lines.map((line) => JSON.parse(line) as string) }
  }
}

async function moveFiles(unpacked: string, path: string): Promise<void> {
  for (const name of await readdir(join(unpacked, 'files')).catch(() => []))
    await rename(join(unpacked, 'files', name), join(path, name))
}

const notEmpty = (path: string) =>
  new Problem(
    'conflict',
    'backup.not-empty',
    `${path} 或其数据库中已有数据：请恢复到全新的目录（DATA_DIR）和空的数据库`,
    { path },
  )

const damaged = (what: string) =>
  new Problem('invalid', 'backup.damaged', '备份文件不完整或已损坏，没有恢复任何内容：请换用另一份备份', {
    what,
  })

const noFile = (file: string) => new Problem('missing', 'backup.no-file', `找不到备份文件 ${file}`, { file })

const newer = ({ program, format }: Manifest) =>
  new Problem(
    'conflict',
    'backup.newer',
    `备份由其他版本的程序（${program}）制作，本程序读不了：请用该版本或更新的版本恢复`,
    { program, format },
  )
