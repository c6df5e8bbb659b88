// Builds what the deeds need from the settings, for the server and for the command line.
import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { clockOffset } from './actions/demonstration.ts'
import type { Deps } from './actions/deps.ts'
import { holdMasterKey, keepProof } from './actions/hold-master-key.ts'
import type { Config } from './config.ts'
import { Problem } from './domain/problem.ts'
import { lockAtRest, unlockAtRest } from './sealing/at-rest.ts'
import { vaultUnder } from './sealing/rows.ts'
import { Blobs } from './store/blobs.ts'
import { type DataFolder, openDataFolder } from './store/data-folder.ts'
import type { Limits } from './store/database.ts'
import { migrate } from './store/migrate.ts'
import { withVault } from './store/vault.ts'

const root = join(import.meta.dirname, '..')
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }

/** Name and version, for what this program makes. */
export const program = `Zicha ${version}`

/** Of the web application or the offline tool; undefined when it is not built. */
export function builtFolder(name: 'web' | 'offline'): string | undefined {
  const folder = join(root, 'dist', name)
  return existsSync(join(folder, 'index.html')) ? folder : undefined
}

export interface Opening {
  /** May work beside a server that holds the data folder. */
  beside?: boolean
  limits?: Limits
  say?: (line: string) => void
  onLost?: (error: unknown) => void
}

export const openFolder = (config: Config, opening: Opening): Promise<DataFolder> =>
  openDataFolder({
    path: config.DATA_DIR,
    keyFile: config.MASTER_KEY_FILE,
    databaseUrl: config.DATABASE_URL,
    ...opening,
  })

/** What deeds need, on a database that is brought up to this program first. */
export async function furnish(folder: DataFolder): Promise<Deps> {
  const { path, keyFile } = folder
  const masterKey = await holdMasterKey(folder.db, keyFile)
  const db = withVault(folder.db, vaultUnder(masterKey))
  await migrate(db)
  await keepProof(db, masterKey)
  const offsetMs = await clockOffset(db)
  return {
    db,
    masterKey,
    generator: program,
    now: () => new Date(Date.now() + offsetMs),
    toolTemplate: readTool,
    blobs: new Blobs(join(path, 'blobs'), {
      lock: (source) => lockAtRest(masterKey, source),
      unlock: (source) => unlockAtRest(masterKey, source),
    }),
  }
}

function readTool(): Promise<string> {
  const folder = builtFolder('offline')
  if (!folder)
    throw new Problem('missing', 'tool.not-built', '离线填报工具尚未构建：请管理员运行 npm run build 后重启')
  return readFile(join(folder, 'index.html'), 'utf8')
}
