// The first start: a one-time link makes the first administrator and the commission's keys.
import { type Account, fitRole, readPassword, readUsername } from '../domain/account.ts'
import { Problem } from '../domain/problem.ts'
import { hashPassword, hashToken, makeToken } from '../sealing/passwords.ts'
import { insertAccounts } from '../store/accounts.ts'
import { getSetting, keepSetting, takeSetting } from '../store/settings.ts'
import { record } from '../store/trail.ts'
import { uuidv7 } from '../store/uuid.ts'
import { makeCommissionKeys } from './commission-keys.ts'
import type { Deps } from './deps.ts'
import { openSession, type Place, type SignedIn } from './sign-in.ts'

/** Makes a fresh link token while nobody has set up yet; nothing otherwise. Earlier links stop working. */
export async function offerSetup(deps: Deps): Promise<string | undefined> {
  return deps.db.transaction().execute(async (tx) => {
    if ((await getSetting(tx, 'authority')) !== undefined) return undefined
    const token = makeToken()
    await keepSetting(tx, 'setupToken', hashToken(token))
    return token
  })
}

export const needsSetup = async (deps: Deps): Promise<boolean> =>
  (await getSetting(deps.db, 'authority')) === undefined

export interface FirstAdministrator {
  readonly authority: string
  readonly username: string
  readonly name: string
  readonly password: string
}

export async function setUp(
  deps: Deps,
  token: string,
  { authority, username: wanted, name, password }: FirstAdministrator,
  place: Place,
): Promise<SignedIn> {
  const username = readUsername(wanted)
  const passwordHash = await hashPassword(readPassword(password, username))
  const keys = await makeCommissionKeys(deps)
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    // A spent token is gone in the same transaction, so that of two who hold the link one comes too late.
    if ((await takeSetting(tx, 'setupToken')) !== hashToken(token)) throw badLink()
    const account: Account = {
      id: uuidv7(now),
      username,
      name,
      role: 'administrator',
      unitCode: null,
      mustChangePassword: false,
      disabled: false,
    }
    fitRole(account.role, account.unitCode)
    await insertAccounts(tx, [{ ...account, passwordHash, createdAt: now, lastSignedInAt: now }])
    await keepSetting(tx, 'authority', authority)
    await keys.keep(tx)
    await record(tx, { ...account, address: place.address }, 'installation.set-up', {}, { authority }, now)
    return { account, ...(await openSession(tx, account.id, place, now)) }
  })
}

const badLink = () =>
  new Problem(
    'forbidden',
    'setup.bad-link',
    '设置链接无效或已使用过：请从服务器启动时显示的最新链接进入，或直接登录',
  )
