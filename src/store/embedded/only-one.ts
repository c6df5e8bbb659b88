// A data folder has one user at a time. The lock is the operating system's: it goes with the process however
// that ends, and two starts cannot both have it. Node offers no such lock itself, but its SQLite does.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Problem } from '../../domain/problem.ts'

export interface Hold {
  release(): void
}

/** Takes the folder, or throws `store.in-use`. Makes the folder, closed to others, when there is none. */
export function holdFolder(folder: string): Hold {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const note = join(folder, 'in-use.txt')
  const lock = new DatabaseSync(join(folder, 'in-use.lock'))
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    lock.close()
    if ((error as { errcode?: number }).errcode !== sqliteBusy) throw error
    throw inUse(folder, readNote(note))
  }
  writeFileSync(note, String(process.pid))
  return { release: () => lock.close() }
}

const sqliteBusy = 5

function readNote(note: string): string {
  try {
    return readFileSync(note, 'utf8')
  } catch {
    return ''
  }
}

const inUse = (folder: string, pid: string) =>
  new Problem(
    'conflict',
    'store.in-use',
    `数据目录 ${folder} 正在被另一个 Zicha 使用${pid && `（进程 ${pid}）`}：请先停止它，或用 DATA_DIR 另指目录`,
    { folder, pid },
  )
