// What disks and databases refuse is no fault of this program: a sentence instead of a stack.
import { Problem } from '../domain/problem.ts'

const ofFiles: Readonly<Record<string, string>> = {
  ENOENT: '不存在：请检查路径，所在的文件夹要先建好',
  EACCES: '没有读写权限：请检查权限，或换一个位置',
  EPERM: '没有读写权限：请检查权限，或换一个位置',
  EISDIR: '是一个文件夹：请给出其中的文件',
  ENOTDIR: '的上级不是文件夹：请检查路径',
  ENOSPC: '所在的磁盘已满：请腾出空间，或换一个位置',
  EROFS: '所在的磁盘不能写入：请换一个位置',
}

const ofDatabase = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'])
/** Wrong user, wrong password, no such database. */
const ofPostgres = /^(28000|28P01|3D000)$/
/** The driver's own words, which have no code. */
const ofDriver = /^(Connection terminated|timeout (expired|exceeded))/i

export function machineRefusal(error: unknown): Problem | undefined {
  const { code = '', path, message } = error as NodeJS.ErrnoException
  const why = ofFiles[code]
  if (why)
    return new Problem('invalid', 'file.refused', `${path ? `“${path}”` : '给出的文件'}${why}`, { path })
  if (ofDatabase.has(code) || ofPostgres.test(code) || ofDriver.test(message))
    return new Problem(
      'conflict',
      'database.unreachable',
      `连不上数据库：请检查 DATABASE_URL 中的地址、用户、口令和库名，以及数据库是否已启动（${message || code}）`,
    )
  return undefined
}
