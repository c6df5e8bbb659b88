import { resolve } from 'node:path'
import { backUp } from '../../actions/back-up.ts'
import type { Command } from '../command.ts'
import { oneWord } from '../given.ts'

export const backup: Command = {
  name: 'backup',
  usage: '<文件>',
  summary: '把数据库和全部文件备份到一个文件（tar.gz）；平台运行时也可进行。文件中含有密钥，请妥善保管',
  async run(given, { print, program, withKept }) {
    const file = resolve(oneWord(given, '备份文件的名称，如 zicha backup 2019-06-10.tar.gz'))
    const made = await withKept({ beside: true }, (kept) => backUp(kept, file, program, new Date()))
    print({ file, ...made }, `已备份到 ${file}：数据库 ${made.rows} 行，文件 ${made.files} 个`)
    return 'done'
  },
}
