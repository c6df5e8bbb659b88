// A platform with a fixed cast: 王管理 administrator, 李审核 reviewer, 周观察 observer at the commission;
// 张老师 unit administrator, 刘填报 filler, 赵审批 approver at BNU (北京示范大学); 孙老师 at BTU (北京试验大学).
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { makeCommissionKeys, sealingKeys } from '../src/actions/commission-keys.ts'
import type { Deps } from '../src/actions/deps.ts'
import { keepAccounts, prepareAccount } from '../src/actions/manage-accounts.ts'
import { registerKey } from '../src/actions/manage-keys.ts'
import { createCampaign } from '../src/actions/run-campaign.ts'
import { questionnaire } from '../src/catalog/all.ts'
import type { Actor, Role } from '../src/domain/account.ts'
import type { Campaign } from '../src/domain/campaign.ts'
import type { Filing } from '../src/domain/filing.ts'
import type { Unit } from '../src/domain/unit.ts'
import { lockAtRest, unlockAtRest } from '../src/sealing/at-rest.ts'
import { type KeyPair, makeKeyPair } from '../src/sealing/keys.ts'
import { seal } from '../src/sealing/package.ts'
import { vaultUnder } from '../src/sealing/rows.ts'
import { nativeSuites } from '../src/sealing/suites/native.ts'
import { saveAccount } from '../src/store/accounts.ts'
import { Blobs } from '../src/store/blobs.ts'
import type { ConnectOptions, Db } from '../src/store/database.ts'
import { keepSetting } from '../src/store/settings.ts'
import { insertUnits } from '../src/store/units.ts'
import { withVault } from '../src/store/vault.ts'
import { completeFiling } from './complete-filing.ts'
import { freshDatabase } from './database.ts'

export const form = questionnaire('BJEDU2019')

export const campaign: Campaign = {
  id: '2019',
  title: '2019年网络安全自查',
  year: 2019,
  authority: '示范市教育委员会',
  questionnaireId: form.id,
  notice: '各市属高校、直属单位：',
  requirements: ['高度重视，加强领导'],
  opensOn: '2019-05-20',
  dueOn: '2019-06-10',
  closesOn: '2019-06-20',
  majorEvent: '国庆70周年',
  contacts: [{ office: '信息化处', name: '李审核', phone: '51994994' }],
}

export const bnu: Unit = {
  code: 'BNU',
  name: '北京示范大学',
  kind: '市属高校',
  schoolClass: 'I',
  creditCode: null,
}
export const btu: Unit = {
  code: 'BTU',
  name: '北京试验大学',
  kind: '市属高校',
  schoolClass: 'II',
  creditCode: null,
}
export const lib: Unit = {
  code: 'LIB',
  name: '北京示例图书馆',
  kind: '直属单位',
  schoolClass: null,
  creditCode: null,
}

const cast = {
  administrator: ['wang', '王管理', 'administrator', null],
  reviewer: ['li', '李审核', 'reviewer', null],
  observer: ['zhou', '周观察', 'observer', null],
  unitAdministrator: ['zhang', '张老师', 'unit-administrator', 'BNU'],
  filler: ['liu', '刘填报', 'filler', 'BNU'],
  approver: ['zhao', '赵审批', 'approver', 'BNU'],
  neighbour: ['sun', '孙老师', 'unit-administrator', 'BTU'],
} as const satisfies Record<string, readonly [string, string, Role, string | null]>

export type Person = keyof typeof cast

export interface Platform {
  readonly deps: Deps
  readonly db: Db
  readonly people: Readonly<Record<Person, Actor>>
  readonly password: Readonly<Record<Person, string>>
  /** Where the clock stands; tests move it. */
  at(instant: string): void
  /** A filing of the unit that nothing blocks. */
  filing(unitCode: string, systems?: number): Filing
  /** Sealed with the unit's own key, as its tool would. */
  seal(filing: Filing, options?: SealOptions): Promise<Uint8Array<ArrayBuffer>>
}

