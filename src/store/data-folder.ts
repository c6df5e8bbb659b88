// Opens what a data folder keeps: the lock on the folder and the database, embedded unless another is named.
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
  const open = (address: Address, close: () => Promise<void>) =>
    opened(places, connect(address, { limits }), close)
  const hold = takeHold(path, beside)
  try {
    if (databaseUrl) return open({ url: databaseUrl }, async () => hold?.release())
    if (!hold) return open(running(path), async () => {})
    const cluster = await startCluster(path, options)
    return open(cluster.address(), async () => {
      await cluster.stop()
      hold.release()
    })
  } catch (error) {
    hold?.release()
    throw error
  }
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
  close: () => Promise<void>,
): DataFolder {
  return {
    ...places,
    db,
    async close() {
      await db.destroy()
      await close()
    },
  }
}
