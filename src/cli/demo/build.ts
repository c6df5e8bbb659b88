// Sets up the demonstration through the very deeds that people do: nothing is written past them.
import { beginDemonstration, markDemonstration, type Opens } from '../../actions/demonstration.ts'
import type { Deps } from '../../actions/deps.ts'
import { patchDraft, putAttachment } from '../../actions/edit-draft.ts'
import { handInSubmission } from '../../actions/hand-in.ts'
import { changePassword } from '../../actions/keep-session.ts'
import { addAccount } from '../../actions/manage-accounts.ts'
import { registerKey } from '../../actions/manage-keys.ts'
import { addUnit } from '../../actions/manage-units.ts'
import { receivePackage } from '../../actions/receive-package.ts'
import {
  acceptSubmission,
  commentOn,
  returnSubmission,
  seeComments,
  settleComment,
} from '../../actions/review-submission.ts'
import { createCampaign, seeCampaign } from '../../actions/run-campaign.ts'
import { offerSetup, setUp } from '../../actions/set-up.ts'
import { questionnaire } from '../../catalog/all.ts'
import { campaign2019 } from '../../catalog/campaigns.ts'
import type { Account, Actor, Role } from '../../domain/account.ts'
import { dayOf } from '../../domain/calendar.ts'
import { type Attachment, emptyFiling, type Filing } from '../../domain/filing.ts'
import { difference } from '../../domain/patch.ts'
import { Form } from '../../form/form.ts'
import { sha256Of } from '../../sealing/canonical.ts'
import { type KeyPair, lockKey, makeKeyPair, type PublicKey } from '../../sealing/keys.ts'
import { seal } from '../../sealing/package.ts'
import { makePassword } from '../../sealing/passwords.ts'
import { nativeSuites } from '../../sealing/suites/native.ts'
import { Chance } from './chance.ts'
import { demoFiling } from './filing.ts'
import { demoUnits } from './names.ts'
import { pdf } from './paper.ts'
import { demoNow, newcomer, type Staged, stages } from './stages.ts'

type SignIn = Opens['signIns'][number]

const place = { address: '127.0.0.1', browser: '演示' }
const campaignId = campaign2019.id
const form = questionnaire(campaign2019.questionnaireId)

export async function buildDemonstration(deps: Deps, say: (done: number, of: number) => void): Promise<void> {
  const at = (day: string, time = '09:00'): Deps => ({
    ...deps,
    now: () => new Date(`${day}T${time}:00+08:00`),
  })
  const start = at('2019-05-16')
  await beginDemonstration(deps)
  const { admin, signIns } = await makePeople(start)
  const units = demoUnits()
  for (const { code, name, kind, schoolClass } of units)
    await addUnit(start, admin, { code, name, kind, schoolClass, creditCode: null })
  const campaign = {
    ...campaign2019,
    contacts: [
      { office: '信息化处', name: '李明远', phone: '51990001' },
      { office: '信息中心', name: '王若水', phone: '51990002' },
    ],
  }
  await createCampaign(at('2019-05-17', '10:00'), admin, campaign)
  const people = await makeUnitPeople(start, admin, signIns)
  const reviewer = people.reviewer
  const { sealingKeys } = await seeCampaign(start, admin, campaignId)
  const passphrase = makePassword()
  const all = stages()
  const recipients = sealingKeys as PublicKey[]
  const left = [...all]
  let done = 0
  // A few at a time: while one waits for the disk, another's key is being locked.
  const worker = async () => {
    for (let staged = left.shift(); staged; staged = left.shift()) {
      const actor = people.units.get(staged.unit.code)
      if (actor) await walk({ staged, actor, reviewer, recipients, passphrase, at })
      say(++done, all.length)
    }
  }
  await Promise.all(Array.from({ length: 4 }, worker))
  await markDemonstration(deps, Date.parse(demoNow) - Date.now(), { signIns, passphrase })
}

async function makePeople(deps: Deps): Promise<{ admin: Actor; signIns: SignIn[] }> {
  const token = await offerSetup(deps)
  if (token === undefined) throw new Error('this data folder is set up already')
  const password = makePassword()
  const first = { authority: campaign2019.authority, username: 'admin', name: '赵管理', password }
  const { account } = await setUp(deps, token, first, place)
  return {
    admin: account,
    signIns: [{ role: 'administrator', username: 'admin', password, where: '市教委' }],
  }
}

