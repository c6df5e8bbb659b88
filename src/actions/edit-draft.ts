import { questionnaire } from '../catalog/all.ts'
import type { Actor } from '../domain/account.ts'
import { dayOf } from '../domain/calendar.ts'
import { conflicts } from '../domain/conflicts.ts'
import { emptyFiling, type Filing } from '../domain/filing.ts'
import { applyPatches, difference, type Patch } from '../domain/patch.ts'
import { demand } from '../domain/permission.ts'
import { Problem } from '../domain/problem.ts'
import { readFiling } from '../domain/read-filing.ts'
import { demandOpen, start } from '../domain/submission.ts'
import { prune } from '../form/prune.ts'
import { getCampaign } from '../store/campaigns.ts'
import type { Db } from '../store/database.ts'
import {
  type Draft,
  getAside,
  getDraft,
  keepAside,
  keepDraft,
  listAside,
  markUnedited,
} from '../store/drafts.ts'
import { getContent, getPackage, lastPackage, type PackageMark } from '../store/packages.ts'
import { hasAttachment, keepAttachments } from '../store/pieces.ts'
import { getSubmission, saveSubmission, takeSubmission } from '../store/submissions.ts'
import { record } from '../store/trail.ts'
import type { Deps } from './deps.ts'
import { fileName } from './keep-piece.ts'
import { puttingFiles } from './put-files.ts'

export interface Place {
  readonly campaignId: string
  readonly unitCode: string
}

export async function seeDraft(deps: Deps, actor: Actor, { campaignId, unitCode }: Place): Promise<Draft> {
  demand(actor, 'draft.see', { unitCode })
  await getSubmission(deps.db, campaignId, unitCode)
  return currentDraft(deps.db, campaignId, unitCode)
}

/** The draft; before its first change the last package's answers, or none. */
export async function currentDraft(db: Db, campaignId: string, unitCode: string): Promise<Draft> {
  const draft = await getDraft(db, campaignId, unitCode)
  if (draft) return draft
  const last = await lastPackage(db, campaignId, unitCode)
  if (last) {
    const { filing } = await getContent(db, campaignId, unitCode, last.number)
    return {
      campaignId,
      unitCode,
      version: 0,
      filing,
      edited: false,
      changedAt: last.receivedAt,
      changedBy: last.receivedBy,
    }
  }
  const { questionnaireId } = await getCampaign(db, campaignId)
  const filing = emptyFiling(campaignId, questionnaireId, unitCode)
  return { campaignId, unitCode, version: 0, filing, edited: false, changedAt: new Date(0), changedBy: '' }
}

export interface DraftSaved {
  readonly version: number
  readonly changedAt: Date
  /** Whether others had changed it since the version that the patches were made on. */
  readonly others: Filing | null
}

/** Joins patches to what stands now, whoever changed that meanwhile; refuses them whole where they contradict it. */
export async function patchDraft(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  version: number,
  patches: readonly Patch[],
): Promise<DraftSaved> {
  demand(actor, 'draft.edit', { unitCode })
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const submission = await takeSubmission(tx, campaignId, unitCode)
    demandOpen(submission, await getCampaign(tx, campaignId), dayOf(now))
    const draft = await currentDraft(tx, campaignId, unitCode)
    const found = conflicts(draft.filing, patches)
    if (found.length > 0) throw conflict(draft.version, found)
    const filing = sameFiling(draft.filing, readFiling(applyPatches(draft.filing, patches)))
    const next = {
      campaignId,
      unitCode,
      version: draft.version + 1,
      filing,
      edited: true,
      changedAt: now,
      changedBy: actor.name,
    }
    await keepDraft(tx, next)
    await saveSubmission(tx, start(submission), { lastWorkedAt: now })
    // Not one line per keystroke: only who began, and who went on after somebody else.
    if (draft.changedBy !== actor.name || draft.version === 0)
      await record(tx, actor, 'draft.edited', { campaignId, unitCode }, { version: next.version }, now)
    return { version: next.version, changedAt: now, others: version === draft.version ? null : filing }
  })
}

/** Gives up the draft for a package's answers. */
export async function adoptPackage(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  version: number,
  number: number,
): Promise<Draft> {
  demand(actor, 'draft.edit', { unitCode })
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const submission = await takeSubmission(tx, campaignId, unitCode)
    demandOpen(submission, await getCampaign(tx, campaignId), dayOf(now))
    const mark = await getPackage(tx, campaignId, unitCode, number)
    const { filing } = await getContent(tx, campaignId, unitCode, number)
    const changed = { changedAt: now, changedBy: actor.name }
    const next = await replaceDraft(tx, { campaignId, unitCode }, version, {
      filing,
      edited: false,
      ...changed,
    })
    const details = { number: mark.number, version: next.version }
    await record(tx, actor, 'draft.adopted', { campaignId, unitCode }, details, now)
    return next
  })
}

/** Only who saved them, and when. */
export async function seeAside(deps: Deps, actor: Actor, { campaignId, unitCode }: Place) {
  demand(actor, 'draft.see', { unitCode })
  await getSubmission(deps.db, campaignId, unitCode)
  return listAside(deps.db, campaignId, unitCode)
}

