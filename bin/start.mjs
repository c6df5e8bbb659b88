// `npm start`: from a fresh clone to a running platform. `--serve` leaves the demonstration out.
import { main, prepare, run } from './launch.mjs'

await main(async () => {
  const node = prepare()
  const words = process.argv.slice(2)
  const built = await run(node, ['tools/build.ts', '--if-needed'], { quiet: true })
  if (built !== 0) return built
  if (words.includes('--bench'))
    return run(node, ['bench/run.ts', ...words.filter((word) => word !== '--bench')])
  const rest = words.filter((word) => word !== '--serve')
  return run(node, ['src/cli.ts', words.includes('--serve') ? 'serve' : 'demo', ...rest])
})
