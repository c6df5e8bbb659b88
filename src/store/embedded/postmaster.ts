// What the file postmaster.pid tells of a server that an earlier process of ours may have left running.
import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Problem } from '../../domain/problem.ts'

export interface Postmaster {
  pid: number
  port: number
  socketFolder: string
}

export function readPostmaster(cluster: string): Postmaster | undefined {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const [pid, port] = [Number(lines[0]), Number(lines[3])]
    return pid > 0 ? { pid, port, socketFolder: lines[4] ?? '' } : undefined
  } catch {
    return undefined
  }
}

/** Leaves nothing running on the cluster and no lock file in it. The caller holds the data folder. */
export async function stopOrphan(cluster: string): Promise<'none' | 'stale' | 'stopped'> {
  const left = readPostmaster(cluster)
  const runs = left !== undefined && isServerOf(left.pid, cluster)
  if (runs) await stop(left.pid)
  // Its process number may by now be anybody's, and PostgreSQL would refuse to start because of it.
  rmSync(join(cluster, 'postmaster.pid'), { force: true })
  if (left && basename(left.socketFolder).startsWith('zicha-'))
    rmSync(left.socketFolder, { recursive: true, force: true })
  return runs ? 'stopped' : left ? 'stale' : 'none'
}

function isServerOf(pid: number, cluster: string): boolean {
  try {
    // The server works inside its cluster, whatever it was called when it started.
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster)
    if (process.platform === 'win32')
      return execFileSync('tasklist', ['/fi', `pid eq ${pid}`], { encoding: 'utf8' }).includes('postgres')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster)
  } catch {
    return false
  }
}

async function stop(pid: number): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 60],
    ['SIGQUIT', 20],
  ] as const) {
    process.kill(pid, signal)
    for (const until = Date.now() + seconds * 1000; Date.now() < until; await pause(20))
      if (!isAlive(pid)) return
  }
  throw new Problem(
    'conflict',
    'store.orphan-stays',
    `上次留下的数据库进程 ${pid} 停不下来：请结束它后重新启动`,
    { pid },
  )
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    // A dead process that nobody has buried, as in a container without init, still has its number.
    return process.platform !== 'linux' || !/^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
