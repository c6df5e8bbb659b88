import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { Problem } from '../domain/problem.ts'
import { openUnder } from '../sealing/passphrase-seal.ts'
import { vaultUnder } from '../sealing/rows.ts'
import { isEmpty, loadTables } from '../store/dump.ts'
import { parseKey, placeMasterKey, readMasterKey } from '../store/master-key.ts'
import { migrate } from '../store/migrate.ts'
import { migrations } from '../store/migrations/all.ts'
import { BadTar, readTar } from '../store/tar.ts'
import { withVault } from '../store/vault.ts'
import { type BackupSummary, isKeptApart, type Kept, keyEntry, type Manifest, type Seal } from './back-up.ts'

/** Puts a backup into an installation that has nothing yet. What is wrong with the file is known before anything is changed. */
export async function restore(
  { db: bare, path, keyFile }: Kept,
  file: string,
  passphrase: string,
): Promise<BackupSummary> {
  if (!(await isEmpty(bare)) || (await readdir(path)).some((name) => !isKeptApart(name))) throw notEmpty(path)
  const unpacked = join(path, 'restoring')
  await rm(unpacked, { recursive: true, force: true })
  try {
    const { entries, key } = await unpack(file, passphrase, unpacked)
    const manifest = await readManifest(unpacked)
    const seal = await readSeal(unpacked, entries)
    if (!key) throw damaged(keyEntry)
    demandFree(keyFile, key)
    const db = withVault(bare, vaultUnder(key))
    await migrate(db, migrations.slice(0, manifest.steps.length))
    await loadTables(db, batches(unpacked, seal), async () => {
      placeMasterKey(keyFile, key)
      await moveFiles(unpacked, path)
    })
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

interface Unpacked {
  /** Each with its digest. */
  readonly entries: ReadonlyMap<string, string>
  readonly key: Uint8Array | undefined
}

/** Each entry as a file; but the key, which may be meant for another disk, touches this one only when it is its place. */
async function unpack(file: string, passphrase: string, folder: string): Promise<Unpacked> {
  const entries = new Map<string, string>()
  let key: Uint8Array | undefined
  // What goes wrong in any of the streams reaches whoever reads the last.
  const unzipped = pipeline(
    createReadStream(file),
    (sealed: AsyncIterable<Uint8Array>) => openUnder(passphrase, sealed),
    createGunzip(),
    () => {},
  )
  try {
    for await (const { name, size, content } of readTar(unzipped)) {
      const digest = createHash('sha256')
      const counted = countedBy(digest, content)
      if (name !== keyEntry) await writeNew(join(folder, name), counted)
      else if (size <= 100) key = parseKey(await textOf(counted))
      else throw damaged(name)
      entries.set(name, digest.digest('hex'))
    }
    return { entries, key }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw noFile(file)
    if (error instanceof BadTar || code?.startsWith('Z_') || code === 'EEXIST' || code === 'at-rest.damaged')
      throw damaged('unreadable')
    throw error
  } finally {
    unzipped.destroy()
  }
}

async function* countedBy(digest: Hash, content: AsyncIterable<Uint8Array>) {
  for await (const piece of content) {
    digest.update(piece)
    yield piece
  }
}

async function writeNew(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const handle = await open(path, 'wx', 0o600)
  try {
    for await (const piece of content) await handle.writeFile(piece)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function textOf(content: AsyncIterable<Uint8Array>): Promise<string> {
  let text = ''
  for await (const piece of content) text += Buffer.from(piece).toString('latin1')
  return text
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

/** A key that lies there already is of this backup, or of something else that must not lose it. */
function demandFree(keyFile: string, key: Uint8Array): void {
  const there = readMasterKey(keyFile)
  if (there && !Buffer.from(there).equals(key)) throw otherKey(keyFile)
}

const otherKey = (file: string) =>
  new Problem(
    'conflict',
    'backup.other-key',
    `${file} 是另一套安装的主密钥，没有恢复任何内容：请把设置 MASTER_KEY_FILE 指向一个还不存在的文件`,
    { file },
  )

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