interface People {
  readonly reviewer: Actor
  readonly units: ReadonlyMap<string, Actor>
}

/** One account for every unit; the ones that are printed get a password of their own at once. */
async function makeUnitPeople(deps: Deps, admin: Actor, signIns: SignIn[]): Promise<People> {
  const printed = async (
    role: Role,
    username: string,
    name: string,
    unitCode: string | null,
    where: string,
  ) => {
    const made = await addAccount(deps, admin, { username, name, role, unitCode })
    const password = makePassword()
    await changePassword(deps, made.account, 'none', made.oneTimePassword, password)
    signIns.push({ role, username, password, where })
    return made.account
  }
  const reviewer = await printed('reviewer', 'reviewer', '李审核', null, '市教委')
  await printed('observer', 'observer', '周观察', null, '市教委')
  const first = demoUnits()[0]
  const accounts = demoUnits().map(async ({ code, name }): Promise<[string, Account]> => {
    const username = code.toLowerCase()
    if (code === newcomer) return [code, await printed('unit-administrator', username, '张老师', code, name)]
    const wanted = { username, name: '单位管理员', role: 'unit-administrator' as const, unitCode: code }
    return [code, (await addAccount(deps, admin, wanted)).account]
  })
  const units = new Map(await Promise.all(accounts))
  await printed('filler', `${newcomer.toLowerCase()}-filler`, '刘填报', newcomer, first?.name ?? '')
  await printed('approver', `${newcomer.toLowerCase()}-approver`, '陈主任', newcomer, first?.name ?? '')
  return { reviewer, units }
}

interface Walk {
  readonly staged: Staged
  readonly actor: Actor
  readonly reviewer: Actor
  readonly recipients: readonly PublicKey[]
  readonly passphrase: string
  at(day: string, time?: string): Deps
}

/** One unit's way, as far as its stage. */
async function walk({ staged, actor, reviewer, recipients, passphrase, at: onDay }: Walk): Promise<void> {
  const { unit, stage, size, seed } = staged
  // Everybody works at minutes of their own.
  const at = (day: string, hour: number, later = 0) =>
    onDay(day, `${hour}:${String(((seed * 7) % 50) + later).padStart(2, '0')}`)
  if (stage === 'awaited') return
  const chance = new Chance(seed * 7)
  const filledOn = chance.day('2019-06-01', '2019-06-06')
  const here = { campaignId, unitCode: unit.code }
  const begun = at(chance.day('2019-05-22', '2019-05-31'), 10)
  const signer = await makeKeyPair(1, 'sign')
  await registerKey(begun, actor, here, await lockKey(signer, passphrase, nativeSuites))
  if (stage === 'keyed') return

  const papers = await makePapers(unit.name)
  const filing = demoFiling({
    unit,
    size,
    campaign: campaign2019,
    questionnaire: form,
    seed,
    today: filledOn,
    attachments: papers.attachments,
  })
  if (stage === 'filling') {
    const draft = unit.code === newcomer ? almostDone(filing) : halfDone(filing, chance)
    for (const bytes of papers.bytes) await putAttachment(begun, actor, here, await sha256Of(bytes), bytes)
    const empty = emptyFiling(campaignId, form.id, unit.code)
    await patchDraft(at(filledOn, 15), actor, here, 0, difference(empty, draft))
    return
  }
  const send = async (deps: Deps, content: Filing, revision: number, previous: string | null) => {
    const sealedAt = deps
      .now()
      .toISOString()
      .replace(/\.\d+Z$/, 'Z')
    const sealed = await seal(
      { filing: content, attachments: papers.byDigest, previous, generator: deps.generator },
      { recipients: ofSuite(recipients, signer), signer, header: { ...here, revision, sealedAt } },
    )
    await receivePackage(deps, actor, here, sealed.bytes)
    return sealed.digest
  }
  const handedOn = chance.day(filledOn, '2019-06-07')
  const sent = await send(at(handedOn, 14), filing, 1, null)
  if (stage === 'sealed') return
  await handInSubmission(at(handedOn, 15), actor, here)
  if (stage === 'submitted') return
  if (stage === 'accepted') return acceptSubmission(at('2019-06-08', 10), reviewer, here, '材料齐全')

  await commentOn(
    at('2019-06-08', 11),
    reviewer,
    here,
    'w08_emergency',
    '请补充演练的时间、参加人员和发现的不足',
  )
  const row = filing.tables.systems?.[0]
  if (row)
    await commentOn(
      at('2019-06-08', 11, 2),
      reviewer,
      here,
      `systems/${row.id}/assessDate`,
      '测评日期与测评报告不一致，请核对',
    )
  await returnSubmission(at('2019-06-08', 11, 5), reviewer, here, '请按逐条意见修改后重新报送')
  if (stage === 'returned') return
  const corrected = correct(filing)
  await send(at('2019-06-09', 10), corrected, 2, sent)
  await handInSubmission(at('2019-06-09', 11), actor, here)
  if (stage === 'resubmitted') return
  const looked = at('2019-06-09', 14)
  for (const { id } of await seeComments(looked, reviewer, here))
    await settleComment(looked, reviewer, here, id, true)
  await acceptSubmission(at('2019-06-09', 14, 3), reviewer, here, '已按意见修改')
}

