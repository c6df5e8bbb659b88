import type { Actor } from '../domain/account.ts'
import { readIdentifier } from '../domain/identifiers/read.ts'
import { demand } from '../domain/permission.ts'
import { Problem } from '../domain/problem.ts'
import type { Unit } from '../domain/unit.ts'
import { getCampaign } from '../store/campaigns.ts'
import { insertSubmissions } from '../store/submissions.ts'
import { record } from '../store/trail.ts'
import { deleteUnit, getUnit, insertUnits, listUnits, saveUnit, type UnitFilter } from '../store/units.ts'
import type { Deps } from './deps.ts'
import { keepAccounts, type MadeAccount, prepareAccount } from './manage-accounts.ts'

export function seeUnits(deps: Deps, actor: Actor, filter: UnitFilter, page: number, size: number) {
  demand(actor, 'unit.list')
  return listUnits(deps.db, filter, page, size)
}

interface Also {
  /** Asks it. */
  readonly campaignId?: string | undefined
  readonly administrator?: { readonly name: string; readonly username: string } | undefined
}

export async function addUnit(
  deps: Deps,
  actor: Actor,
  wanted: Unit,
  { campaignId, administrator }: Also = {},
): Promise<{ unit: Unit; account: MadeAccount | null }> {
  demand(actor, 'unit.edit')
  const unit = checkCode(wanted)
  const now = deps.now()
  const made =
    administrator &&
    (await prepareAccount({ ...administrator, role: 'unit-administrator', unitCode: unit.code }, now))
  await deps.db.transaction().execute(async (tx) => {
    if (campaignId !== undefined) await getCampaign(tx, campaignId)
    await insertUnits(tx, [unit], now)
    await record(tx, actor, 'unit.added', { unitCode: unit.code }, { name: unit.name }, now)
    if (made) await keepAccounts(tx, actor, [made], now)
    if (campaignId === undefined) return
    const units = await insertSubmissions(tx, campaignId, [unit.code])
    await record(tx, actor, 'campaign.units-asked', { campaignId, unitCode: unit.code }, { units }, now)
  })
  return { unit, account: made ? { account: made.account, oneTimePassword: made.oneTimePassword } : null }
}

/** Together with its accounts; what they did stays in the trail. */
export async function removeUnit(deps: Deps, actor: Actor, code: string): Promise<void> {
  demand(actor, 'unit.edit')
  await deps.db.transaction().execute(async (tx) => {
    const { name } = await getUnit(tx, code)
    await deleteUnit(tx, code)
    await record(tx, actor, 'unit.removed', { unitCode: code }, { name }, deps.now())
  })
}

export async function changeUnit(deps: Deps, actor: Actor, wanted: Unit): Promise<Unit> {
  demand(actor, 'unit.edit')
  const unit = checkCode(wanted)
  await deps.db.transaction().execute(async (tx) => {
    await saveUnit(tx, unit)
    await record(tx, actor, 'unit.changed', { unitCode: unit.code }, { ...unit }, deps.now())
  })
  return unit
}

function checkCode(unit: Unit): Unit {
  if (unit.creditCode === null) return unit
  const read = readIdentifier('credit-code', unit.creditCode)
  if ('fault' in read) throw badCreditCode(read.fault)
  return { ...unit, creditCode: read.normal }
}

const badCreditCode = (fault: string) =>
  new Problem('invalid', 'unit.bad-credit-code', `统一社会信用代码有误：${fault}`)
