import { demonstrationWords } from '../../actions/demonstration.ts'
import { needsSetup } from '../../actions/set-up.ts'
import type { Command } from '../command.ts'
import { noWords } from '../given.ts'

export const demo: Command = {
  name: 'demo',
  summary: '启动平台；数据目录为空时先放入演示数据',
  serves: true,
  async run(given, { serve, say }) {
    noWords(given)
    let words: readonly string[] = []
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
        words = await demonstrationWords(deps)
      },
      started() {
        if (words.length > 0) say(`\n${words.join('\n')}\n`)
      },
    })
    return 'done'
  },
}
