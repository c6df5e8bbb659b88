import { questionnaire } from '../catalog/all.ts'
import { commitmentLetter } from '../documents/commitment-letter.ts'
import { blankTable, selfInspectionTable } from '../documents/self-inspection.ts'
import type { Actor } from '../domain/account.ts'
import { dayOf } from '../domain/calendar.ts'
import type { Campaign } from '../domain/campaign.ts'
import { demand } from '../domain/permission.ts'
import type { Unit } from '../domain/unit.ts'
import { Form } from '../form/form.ts'
import { shortCode } from '../sealing/canonical.ts'
import { type PublicKey, shortFingerprint } from '../sealing/keys.ts'
import { getCampaign } from '../store/campaigns.ts'
import type { Db } from '../store/database.ts'
import { listSigningKeys } from '../store/keys.ts'
import { getContent, type PackageMark } from '../store/packages.ts'
import { getSubmission } from '../store/submissions.ts'
import { getUnit } from '../store/units.ts'
import type { Deps } from './deps.ts'
import { fileName } from './keep-piece.ts'

interface File {
  readonly name: string
  readonly bytes: Uint8Array
}

/** The Word form of a package, with the package's short code in its footer. */
export async function makeForm(db: Db, campaign: Campaign, unit: Unit, mark: PackageMark): Promise<File> {
  const form = questionnaire(campaign.questionnaireId)
  const { filing } = await getContent(db, mark.campaignId, mark.unitCode, mark.number)
  const day = dayOf(mark.sealedAt)
  const code = shortCode(mark.contentDigest)
  const bytes = await selfInspectionTable({
    questionnaire: form,
    filing,
    campaign,
    unit,
    shortCode: code,
    day,
    read: new Form(form, filing, { today: day }),
  })
  return { name: fileName(`${unit.name}自查表_${code}.docx`), bytes }
}

export async function makeBlankForm(deps: Deps, actor: Actor, campaignId: string): Promise<File> {
  demand(actor, 'campaign.see')
  if (actor.unitCode !== null) await getSubmission(deps.db, campaignId, actor.unitCode)
  const campaign = await getCampaign(deps.db, campaignId)
  const bytes = await blankTable({ questionnaire: questionnaire(campaign.questionnaireId), campaign })
  return { name: `${campaign.year}年自查表（空白）.docx`, bytes }
}

/** The letter names the newest key, so that paper and package vouch for each other. */
export async function makeLetter(
  { db }: Deps,
  actor: Actor,
  { campaignId, unitCode }: { campaignId: string; unitCode: string },
): Promise<File> {
  demand(actor, 'submission.see', { unitCode })
  const [, campaign, unit, keys] = await Promise.all([
    getSubmission(db, campaignId, unitCode),
    getCampaign(db, campaignId),
    getUnit(db, unitCode),
    listSigningKeys(db, campaignId, unitCode),
  ])
  const key = keys.find(({ revokedAt }) => revokedAt === null)?.publicKey as PublicKey | undefined
  const bytes = await commitmentLetter({
    campaign,
    unit,
    ...(key ? { keyFingerprint: shortFingerprint(key) } : {}),
  })
  return { name: fileName(`${unit.name}网络与信息安全责任承诺书.docx`), bytes }
}
