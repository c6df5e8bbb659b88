import { type SeenDemonstration, seeDemonstration } from '../../actions/demonstration.ts'
import { needsSetup } from '../../actions/set-up.ts'
import { roleNames } from '../../domain/account.ts'
import type { Command } from '../command.ts'
import { noWords } from '../given.ts'

export const demo: Command = {
  name: 'demo',
  summary: '启动平台；数据目录为空时先放入演示数据',
  serves: true,
  async run(given, { serve, say }) {
    noWords(given)
    let seen: SeenDemonstration | undefined
    await serve({
      async prepare(deps) {
        if (await needsSetup(deps)) {
          // Only who makes a demonstration waits for its stories to be read in.
          const { buildDemonstration } = await import('../demo/build.ts')
          say('数据目录为空，正在建立演示：2019 年自查，108 家虚构单位，约需一分钟……')
          await buildDemonstration(deps, (done, of) => {
            if (done % 12 === 0) say(`  ${done}/${of}`)
          })
        }
        seen = await seeDemonstration(deps)
      },
      started() {
        if (seen) say(`\n${told(seen)}\n`)
      },
    })
    return 'done'
  },
}

const told = ({ signIns, passphrase }: SeenDemonstration): string =>
  [
    '演示账号（密码在本机随机生成）：',
    ...signIns.map(
      ({ role, username, password, where }) =>
        `  ${roleNames[role].padEnd(5, '　')} ${username.padEnd(15)} ${password?.padEnd(20) ?? changed} ${where}`,
    ),
    `  各演示单位的签名口令：${passphrase}`,
  ].join('\n')

const changed = '（已改为自己的密码）'
