import type { Role } from '../domain/account.ts'
import type { Db } from './database.ts'
import { jsonText } from './json.ts'

interface DemonstrationSignIn {
  readonly role: Role
  readonly username: string
  readonly password: string
  /** The name of the unit or commission. */
  readonly where: string
}

export interface Settings {
  /** Who runs this installation, as printed in letters. */
  authority: string
  /** Only where the data is invented: it lives on a day of its own, so far ahead of the world's clock. */
  demonstration: { readonly clockOffsetMs: number }
  /** While a demonstration is being made: one that is found at a start was not finished. */
  demonstrationBegun: true
  /** What opens a demonstration, in clear: whoever starts it is shown it each time. */
  demonstrationOpens: {
    readonly signIns: readonly DemonstrationSignIn[]
    /** Of the units' signing keys. */
    readonly passphrase: string
  }
  /** A known text under the master key. */
  masterKeyProof: string
  /** Digest of the one-time link's token; gone once used. */
  setupToken: string | null
}

export async function getSetting<Key extends keyof Settings>(
  db: Db,
  key: Key,
): Promise<Settings[Key] | undefined> {
  const found = await db.selectFrom('setting').select('value').where('key', '=', key).executeTakeFirst()
  return found?.value as Settings[Key] | undefined
}

export async function keepSetting<Key extends keyof Settings>(
  db: Db,
  key: Key,
  value: Settings[Key],
): Promise<void> {
  const text = jsonText(value)
  await db
    .insertInto('setting')
    .values({ key, value: text })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: text }))
    .execute()
}

/** Reads it and leaves nothing behind. */
export async function takeSetting<Key extends keyof Settings>(
  db: Db,
  key: Key,
): Promise<Settings[Key] | undefined> {
  const found = await db.deleteFrom('setting').where('key', '=', key).returning('value').executeTakeFirst()
  return found?.value as Settings[Key] | undefined
}
