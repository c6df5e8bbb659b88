// Opens what a data folder keeps: the lock on the folder and the database, embedded unless another is named.
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Problem } from '../domain/problem.ts'
import { type Address, connect, type Db, type Limits } from './database.ts'
import { type ClusterOptions, runningCluster, startCluster } from './embedded/cluster.ts'
import { holdFolder } from './embedded/only-one.ts'

export interface DataFolder {
  path: string
  /** Where the master key is. */
  keyFile: string
  db: Db
  close(): Promise<void>
  /** Closes, and leaves of a folder that was not there, or empty, no more than there was. */
  abandon(): Promise<void>
}

export interface DataFolderOptions extends ClusterOptions {
  path: string
  /** Empty for beside the data. */
  keyFile?: string
  /** Empty for the embedded database. */
  databaseUrl: string
  limits?: Limits
  /** May work beside the server that already holds the folder. */
  beside?: boolean
}

export async function openDataFolder(options: DataFolderOptions): Promise<DataFolder> {
  const { path, databaseUrl, limits, beside = false } = options
  const places = { path, keyFile: options.keyFile || join(path, 'master.key') }
  const wasThere = existsSync(path)
  const hold = takeHold(path, beside)
  // Asked only now: until it is held, somebody else may be filling it.
  const isNew = hold !== undefined && readdirSync(path).every((name) => name.startsWith('in-use.'))
  try {
    if (!hold && !databaseUrl) return opened(places, connect(running(path), { limits }), async () => {})
    const cluster = databaseUrl ? undefined : await startCluster(path, options)
    const address = cluster?.address() ?? { url: databaseUrl }
    return opened(places, connect(address, { limits }), async (how) => {
      await cluster?.stop()
      if (isNew && how === 'abandoned') clear(path, wasThere)
      hold?.release()
    })
  } catch (error) {
    hold?.release()
    throw error
  }
}

function clear(path: string, keep: boolean): void {
  for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true, force: true })
  if (!keep) rmSync(path, { recursive: true })
}

function takeHold(path: string, beside: boolean) {
  try {
    return holdFolder(path)
  } catch (error) {
    if (beside && error instanceof Problem && error.code === 'store.in-use') return undefined
    throw error
  }
}

function running(path: string): Address {
  const address = runningCluster(path)
  if (!address) throw new Problem('conflict', 'store.starting', '数据库正在启动或停止，请稍候再试')
  return address
}

function opened(
  places: Pick<DataFolder, 'path' | 'keyFile'>,
  db: Db,
  release: (how: 'closed' | 'abandoned') => Promise<void>,
): DataFolder {
  const end = async (how: 'closed' | 'abandoned') => {
    await db.destroy()
    await release(how)
  }
  return { ...places, db, close: () => end('closed'), abandon: () => end('abandoned') }
}
