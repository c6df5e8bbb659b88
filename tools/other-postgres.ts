// A PostgreSQL of the system's own, older than ours, for the length of a test run.
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export interface OtherPostgres {
  url: string
  version: string
  stop(): Promise<void>
}

export async function startOtherPostgres(programs: string): Promise<OtherPostgres> {
  const folder = mkdtempSync('/tmp/zicha-other-')
  // It refuses to run as root, as ours does.
  const as = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : undefined
  if (as) chownSync(folder, as.uid, as.gid)
  const data = join(folder, 'data')
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'],
    { encoding: 'utf8', ...as },
  )
  if (made.status !== 0) throw new Error(made.stderr || String(made.error))
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'listen_addresses=',
    'max_connections=200',
    `unix_socket_directories=${folder}`,
  ]
  const child = spawn(
    join(programs, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    { stdio: 'ignore', cwd: folder, ...as },
  )
  const gone = new Promise((resolve) => child.once('exit', resolve))
  while (!existsSync(join(folder, '.s.PGSQL.5432'))) {
    if (child.exitCode !== null) throw new Error(`postgres ended with ${child.exitCode}`)
    await pause(50)
  }
  return {
    url: `postgresql://postgres@localhost/postgres?host=${folder}`,
    version: spawnSync(join(programs, 'postgres'), ['--version'], { encoding: 'utf8' }).stdout.trim(),
    async stop() {
      child.kill('SIGINT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
