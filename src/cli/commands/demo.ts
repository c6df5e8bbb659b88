import type { Command } from '../command.ts'

export const demo: Command = {
  name: 'demo',
  summary: '启动平台；数据目录为空时先放入演示数据',
  async run(_, { serve }) {
    await serve({})
    return 'done'
  },
}
