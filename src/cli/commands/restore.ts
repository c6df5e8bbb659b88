import { resolve } from 'node:path'
import { restore as restoreFrom } from '../../actions/restore.ts'
import { momentOf } from '../../domain/calendar.ts'
import { backupPassphrase, passphraseOption } from '../backup-passphrase.ts'
import type { Command } from '../command.ts'
import { oneWord } from '../given.ts'

export const restore: Command = {
  name: 'restore',
  usage: '<文件>',
  summary: '从备份恢复到全新的数据目录（DATA_DIR）；已有数据时拒绝',
  options: passphraseOption,
  async run(given, context) {
    const file = resolve(oneWord(given, '备份文件，如 zicha restore 2019-06-10.zbk'))
    const passphrase = await backupPassphrase(given, context, { twice: false })
    const made = await context.withKept({ beside: false }, (kept) => restoreFrom(kept, file, passphrase))
    context.print(
      made,
      `已恢复 ${momentOf(new Date(made.madeAt))} 的备份：数据库 ${made.rows} 行，文件 ${made.files} 个`,
    )
    return 'done'
  },
}