const ofSuite = (keys: readonly PublicKey[], { publicKey }: KeyPair) =>
  keys.filter(({ suite }) => suite === publicKey.suite)

async function makePapers(unitName: string) {
  const files = [
    {
      id: 'summary',
      name: '2019年网络安全自查工作总结.pdf',
      bytes: pdf('网络安全自查工作总结', [unitName, '演示用文件']),
    },
    {
      id: 'letter',
      name: '信息安全承诺书（已签章）.pdf',
      bytes: pdf('网络与信息安全责任承诺书', [unitName, '（演示：已签字盖章）']),
    },
  ]
  const attachments: Record<string, Attachment> = {}
  const byDigest = new Map<string, Uint8Array<ArrayBuffer>>()
  for (const { id, name, bytes } of files) {
    const sha256 = await sha256Of(bytes)
    attachments[id] = { name, mediaType: 'application/pdf', size: bytes.length, sha256 }
    byDigest.set(sha256, bytes)
  }
  return { attachments, byDigest, bytes: files.map(({ bytes }) => bytes) }
}

/** What the reviewer asked for. */
function correct(filing: Filing): Filing {
  const changed = new Form(form, filing, { today: dayOf(new Date(demoNow)) })
  const row = filing.tables.systems?.[0]
  changed.set(
    'w08_emergency',
    `${filing.answers.w08_emergency}演练于四月举行，信息化办公室及各学院网络安全员参加，发现应急联系表更新不及时，已改正。`,
  )
  if (row) changed.set(`systems/${row.id}/assessDate`, '2018-11-20')
  return changed.filing
}

/** A few things left for the newcomer to find: a wrong number, a missing word, a warning to explain. */
export function almostDone(filing: Filing): Filing {
  const left = new Form(form, filing, { today: dayOf(new Date(demoNow)) })
  const [first, second] = filing.tables.systems ?? []
  if (first) left.set(`systems/${first.id}/filingNo`, '1101081234-0001')
  if (second) left.set(`systems/${second.id}/ownerPhone`, null)
  left.set('w12.docDate', null)
  left.set('w12_plan', null)
  left.set('natLog', false)
  left.finish('yearPlan', null)
  left.finish('network', null)
  left.finish('systems', null)
  return left.filing
}

/** Some sections done, the rest not begun. */
function halfDone(filing: Filing, chance: Chance): Filing {
  const left = new Form(form, filing, { today: dayOf(new Date(demoNow)) })
  left.edit('演示', (edit) => {
    for (const { id, parts } of form.sections) {
      if (chance.in100(45)) continue
      edit.entry('finished', id, null)
      for (const part of parts) {
        if ('questions' in part) for (const question of part.questions) edit.set(question, null)
        else if ('table' in part) {
          edit.deleteRows(
            part.table,
            (filing.tables[part.table] ?? []).map((row) => row.id),
          )
          edit.entry('nils', part.table, null)
        }
      }
    }
  })
  return left.filing
}