export async function seeOneAside(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  version: number,
) {
  demand(actor, 'draft.see', { unitCode })
  return getAside(deps.db, campaignId, unitCode, version)
}

/** Takes up again what was put aside; it stays there too, and the draft that gives way joins it. */
export async function restoreAside(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  version: number,
  wanted: number,
): Promise<Draft> {
  demand(actor, 'draft.edit', { unitCode })
  const now = deps.now()
  return deps.db.transaction().execute(async (tx) => {
    const submission = await takeSubmission(tx, campaignId, unitCode)
    demandOpen(submission, await getCampaign(tx, campaignId), dayOf(now))
    const { filing } = await getAside(tx, campaignId, unitCode, wanted)
    const changed = { changedAt: now, changedBy: actor.name }
    const next = await replaceDraft(tx, { campaignId, unitCode }, version, {
      filing,
      edited: true,
      ...changed,
    })
    await saveSubmission(tx, start(submission), { lastWorkedAt: now })
    await record(
      tx,
      actor,
      'draft.restored',
      { campaignId, unitCode },
      { version: next.version, restored: wanted },
      now,
    )
    return next
  })
}

/** A draft with words of its own is put aside, not destroyed. */
async function replaceDraft(
  tx: Db,
  { campaignId, unitCode }: Place,
  version: number,
  next: Pick<Draft, 'filing' | 'edited' | 'changedAt' | 'changedBy'>,
): Promise<Draft> {
  const draft = await currentDraft(tx, campaignId, unitCode)
  if (draft.version !== version) throw conflict(draft.version, [])
  if (draft.edited) await keepAside(tx, draft)
  const replaced = { ...draft, ...next, version: version + 1 }
  await keepDraft(tx, replaced)
  return replaced
}

/**
 * After a package has come: a draft with the same answers is in it; one that nobody has touched since, or that the
 * package has grown from, follows it; one with other words in it stays, and people are told.
 */
export async function followPackage(
  tx: Db,
  { campaignId, unitCode, receivedAt, receivedBy }: PackageMark,
  filing: Filing,
  grownFrom: number | undefined,
  today: string,
): Promise<void> {
  const draft = await getDraft(tx, campaignId, unitCode)
  if (!draft) return
  const form = questionnaire(filing.questionnaireId)
  const isIn = difference(prune(form, draft.filing, today), prune(form, filing, today)).length === 0
  if (isIn) await markUnedited(tx, campaignId, unitCode)
  else if (!draft.edited || draft.version === grownFrom) {
    if (draft.edited) await keepAside(tx, draft)
    await keepDraft(tx, {
      ...draft,
      version: draft.version + 1,
      filing,
      edited: false,
      changedAt: receivedAt,
      changedBy: receivedBy,
    })
  }
}

/** Bytes of an attachment, kept before the draft speaks of it. */
export async function putAttachment(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  sha256: string,
  bytes: Uint8Array,
): Promise<void> {
  demand(actor, 'draft.edit', { unitCode })
  const [submission, campaign] = await Promise.all([
    getSubmission(deps.db, campaignId, unitCode),
    getCampaign(deps.db, campaignId),
  ])
  demandOpen(submission, campaign, dayOf(deps.now()))
  await puttingFiles(deps, async (files) => {
    const blob = await files.put(bytes)
    if (blob.sha256 !== sha256) throw damaged(sha256, blob.sha256)
    await keepAttachments(deps.db, campaignId, unitCode, [blob])
  })
}

export async function seeAttachment(
  deps: Deps,
  actor: Actor,
  { campaignId, unitCode }: Place,
  sha256: string,
) {
  demand(actor, 'submission.see', { unitCode })
  if (!(await hasAttachment(deps.db, campaignId, unitCode, sha256))) throw noAttachment(sha256)
  return { name: await nameOf(deps.db, campaignId, unitCode, sha256), bytes: deps.blobs.read(sha256) }
}

/** As the newest package calls it; where none does, its digest. */
async function nameOf(db: Db, campaignId: string, unitCode: string, sha256: string): Promise<string> {
  const last = await lastPackage(db, campaignId, unitCode)
  const filing = last && (await getContent(db, campaignId, unitCode, last.number)).filing
  const named = Object.values(filing?.attachments ?? {}).find((file) => file.sha256 === sha256)
  return named ? fileName(named.name) : sha256
}

function sameFiling(before: Filing, after: Filing): Filing {
  for (const key of ['campaignId', 'questionnaireId', 'unitCode'] as const)
    if (before[key] !== after[key]) throw new TypeError(`${key} of a draft changed`)
  return after
}

const conflict = (version: number, found: readonly unknown[]) =>
  new Problem(
    'conflict',
    'draft.conflict',
    found.length > 0
      ? `有 ${found.length} 处内容刚被他人改过，与您的修改不一致，请逐处选择保留哪一个`
      : '草稿刚被他人改过，请刷新后再试',
    { version, conflicts: found.slice(0, 500) },
  )
const damaged = (expected: string, found: string) =>
  new Problem('invalid', 'attachment.damaged', '附件在上传途中损坏，请重新添加', { expected, found })
const noAttachment = (sha256: string) =>
  new Problem('missing', 'attachment.missing', '没有这个附件', { sha256 })
