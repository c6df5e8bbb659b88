import { resolve } from 'node:path'
import { backUp } from '../../actions/back-up.ts'
import { backupPassphrase, passphraseOption } from '../backup-passphrase.ts'
import type { Command } from '../command.ts'
import { oneWord } from '../given.ts'

export const backup: Command = {
  name: 'backup',
  usage: '<文件>',
  summary: '把数据库、全部文件和主密钥备份到一个以口令加密的文件；平台运行时也可进行。忘了口令，备份就打不开',
  options: passphraseOption,
  async run(given, context) {
    const file = resolve(oneWord(given, '备份文件的名称，如 zicha backup 2019-06-10.zbk'))
    const made = await context.withKept({ beside: true }, async (kept) => {
      const passphrase = await backupPassphrase(given, context, { twice: true })
      return backUp(kept, file, passphrase, context.program, new Date())
    })
    context.print(
      { file, ...made },
      `已备份到 ${file}：数据库 ${made.rows} 行，文件 ${made.files} 个；恢复时要用刚才的口令`,
    )
    return 'done'
  },
}
