// `npm run bench`: how fast the parts that matter are, each against another that runs in the same minutes.
import { parseArgs } from 'node:util'
import { allBenchmarks } from './all.ts'
import type { Result, Setting } from './benchmark.ts'
import { machine, table, tellMachine } from './report.ts'

const usage = `用法：npm run bench -- [--smoke] [--json] [名称 …]

  --smoke  只看能否运行，不求数值，约需几十秒
  --json   结果以 JSON 输出

名称：${allBenchmarks.map(({ id, title }) => `${id}（${title}）`).join('、')}；不写则全部运行。`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { smoke: { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean' } },
})
const unknown = positionals.filter((name) => !allBenchmarks.some(({ id }) => id === name))

if (values.help) console.log(usage)
else if (unknown.length > 0) {
  console.error(`没有名为“${unknown.join('”“')}”的测量。\n\n${usage}`)
  process.exitCode = 2
} else await runAll()

async function runAll(): Promise<void> {
  const smoke = values.smoke ?? false
  const setting: Setting = {
    smoke,
    rounds: (wanted) => (smoke ? 1 : wanted),
    many: (wanted) => (smoke ? Math.min(wanted, 8) : wanted),
  }
  const chosen = allBenchmarks.filter(({ id }) => positionals.length === 0 || positionals.includes(id))
  const before = machine()
  if (!values.json) console.log(`${tellMachine(before)}\n`)
  const told: { id: string; title: string; results: readonly Result[] }[] = []
  for (const { id, title, run } of chosen) {
    console.error(`正在测量：${title}……`)
    const results = await run(setting)
    told.push({ id, title, results })
    if (!values.json) console.log(`${title}\n\n${table(results)}\n`)
  }
  const about = { at: new Date().toISOString(), smoke, machine: before, loadAfter: machine().load }
  if (values.json) console.log(JSON.stringify({ ...about, benchmarks: told }, null, 2))
}
