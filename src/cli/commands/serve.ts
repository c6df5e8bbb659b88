import type { Command } from '../command.ts'

export const serve: Command = {
  name: 'serve',
  summary: '启动平台；首次启动给出一次性的初始设置链接',
  async run(_, { serve }) {
    await serve({})
    return 'done'
  },
}
