// Where a cluster lies, who runs it and with what.
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Problem } from '../../domain/problem.ts'
import { findBinaries, type Identity, isReachable } from './binaries.ts'

export const windows = process.platform === 'win32'
export const user = 'zicha'

export interface Place {
  home: string
  cluster: string
  as: Identity | undefined
  /** Holds the socket: its path may be 107 bytes, and that of a data folder is often longer. */
  run: string
  binaries: string
  port: number
}

export async function findPlace(home: string): Promise<Place> {
  const cluster = join(home, 'postgres')
  const as = identity(cluster)
  const run = makeRunFolder(as)
  const binaries = findBinaries(as, as ? shelf(run) : join(home, 'programs'))
  return { home, cluster, as, run, binaries, port: windows ? await freePort() : 5432 }
}

function identity(cluster: string): Identity | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (owner && owner.uid !== 0) return owner
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  // initdb asks for the user's name, so it must be one that the machine knows.
  const found = users.find(([name]) => name === user) ?? users.find(([name]) => name === 'nobody')
  if (!found)
    throw new Problem('missing', 'store.no-user', '数据库不能以 root 身份运行：请先建立系统用户 zicha')
  return { uid: Number(found[2]), gid: Number(found[3]) }
}

const shelf = (run: string): string => {
  try {
    mkdirSync('/var/lib/zicha', { recursive: true, mode: 0o755 })
    return '/var/lib/zicha'
  } catch {
    return run
  }
}

function makeRunFolder(as: Identity | undefined): string {
  const base = [tmpdir(), '/tmp', '/var/tmp'].find(
    (path) => path.length < 70 && existsSync(path) && isReachable(path, as),
  )
  if (!base)
    throw new Problem(
      'missing',
      'store.no-temporary',
      '没有可用的临时目录：请设置环境变量 TMPDIR 为较短的可写目录',
    )
  const run = mkdtempSync(join(base, 'zicha-'))
  if (as) chownSync(run, as.uid, as.gid)
  return run
}

// The server may not be allowed to walk down to its own folder (a clone under /root), but it starts inside it,
// and this name always leads there. On other systems root's folders are not closed in this way.
export const inside = (cluster: string, as: Identity | undefined) =>
  as && process.platform === 'linux' ? '/proc/self/cwd' : cluster

const freePort = () =>
  new Promise<number>((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
