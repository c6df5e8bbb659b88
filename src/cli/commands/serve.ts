import type { Command } from '../command.ts'
import { noWords } from '../given.ts'

export const serve: Command = {
  name: 'serve',
  summary: '启动平台；首次启动给出一次性的初始设置链接',
  serves: true,
  async run(given, { serve }) {
    noWords(given)
    await serve({})
    return 'done'
  },
}
