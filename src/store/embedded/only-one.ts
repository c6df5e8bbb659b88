// A data folder has one user at a time. The lock is the operating system's: it goes with the process however
// that ends, and two starts cannot both have it. Node offers no such lock itself, but its SQLite does.
import {
  accessSync,
  closeSync,
  constants,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Problem } from '../../domain/problem.ts'

export interface Hold {
  release(): void
}

/** Takes the folder, or throws `store.in-use`. Makes the folder, closed to others, when there is none. */
export function holdFolder(folder: string): Hold {
  refuseOfOthers(folder)
  const note = join(folder, 'in-use.txt')
  const place = join(folder, 'in-use.lock')
  // SQLite would make it for everybody to read.
  closeSync(openSync(place, 'a', 0o600))
  const lock = new DatabaseSync(place)
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    lock.close()
    if ((error as { errcode?: number }).errcode !== sqliteBusy) throw error
    throw inUse(folder, readNote(note))
  }
  writeFileSync(note, String(process.pid), { mode: 0o600 })
  return { release: () => lock.close() }
}

const sqliteBusy = 5

/** What root leaves in a user's folder would shut that user out of it; what a user cannot write, he cannot use. */
function refuseOfOthers(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw useless(folder, (error as NodeJS.ErrnoException).code)
  }
  const owner = statSync(join(folder, 'in-use.lock'), { throwIfNoEntry: false })?.uid
  if (owner !== undefined && process.getuid && owner !== process.getuid()) throw notOurs(folder, owner)
}

function readNote(note: string): string {
  try {
    return readFileSync(note, 'utf8')
  } catch {
    return ''
  }
}

const notOurs = (folder: string, owner: number) =>
  new Problem(
    'forbidden',
    'store.not-ours',
    `数据目录 ${folder} 属于其他用户（uid ${owner}）：请以建立它的用户运行，或用 DATA_DIR 另指目录`,
    { folder },
  )

const useless = (folder: string, code = '') =>
  new Problem(
    'forbidden',
    'store.not-ours',
    `数据目录 ${folder} ${reasons[code] ?? `用不了（${code}）`}，或用 DATA_DIR 另指目录`,
    { folder },
  )

const reasons: Readonly<Record<string, string>> = {
  EACCES: '不许当前用户写入：请以建立它的用户运行，或改它的权限',
  EPERM: '不许当前用户写入：请以建立它的用户运行，或改它的权限',
  EEXIST: '是一个文件，不是文件夹：请改名或移走它',
  ENOTDIR: '的上级是一个文件，不是文件夹：请检查路径',
  EROFS: '所在的磁盘只能读：请换成可写的磁盘',
  ENOSPC: '所在的磁盘已满：请腾出空间',
}

const inUse = (folder: string, pid: string) =>
  new Problem(
    'conflict',
    'store.in-use',
    `数据目录 ${folder} 正在被另一个 Zicha 使用${pid && `（进程 ${pid}）`}：请先停止它，或用 DATA_DIR 另指目录`,
    { folder, pid },
  )
