// The command line, and so the start of every process.
import { runCommand } from './cli/run-command.ts'
import { readConfig } from './config.ts'
import { startServer } from './server.ts'

const say = (line: string) => process.stderr.write(`${line}\n`)

async function serve(): Promise<void> {
  const started = performance.now()
  const server = await startServer(readConfig(), say)
  say(`\n网络安全自查平台已启动，用时 ${((performance.now() - started) / 1000).toFixed(1)} 秒`)
  say(`请在浏览器中打开：${server.url}\n按 Ctrl-C 停止`)
  await toldToStop()
  say('正在停止……')
  await server.stop()
}

function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
      process.once(signal, () => {
        resolve()
        // Asked twice, it stops at once; the database brings itself in order at the next start.
        process.once(signal, () => process.exit(1))
      })
  })
}

process.exitCode = await runCommand(
  process.argv.slice(2),
  { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) },
  { serve },
)
