// The 32 bytes under which an installation locks what it keeps. Made once; nothing can be opened without them.
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { sql } from 'kysely'
import { Problem } from '../domain/problem.ts'
import type { Db } from './database.ts'

/** As it stands in its file. */
export const keyText = (key: Uint8Array): string => `${Buffer.from(key).toString('hex')}\n`

export const parseKey = (text: string): Uint8Array | undefined =>
  /^[0-9a-f]{64}\s*$/i.test(text) ? new Uint8Array(Buffer.from(text.trim(), 'hex')) : undefined

export function readMasterKey(file: string): Uint8Array | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw unreadable(file)
  }
  const key = parseKey(text)
  if (!key) throw broken(file)
  return key
}

/** Of two that make it at once, both get the one that was first. */
export function makeMasterKey(file: string): Uint8Array {
  placeMasterKey(file, randomBytes(32))
  return readMasterKey(file) ?? new Uint8Array()
}

/** Whole or not at all, and never over one that is there. */
export function placeMasterKey(file: string, key: Uint8Array): void {
  const draft = `${file}.${process.pid}`
  try {
    writeFileSync(draft, keyText(key), { mode: 0o600, flush: true })
    linkSync(draft, file)
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException
    // A stick has no second names for files.
    if (/^(EPERM|ENOTSUP|EOPNOTSUPP|ENOSYS)$/.test(code)) renameSync(draft, file)
    else if (code !== 'EEXIST') throw unwritable(file)
  } finally {
    rmSync(draft, { force: true })
  }
  flushFolder(dirname(file))
}

/** What is locked must not outlive its key in a power cut. Windows cannot open folders. */
function flushFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** Something in this database that only its own key opens; undefined where nothing is locked yet. */
export async function lockedSample(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{
    laid: boolean
  }>`select to_regclass('commission_key') is not null as laid`.execute(db)
  if (!rows[0]?.laid) return undefined
  const { rows: found } = await sql<{ locked: string }>`
    select value #>> '{}' as locked, 1 as rank from setting where key = 'masterKeyProof'
    union all (select locked, 2 from commission_key limit 1) order by rank limit 1`.execute(db)
  return found[0]?.locked
}

const broken = (file: string) =>
  new Problem(
    'conflict',
    'store.broken-master-key',
    `主密钥文件 ${file} 已损坏或不是主密钥（应为 64 位十六进制数字）：请从备份中恢复它，切勿删除，否则已有内容都打不开`,
    { file },
  )
const unreadable = (file: string) =>
  new Problem(
    'conflict',
    'store.unreadable-master-key',
    `主密钥文件 ${file} 读不出来：请检查它是不是文件，以及运行本程序的用户有没有读取权限`,
    { file },
  )
const unwritable = (file: string) =>
  new Problem(
    'conflict',
    'store.unwritable-master-key',
    `主密钥文件 ${file} 写不进去：请检查它所在的目录是否存在、能否写入`,
    { file },
  )
