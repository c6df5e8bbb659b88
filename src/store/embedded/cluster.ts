// Runs the real PostgreSQL that npm brought, inside the data folder, for this process alone.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { Problem } from '../../domain/problem.ts'
import type { Address } from '../database.ts'
import { program } from './binaries.ts'
import { findPlace, inside, type Place, user, windows } from './place.ts'
import { readPostmaster, stopOrphan } from './postmaster.ts'

export interface Cluster {
  address(database?: string): Extract<Address, { host: string }>
  /** Ends with every connection cut and everything on disk. */
  stop(): Promise<void>
}

export interface ClusterOptions {
  /** Server settings beside our own. */
  settings?: Readonly<Record<string, string>>
  say?: (line: string) => void
  /** The server died by itself and could not be started again. */
  onLost?: (error: unknown) => void
}

const major = '18'

/** Starts the cluster of a data folder, making it first if there is none. The caller holds the folder (`holdFolder`). */
export async function startCluster(folder: string, options: ClusterOptions = {}): Promise<Cluster> {
  const home = resolve(folder)
  const place = await findPlace(home)
  const { cluster, run } = place
  try {
    if (!existsSync(cluster)) makeCluster(place)
    demandWhole(place)
    if ((await stopOrphan(cluster)) === 'stopped') options.say?.('已停止上次遗留的数据库进程')
    return await supervise(place, options)
  } catch (error) {
    rmSync(run, { recursive: true, force: true })
    throw error
  }
}

/** The cluster another process of ours keeps running on this folder, if there is one. */
export function runningCluster(folder: string): Extract<Address, { host: string }> | undefined {
  const left = readPostmaster(join(resolve(folder), 'postgres'))
  return left && address(resolve(folder), left.socketFolder || '127.0.0.1', left.port, user)
}

function makeCluster({ home, cluster, as, run, binaries }: Place): void {
  // Under a name of its own: the initdb of a start that was killed may still be writing into the last one.
  for (const left of readdirSync(home).filter((name) => name.startsWith('postgres.tmp')))
    try {
      rmSync(join(home, left), { recursive: true, force: true })
    } catch {
      // What cannot be removed yet hinders nothing.
    }
  const unfinished = mkdtempSync(`${cluster}.tmp-`)
  const password = randomBytes(24).toString('base64url')
  const handed = join(run, 'password')
  writeFileSync(secretFile(home), password, { mode: 0o600 })
  writeFileSync(handed, password, { mode: 0o600 })
  if (as) for (const path of [unfinished, handed]) chownSync(path, as.uid, as.gid)
  const { status, stderr, error } = spawnSync(
    program(binaries, 'initdb'),
    [
      '-D',
      inside(unfinished, as),
      '-U',
      user,
      '--pwfile',
      handed,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
    ].concat(['--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8']),
    { cwd: unfinished, encoding: 'utf8', env: environment(), ...as },
  )
  rmSync(handed)
  if (status !== 0) throw cannotStart(stderr || String(error))
  // Only a finished cluster has the name: whatever interrupts this, the next start begins anew.
  renameSync(unfinished, cluster)
}

function demandWhole({ home, cluster }: Place): void {
  for (const needed of [join(cluster, 'PG_VERSION'), join(cluster, 'global', 'pg_control'), secretFile(home)])
    if (!existsSync(needed)) throw incomplete(home, needed)
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  if (found !== major)
    throw new Problem(
      'conflict',
      'store.other-postgres',
      `${cluster} 由 PostgreSQL ${found} 建立，本程序内置的是 ${major}：请用原版本执行 zicha backup，再用本版本 zicha restore 到新目录`,
      { found, expected: major },
    )
}

async function supervise(
  place: Place,
  { settings = {}, say = () => {}, onLost }: ClusterOptions,
): Promise<Cluster> {
  let stopping = false
  let child = await boot(place, settings)
  let revival = Promise.resolve()
  const revive = async () => {
    await stopOrphanKeepingSocket(place)
    child = await boot(place, settings)
    watch()
  }
  const watch = () =>
    child.once('exit', (code, signal) => {
      if (stopping) return
      say(`数据库进程意外退出（${signal ?? code}），正在重新启动`)
      revival = revive().catch((error) => onLost?.(error))
    })
  watch()
  const abandon = () => child.kill('SIGINT')
  process.once('exit', abandon)
  return {
    address: (database = user) => address(place.home, place.run, place.port, database),
    async stop() {
      stopping = true
      // A server that is just being started again would otherwise outlive us.
      await revival
      process.off('exit', abandon)
      await end(child)
      rmSync(place.run, { recursive: true, force: true })
    },
  }
}