interface SealOptions {
  readonly revision?: number
  readonly sealedAt?: string
  readonly signer?: KeyPair
  readonly attachments?: ReadonlyMap<string, Uint8Array>
  readonly campaignId?: string
  readonly draftVersion?: number
}

export const toolTemplate = '<!doctype html><script type="application/json" id="bundle"></script>'

export async function makePlatform(options: ConnectOptions = {}): Promise<Platform> {
  const folder = mkdtempSync(join(tmpdir(), 'zicha-blobs-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return fillPlatform(await freshDatabase(options), folder, crypto.getRandomValues(new Uint8Array(32)))
}

/** The cast and a campaign in an empty, migrated database. */
export async function fillPlatform(
  bare: Db,
  folder: string,
  masterKey: Uint8Array,
  held: Campaign = campaign,
): Promise<Platform> {
  let now = new Date('2019-06-01T02:00:00Z')
  const atRest = {
    lock: (source: AsyncIterable<Uint8Array>) => lockAtRest(masterKey, source),
    unlock: (source: AsyncIterable<Uint8Array>) => unlockAtRest(masterKey, source),
  }
  const db = withVault(bare, vaultUnder(masterKey))
  const deps: Deps = {
    db,
    blobs: new Blobs(folder, atRest),
    masterKey,
    now: () => now,
    toolTemplate: async () => toolTemplate,
    generator: 'test',
  }
  await keepSetting(db, 'authority', campaign.authority)
  await (await makeCommissionKeys(deps)).keep(db)
  await insertUnits(db, [bnu, btu, lib], now)
  const { people, password } = await hire(deps)
  await createCampaign(deps, people.administrator, held)
  const keys = await signingKeys(deps, people)
  return {
    deps,
    db,
    people,
    password,
    at(instant) {
      now = new Date(instant)
    },
    filing: (unitCode, systems = 0) =>
      completeFiling(
        form,
        campaign.id,
        [bnu, btu, lib].find(({ code }) => code === unitCode) ?? bnu,
        systems,
      ),
    async seal(
      filing,
      {
        revision = 1,
        sealedAt = '2019-06-01T01:00:00Z',
        signer,
        attachments = new Map(),
        campaignId = filing.campaignId,
        ...more
      } = {},
    ) {
      const { unitCode } = filing
      const { bytes } = await seal(
        { filing, attachments, previous: null, generator: 'test', ...more },
        {
          recipients: (await sealingKeys(db)).filter(({ suite }) => suite === 1),
          signer: signer ?? keys[unitCode]!,
          header: { campaignId, unitCode, revision, sealedAt },
          suites: nativeSuites,
        },
      )
      return bytes
    },
  }
}

async function hire(deps: Deps) {
  const people: Partial<Record<Person, Actor>> = {}
  const password: Partial<Record<Person, string>> = {}
  for (const [person, [username, name, role, unitCode]] of Object.entries(cast) as [
    Person,
    (typeof cast)[Person],
  ][]) {
    const made = await prepareAccount({ username, name, role, unitCode }, deps.now())
    await keepAccounts(deps.db, made.account, [made], deps.now())
    await saveAccount(deps.db, made.account.id, { mustChangePassword: false })
    people[person] = made.account
    password[person] = made.oneTimePassword
  }
  return { people: people as Record<Person, Actor>, password: password as Record<Person, string> }
}

async function signingKeys(deps: Deps, people: Record<Person, Actor>): Promise<Record<string, KeyPair>> {
  const keys: Record<string, KeyPair> = {}
  for (const actor of [people.unitAdministrator, people.neighbour]) {
    const pair = await makeKeyPair(1, 'sign')
    const unitCode = actor.unitCode ?? ''
    await registerKey(deps, actor, { campaignId: campaign.id, unitCode }, { publicKey: pair.publicKey })
    keys[unitCode] = pair
  }
  return keys
}
