// Files that commands are given by name.
import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Problem } from '../domain/problem.ts'
import { sha256Of } from '../sealing/canonical.ts'
import {
  type KeyPair,
  type LockedKey,
  type PublicKey,
  readKeyPair,
  readPublicKey,
  unlockKey,
} from '../sealing/keys.ts'
import { fileSource } from '../sealing/node.ts'
import { nativeSuites } from '../sealing/suites/native.ts'
import { UsageError } from './command.ts'

export async function source(path: string): Promise<Blob> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) throw isFolder(path)
  try {
    return await fileSource(path)
  } catch {
    throw cannotRead(path)
  }
}

export async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await source(path)).arrayBuffer())
}

/** Nothing that is there is written over. */
export function demandNew(path: string): void {
  if (existsSync(path))
    throw new Problem('conflict', 'file.exists', `“${path}”已经存在，为免覆盖请换一个名字`, { path })
}

/** No filing and no key is nearly as large. */
const mostJsonBytes = 256 * 1024 * 1024

export async function readJson(path: string): Promise<unknown> {
  const file = await source(path)
  if (file.size > mostJsonBytes)
    throw new Problem('invalid', 'file.too-large', `文件“${path}”太大，请检查是否选错了文件`, { path })
  const text = await file.text()
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('invalid', 'file.not-json', `文件“${path}”不是 JSON，请检查是否选错了文件`, { path })
  }
}

/** The first line of a file, so that the passphrase never stands in the list of processes. */
export async function passphraseFrom(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined
  try {
    const text = await readFile(path, 'utf8')
    // Windows' editor may put a mark of its own before the first word.
    return text.replace(/^\ufeff/, '').split(/\r?\n/)[0]
  } catch {
    throw cannotRead(path)
  }
}

/** A key pair, plain or locked. */
export async function keyPairFrom(path: string, passphrase: string | undefined): Promise<KeyPair> {
  const key = (await readJson(path)) as Partial<LockedKey>
  if (key?.locked === undefined) return readKeyPair(key)
  if (passphrase === undefined)
    throw new UsageError('这个密钥有口令保护，请用 --passphrase-file 给出口令文件')
  return unlockKey(key as LockedKey, passphrase, nativeSuites)
}

/** Public keys, or the public halves of key pairs, in files separated by commas. */
export const publicKeysFrom = (paths: string): Promise<PublicKey[]> =>
  Promise.all(
    paths.split(',').map(async (path) => {
      const key = (await readJson(path.trim())) as { publicKey?: unknown }
      return readPublicKey(key?.publicKey ?? key)
    }),
  )

/** The files of a folder by their SHA-256. */
export async function filesByDigest(folder: string | undefined): Promise<Map<string, Blob>> {
  const found = new Map<string, Blob>()
  if (folder === undefined) return found
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => {
    throw cannotRead(folder)
  })
  for (const entry of entries.filter((entry) => entry.isFile())) {
    const path = join(folder, entry.name)
    const file = await fileSource(path)
    found.set(await sha256Of(file), file)
  }
  return found
}

const isFolder = (path: string) =>
  new Problem('invalid', 'file.is-folder', `“${path}”是一个文件夹，请给出其中的文件`, { path })

const cannotRead = (path: string) =>
  new Problem('missing', 'file.unreadable', `读不到“${path}”，请检查路径和权限`, { path })