function stopOrphanKeepingSocket({ cluster, as, run }: Place): Promise<unknown> {
  return stopOrphan(cluster).finally(() => {
    mkdirSync(run, { recursive: true, mode: 0o700 })
    if (as) chownSync(run, as.uid, as.gid)
  })
}

async function boot(place: Place, settings: Readonly<Record<string, string>>): Promise<ChildProcess> {
  for (let again = 6; ; again--) {
    // Why it died is in the log before this one.
    if (existsSync(logFile(place.home))) renameSync(logFile(place.home), `${logFile(place.home)}.old`)
    const log = openSync(logFile(place.home), 'w', 0o600)
    const child = spawn(program(place.binaries, 'postgres'), serverWords(place, settings), {
      cwd: place.cluster,
      env: environment(),
      stdio: ['ignore', log, log],
      // Of its own group: Ctrl-C is for us, and we let the last requests finish before we stop it.
      detached: true,
      ...place.as,
    })
    closeSync(log)
    try {
      await untilReady(place, child)
      return child
    } catch (error) {
      await end(child)
      if (again === 0) throw error
      // A server orphaned while it was starting shows itself only now; and the workers of a killed one take a moment
      // to notice and let go of its memory.
      await stopOrphanKeepingSocket(place)
      await pause(500)
    }
  }
}

function serverWords(
  { cluster, as, run, port }: Place,
  settings: Readonly<Record<string, string>>,
): string[] {
  const all = {
    listen_addresses: windows ? '127.0.0.1' : '',
    unix_socket_directories: windows ? '' : run,
    unix_socket_permissions: '0700',
    port: String(port),
    ssl: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_min_messages: 'warning',
    max_connections: '60',
    ...settings,
  }
  return [
    '-D',
    inside(cluster, as),
    ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
}

async function untilReady(place: Place, child: ChildProcess): Promise<void> {
  let failed: unknown
  child.once('error', (error) => {
    failed = error
  })
  const config = { ...address(place.home, place.run, place.port, 'postgres'), connectionTimeoutMillis: 5000 }
  // Recovery after a crash may take minutes; as long as the process lives, it is at work.
  for (;;) {
    if (failed || child.exitCode !== null || child.signalCode !== null)
      throw cannotStart(failed ? String(failed) : readFileSync(logFile(place.home), 'utf8').slice(-2000))
    const client = new pg.Client(config)
    client.on('error', () => {})
    try {
      await client.connect()
      const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [user])
      if (!rowCount) await client.query(`create database ${user}`)
      return
    } catch (error) {
      if ((error as { code?: string }).code === '28P01') throw wrongSecret(place.home)
      await pause(15)
    } finally {
      await client.end().catch(() => {})
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGINT')
  await gone
}

function address(
  home: string,
  host: string,
  port: number,
  database: string,
): Extract<Address, { host: string }> {
  const at = windows ? '127.0.0.1' : host
  return { host: at, port, user, password: readFileSync(secretFile(home), 'utf8').trim(), database }
}

const environment = () => (windows ? process.env : { PATH: process.env.PATH ?? '', LC_ALL: 'C' })
const secretFile = (home: string) => join(home, 'postgres.secret')
const logFile = (home: string) => join(home, 'postgres.log')

const incomplete = (home: string, lost: string) =>
  new Problem(
    'conflict',
    'store.incomplete',
    `数据目录 ${home} 中的内置数据库不完整，缺少 ${lost}：请找回它，或把备份恢复到一个新目录；什么也没有改动`,
    { home, lost },
  )

const cannotStart = (why: string) =>
  new Problem(
    'conflict',
    'store.cannot-start',
    `内置数据库无法启动，原因如下；也可设置 DATABASE_URL 改用外部数据库：\n${why}`,
  )

const wrongSecret = (home: string) =>
  new Problem('conflict', 'store.wrong-secret', `${secretFile(home)} 与数据库不符：请从备份中恢复该文件`, {
    home: dirname(home),
  })
