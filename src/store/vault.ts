// What tells of a unit's weaknesses is locked before the database sees it, and opened only in this folder.
import type { KyselyPlugin } from 'kysely'
import type { Db } from './database.ts'
import { jsonText } from './json.ts'

/** How a text is locked so that it opens in its own place alone; sealing knows how. */
export interface Vault {
  lock(place: string, text: string): Uint8Array
  unlock(place: string, locked: Uint8Array): string
}

/** Table, column and the row's whole key: a value that is moved to another row or column does not open there. */
export type Spot = readonly [table: string, column: string, ...key: (string | number)[]]

// Kysely hands its plugins on to every transaction: so whoever has the database has its vault.
class Carrier implements KyselyPlugin {
  readonly vault: Vault

  constructor(vault: Vault) {
    this.vault = vault
  }

  transformQuery: KyselyPlugin['transformQuery'] = ({ node }) => node
  transformResult: KyselyPlugin['transformResult'] = async ({ result }) => result
}

export const withVault = (db: Db, vault: Vault): Db => db.withPlugin(new Carrier(vault))

function vaultOf(db: Db): Vault {
  const carrier = db.getExecutor().plugins.find((plugin) => plugin instanceof Carrier)
  if (!carrier) throw new Error('this database was opened without its vault')
  return carrier.vault
}

export const lockJson = (db: Db, spot: Spot, value: unknown): Uint8Array =>
  vaultOf(db).lock(JSON.stringify(spot), jsonText(value))

export const unlockJson = <Value>(db: Db, spot: Spot, locked: Uint8Array): Value =>
  JSON.parse(vaultOf(db).unlock(JSON.stringify(spot), locked)) as Value
