import { resolve } from 'node:path'
import { restore as restoreFrom } from '../../actions/restore.ts'
import { momentOf } from '../../domain/calendar.ts'
import { type Command, UsageError } from '../command.ts'

export const restore: Command = {
  name: 'restore',
  usage: '<文件>',
  summary: '从备份恢复到全新的数据目录（DATA_DIR）；已有数据时拒绝',
  async run({ words }, { print, withKept }) {
    const [file] = words
    if (!file || words.length > 1) throw new UsageError('请给出备份文件，如 zicha restore 2019-06-10.tar.gz')
    const made = await withKept({ beside: false }, (kept) => restoreFrom(kept, resolve(file)))
    print(
      made,
      `已恢复 ${momentOf(new Date(made.madeAt))} 的备份：数据库 ${made.rows} 行，文件 ${made.files} 个`,
    )
    return 'done'
  },
}
