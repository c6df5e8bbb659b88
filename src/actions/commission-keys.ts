// The keys packages are sealed to. Their private halves rest in the database under the master key.
import { lockText, unlockText } from '../sealing/at-rest.ts'
import { fingerprint, type KeyPair, makeKeyPair, type PublicKey } from '../sealing/keys.ts'
import type { Db } from '../store/database.ts'
import { insertCommissionKey, listCommissionKeys } from '../store/keys.ts'
import type { Deps } from './deps.ts'

type KeyDeps = Pick<Deps, 'masterKey' | 'now'>

/** One per suite; `keep` writes them where the rest of the set-up is written. */
export async function makeCommissionKeys({
  masterKey,
  now,
}: KeyDeps): Promise<{ keep(tx: Db): Promise<void> }> {
  const rows = await Promise.all(
    ([1, 2] as const).map(async (suite) => {
      const { publicKey, privateKey } = await makeKeyPair(suite, 'seal')
      return {
        fingerprint: fingerprint(publicKey),
        suite,
        publicKey,
        locked: await lockText(masterKey, privateKey),
      }
    }),
  )
  return {
    async keep(tx) {
      for (const row of rows) await insertCommissionKey(tx, row, now())
    },
  }
}

/** What units seal to. */
export async function sealingKeys(db: Db): Promise<PublicKey[]> {
  const keys = await listCommissionKeys(db, { retired: false })
  return keys.map(({ publicKey }) => publicKey as PublicKey)
}

const opened = new WeakMap<Uint8Array, Map<string, KeyPair>>()

/** What packages are opened with, retired keys too. Unlocked once per process. */
export async function openingKeys({ db, masterKey }: Pick<Deps, 'db' | 'masterKey'>): Promise<KeyPair[]> {
  const known = opened.get(masterKey) ?? new Map<string, KeyPair>()
  opened.set(masterKey, known)
  const keys = await listCommissionKeys(db, { retired: true })
  return Promise.all(
    keys.map(async ({ fingerprint, publicKey, locked }) => {
      const pair = known.get(fingerprint) ?? {
        publicKey: publicKey as PublicKey,
        privateKey: await unlockText(masterKey, locked),
      }
      known.set(fingerprint, pair)
      return pair
    }),
  )
}
