// Files that the `package` commands are given by name.
import { readdir, readFile } from 'node:fs/promises'
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
import { type Given, UsageError } from './command.ts'

/** The only word after the command's name. */
export function oneFile({ words }: Given): string {
  const [path, ...others] = words
  if (path === undefined || others.length > 0) throw new UsageError('请给出一个文件名')
  return path
}

export function textOption({ options }: Given, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

export function neededOption(given: Given, name: string): string {
  const value = textOption(given, name)
  if (value === undefined) throw new UsageError(`缺少选项 --${name}`)
  return value
}

export async function source(path: string): Promise<Blob> {
  try {
    return await fileSource(path)
  } catch {
    throw cannotRead(path)
  }
}

export async function readJson(path: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    throw cannotRead(path)
  }
  try {
    return JSON.parse(text)
  } catch {
    throw new Problem('invalid', 'file.not-json', `文件“${path}”不是 JSON，请检查是否选错了文件`, { path })
  }
}

/** The first line, so that the passphrase never stands in the list of processes. */
export async function passphraseFrom(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return undefined
  try {
    return (await readFile(path, 'utf8')).split(/\r?\n/)[0]
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

const cannotRead = (path: string) =>
  new Problem('missing', 'file.unreadable', `读不到“${path}”，请检查路径和权限`, { path })
