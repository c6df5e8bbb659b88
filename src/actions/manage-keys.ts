import type { Actor } from '../domain/account.ts'
import { demand } from '../domain/permission.ts'
import { Problem } from '../domain/problem.ts'
import { fingerprint, readPublicKey } from '../sealing/keys.ts'
import {
  getSigningKey,
  insertSigningKey,
  listSigningKeys,
  revokeSigningKey,
  type SigningKey,
} from '../store/keys.ts'
import { getSubmission } from '../store/submissions.ts'
import { record } from '../store/trail.ts'
import type { Deps } from './deps.ts'

interface Place {
  readonly campaignId: string
  readonly unitCode: string
}

export async function seeKeys(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
): Promise<SigningKey[]> {
  demand(actor, 'submission.see', { unitCode })
  const keys = await listSigningKeys(deps.db, campaignId, unitCode)
  // The commission needs to know the keys, not to hold what a passphrase guards.
  return actor.unitCode === null
    ? keys.map((key) => ({ ...key, locked: { publicKey: key.publicKey } }))
    : keys
}

/** The key is made and locked in the unit's own browser; only the locked one and its public half come here. */
export async function registerKey(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  locked: { readonly publicKey: unknown },
): Promise<SigningKey> {
  demand(actor, 'key.register', { unitCode })
  const publicKey = readPublicKey(locked.publicKey)
  if (publicKey.use !== 'sign') throw notForSigning()
  if (JSON.stringify(locked).length > mostCharacters) throw tooLong()
  const now = deps.now()
  const key = {
    campaignId,
    unitCode,
    fingerprint: fingerprint(publicKey),
    publicKey,
    locked,
    createdAt: now,
    createdBy: actor.name,
  }
  return deps.db.transaction().execute(async (tx) => {
    await getSubmission(tx, campaignId, unitCode)
    if (await insertSigningKey(tx, key))
      await record(
        tx,
        actor,
        'key.registered',
        { campaignId, unitCode, about: key.fingerprint },
        { suite: publicKey.suite },
        now,
      )
    return getSigningKey(tx, campaignId, unitCode, key.fingerprint)
  })
}

/** Packages that came before keep their worth; new ones signed with it are refused. */
export async function revokeKey(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  which: string,
  reason: string,
): Promise<SigningKey> {
  demand(actor, 'key.revoke', { unitCode })
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const key = await getSigningKey(tx, campaignId, unitCode, which)
    await revokeSigningKey(tx, key, now, actor.name)
    await record(tx, actor, 'key.revoked', { campaignId, unitCode, about: which }, { reason }, now)
    return getSigningKey(tx, campaignId, unitCode, which)
  })
}

const mostCharacters = 10_000

const notForSigning = () =>
  new Problem('invalid', 'key.not-for-signing', '这不是签名密钥，请在本页面重新生成')
const tooLong = () => new Problem('invalid', 'key.too-long', '密钥数据过长，请在本页面重新生成')
