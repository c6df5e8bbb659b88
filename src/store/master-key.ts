import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../domain/problem.ts'

/** The 32 bytes under which an installation locks what it keeps. Made once; nothing can be opened without them. */
export function masterKeyOf(folder: string): Uint8Array {
  const file = join(folder, 'master.key')
  if (!existsSync(file)) {
    const draft = `${file}.${process.pid}`
    writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true })
    try {
      // Whole or not at all, and never over one that is there.
      linkSync(draft, file)
    } finally {
      rmSync(draft)
    }
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'hex')
  if (key.length !== 32) throw broken(file)
  return new Uint8Array(key)
}

const broken = (file: string) =>
  new Problem(
    'conflict',
    'store.broken-master-key',
    `主密钥文件 ${file} 已损坏：请从备份中恢复它，切勿删除，否则已有文件都打不开`,
    { file },
  )
