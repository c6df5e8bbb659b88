import { questionnaire } from '../catalog/all.ts'
import type { Actor } from '../domain/account.ts'
import { dayOf } from '../domain/calendar.ts'
import type { Campaign } from '../domain/campaign.ts'
import { same } from '../domain/patch.ts'
import { demand } from '../domain/permission.ts'
import { Problem } from '../domain/problem.ts'
import type { PublicKey } from '../sealing/keys.ts'
import { getCampaign, insertCampaign, listCampaigns, saveCampaign } from '../store/campaigns.ts'
import type { Db } from '../store/database.ts'
import {
  countSubmissions,
  deleteSubmission,
  getSubmission,
  insertSubmissions,
  takeSubmission,
} from '../store/submissions.ts'
import { record } from '../store/trail.ts'
import { allUnits } from '../store/units.ts'
import { sealingKeys } from './commission-keys.ts'
import type { Deps } from './deps.ts'

interface SeenCampaign {
  readonly campaign: Campaign
  readonly today: string
  readonly units: number
  readonly sealingKeys: readonly PublicKey[]
}

export async function seeCampaigns(deps: Deps, actor: Actor): Promise<SeenCampaign[]> {
  demand(actor, 'campaign.see')
  const [found, keys] = await Promise.all([listCampaigns(deps.db, actor.unitCode), sealingKeys(deps.db)])
  const today = dayOf(deps.now())
  return found.map(({ campaign, units }) => ({ campaign, units, today, sealingKeys: keys }))
}

export async function seeCampaign(deps: Deps, actor: Actor, id: string): Promise<SeenCampaign> {
  demand(actor, 'campaign.see')
  // A unit sees the campaigns that ask it, and learns of no others.
  if (actor.unitCode !== null) await getSubmission(deps.db, id, actor.unitCode)
  return seen(deps, deps.db, await getCampaign(deps.db, id))
}

async function seen(deps: Deps, db: Db, campaign: Campaign): Promise<SeenCampaign> {
  const [keys, units] = await Promise.all([sealingKeys(db), countSubmissions(db, campaign.id)])
  return { campaign, units, today: dayOf(deps.now()), sealingKeys: keys }
}

/** Asks `unitCodes`, or every unit there is. */
export async function createCampaign(
  deps: Deps,
  actor: Actor,
  campaign: Campaign,
  unitCodes?: readonly string[],
): Promise<SeenCampaign> {
  demand(actor, 'campaign.edit')
  questionnaire(campaign.questionnaireId)
  demandOrder(campaign)
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    await insertCampaign(tx, campaign, now)
    const units = await insertSubmissions(tx, campaign.id, unitCodes ?? (await allCodes(tx)))
    await record(
      tx,
      actor,
      'campaign.created',
      { campaignId: campaign.id },
      { title: campaign.title, units },
      now,
    )
    return seen(deps, tx, campaign)
  })
}

type Changeable = Omit<Campaign, 'id' | 'year' | 'questionnaireId'>

export async function changeCampaign(
  deps: Deps,
  actor: Actor,
  id: string,
  change: Changeable,
): Promise<SeenCampaign> {
  demand(actor, 'campaign.edit')
  demandOrder(change)
  return deps.db.transaction().execute(async (tx) => {
    const before = await getCampaign(tx, id)
    const campaign = { ...before, ...change }
    await saveCampaign(tx, campaign)
    const changed = (Object.keys(change) as (keyof Changeable)[]).filter(
      (key) => !same(before[key], campaign[key]),
    )
    await record(tx, actor, 'campaign.changed', { campaignId: id }, { changed }, deps.now())
    return seen(deps, tx, campaign)
  })
}

export async function askUnits(
  deps: Deps,
  actor: Actor,
  id: string,
  unitCodes?: readonly string[],
): Promise<SeenCampaign> {
  demand(actor, 'campaign.edit')
  return deps.db.transaction().execute(async (tx) => {
    const campaign = await getCampaign(tx, id)
    const units = await insertSubmissions(tx, id, unitCodes ?? (await allCodes(tx)))
    await record(tx, actor, 'campaign.units-asked', { campaignId: id }, { units }, deps.now())
    return seen(deps, tx, campaign)
  })
}

/** A unit that has begun stays: what it has done would be lost. */
export async function dropUnit(
  deps: Deps,
  actor: Actor,
  id: string,
  unitCode: string,
): Promise<SeenCampaign> {
  demand(actor, 'campaign.edit')
  return deps.db.transaction().execute(async (tx) => {
    const campaign = await getCampaign(tx, id)
    await takeSubmission(tx, id, unitCode)
    await deleteSubmission(tx, id, unitCode)
    await record(tx, actor, 'campaign.unit-dropped', { campaignId: id, unitCode }, {}, deps.now())
    return seen(deps, tx, campaign)
  })
}

const allCodes = async (db: Db): Promise<string[]> => (await allUnits(db)).map(({ code }) => code)

function demandOrder({ opensOn, dueOn, closesOn }: Pick<Campaign, 'opensOn' | 'dueOn' | 'closesOn'>): void {
  for (const day of [opensOn, dueOn, closesOn])
    if (new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day) throw noSuchDay(day)
  if (opensOn > dueOn || dueOn > closesOn) throw wrongOrder()
}

const noSuchDay = (day: string) =>
  new Problem('invalid', 'campaign.no-such-day', `没有“${day}”这一天，请检查日期`, { day })
const wrongOrder = () =>
  new Problem(
    'invalid',
    'campaign.wrong-order',
    '日期顺序不对：开始日应不晚于报送截止日，报送截止日应不晚于结束日',
  )
