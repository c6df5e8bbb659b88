// The command line, and so the start of every process.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from './cli/command.ts'
import { runCommand } from './cli/run-command.ts'
import { type Config, readConfig } from './config.ts'
import { Problem } from './domain/problem.ts'
import { furnish, openFolder, program } from './house.ts'
import type { ServerOptions } from './server.ts'

const say = (line: string) => process.stderr.write(`${line}\n`)

const house: Omit<Context, 'print' | 'say'> = {
  program,

  async serve({ prepare, started }) {
    const begun = performance.now()
    const lost = Promise.withResolvers<never>()
    const told = toldToStop()
    const stopped = told.then((): never => {
      throw new Problem('conflict', 'server.stopped', '还没有启动完就停止了：重新运行同一命令即可')
    })
    stopped.catch(() => {})
    const options: ServerOptions = { say, stopped, onLost: lost.reject, ...(prepare ? { prepare } : {}) }
    // Only who serves waits for the server to be read in.
    const { startServer } = await import('./server.ts')
    const server = await startServer(readConfig(), options)
    say(`\n网络安全自查平台已启动，用时 ${((performance.now() - begun) / 1000).toFixed(1)} 秒`)
    say(`请在浏览器中打开：${server.url}`)
    if (server.setupUrl) say(`首次使用，请用这个一次性链接完成初始设置：\n  ${server.setupUrl}`)
    if (server.authorityFile)
      say(`其他计算机首次访问前，请先安装并信任本机的根证书：\n  ${server.authorityFile}`)
    await started?.(server.url)
    say('按 Ctrl-C 停止\n')
    try {
      await Promise.race([told, lost.promise])
    } finally {
      say('正在停止……')
      await server.stop()
    }
  },

  async withDeps(work) {
    const folder = await openFolder(existing(readConfig()), { beside: true })
    try {
      return await work(await furnish(folder))
    } finally {
      await folder.close()
    }
  },

  backupPassphraseFile: () => readConfig().BACKUP_PASSPHRASE_FILE,

  async withKept({ beside }, work) {
    const config = readConfig()
    const folder = await openFolder(beside ? existing(config) : config, { beside })
    const outcome = await work(folder).catch(async (error: unknown) => {
      // A refusal has changed nothing; whatever else went wrong may have left what is worth a look.
      await (error instanceof Problem ? folder.abandon() : folder.close())
      throw error
    })
    await folder.close()
    return outcome
  },
}

/** A command that looks at an installation must not make an empty one, least of all a backup of it. */
function existing(config: Config): Config {
  const { DATA_DIR, DATABASE_URL } = config
  if (!DATABASE_URL && !existsSync(join(DATA_DIR, 'postgres')))
    throw new Problem(
      'missing',
      'store.nothing-there',
      `${DATA_DIR} 中还没有数据：请检查设置 DATA_DIR，或先启动一次平台`,
      { DATA_DIR },
    )
  return config
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

// Whoever reads may have read enough, as `head` has.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

process.exitCode = await runCommand(
  process.argv.slice(2),
  { out: (text) => process.stdout.write(text), err: (text) => process.stderr.write(text) },
  house,
)
