import { beforeAll, expect, test } from 'vitest'
import { questionnaire } from '../catalog/all.ts'
import { campaign2019 } from '../catalog/campaigns.ts'
import { emptyFiling, type Filing } from '../domain/filing.ts'
import type { Problem } from '../domain/problem.ts'
import { Form } from '../form/form.ts'
import { sha256Of } from '../sealing/canonical.ts'
import { type KeyPair, lockKey, makeKeyPair } from '../sealing/keys.ts'
import { seal } from '../sealing/package.ts'
import { Keeper } from './keeper.ts'
import { changesTo, keepFiles, noteRevision, openOwnPackage, takeOver } from './own-package.ts'
import type { Bundle } from './page.ts'
import { fileOf, nextExport, type Tool } from './tool.ts'

const words = '银杏 大道 1902'
const paper = new TextEncoder().encode('%PDF-1.4 成立文件')
let own: KeyPair
let commission: KeyPair
let bundle: Bundle
let exported: Filing
let file: File

const digest = '0'.repeat(64)
const unit = {
  code: 'BJ-0101',
  name: '北京市示范大学',
  kind: '市属高校',
  schoolClass: 'II',
  creditCode: '12110000400685002Q',
} as const

async function packageOf(
  filing: Filing,
  { signer = own, revision = 3 }: { signer?: KeyPair; revision?: number } = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const { bytes } = await seal(
    {
      filing,
      attachments: filing.attachments.paper ? new Map([[await sha256Of(paper), paper]]) : new Map(),
      previous: null,
      generator: 'test',
    },
    {
      recipients: [commission.publicKey],
      signer,
      header: {
        campaignId: filing.campaignId,
        unitCode: filing.unitCode,
        revision,
        sealedAt: '2019-06-07T08:00:00Z',
      },
    },
  )
  return bytes
}

const fileFrom = (...parts: BlobPart[]) => new File(parts, '数据包.sez')

function toolWith(filing: Filing): Tool {
  const now = () => new Date('2019-06-08T01:00:00Z')
  const form = new Form(questionnaire('BJEDU2019'), filing, { today: '2019-06-08' })
  const keeper = new Keeper({
    form,
    vault: undefined,
    savedAt: '2019-06-08T00:00:00Z',
    wasSaved: true,
    isBehind: false,
    now,
  })
  const visit = { exported: undefined, made: undefined }
  return { bundle, form, keeper, vault: undefined, second: false, loose: new Map(), visit, now }
}

beforeAll(async () => {
  own = await makeKeyPair(1, 'sign')
  commission = await makeKeyPair(1, 'seal')
  bundle = {
    version: 1,
    campaign: campaign2019,
    unit,
    filing: null,
    nextRevision: 2,
    previous: digest,
    attachments: {},
    absentAttachments: [],
    commissionKeys: [commission.publicKey],
    signingKey: await lockKey(own, words),
    issuedAt: '2019-06-03T01:00:00.000Z',
  }
  exported = {
    ...emptyFiling('2019', 'BJEDU2019', unit.code),
    answers: { unitName: unit.name, 'w01.files': ['paper'] },
    tables: { systems: [{ id: 's1', cells: { systemName: '教务系统' } }] },
    attachments: {
      paper: {
        name: '成立文件.pdf',
        mediaType: 'application/pdf',
        size: paper.length,
        sha256: await sha256Of(paper),
      },
    },
    later: { colour: '绿' },
  }
  file = fileFrom(await packageOf(exported))
})

const refusal = (file: File, passphrase = words) =>
  openOwnPackage({ bundle }, file, passphrase).then(
    () => 'opened',
    ({ code }: Problem) => code,
  )

test('a package of one’s own becomes the draft whole, with what a later version wrote, and in one step back', async () => {
  const before = { ...emptyFiling('2019', 'BJEDU2019', unit.code), answers: { unitName: '旧名' }, odd: 1 }
  const tool = toolWith(before)
  const opened = await openOwnPackage(tool, file, words)
  await takeOver(tool, opened)
  expect(tool.form.filing).toEqual(exported)
  expect(await fileOf(tool, exported.attachments.paper!.sha256)).toEqual(paper)
  expect(changesTo(tool.form.filing, opened)).toEqual([])
  tool.form.undo()
  expect(tool.form.filing).toMatchObject(before)
  expect(tool.form.filing).not.toHaveProperty('later')
  tool.form.redo()
  expect(tool.form.filing).toEqual(exported)
})

test('what this computer lacks of the files comes along, even where the answers are the same', async () => {
  const tool = toolWith(exported)
  const opened = await openOwnPackage(tool, file, words)
  expect(await keepFiles(tool, opened)).toBe(1)
  expect(await keepFiles(tool, opened)).toBe(0)
})

test('the next package follows one that this tool did not know, and not one that it did', async () => {
  const tool = toolWith(exported)
  const opened = await openOwnPackage(tool, file, words)
  expect(await noteRevision(tool, opened)).toBe(true)
  expect(nextExport(tool)).toEqual({ revision: 4, previous: opened.digest })
  expect(await noteRevision(tool, opened)).toBe(false)
  const first = await openOwnPackage(tool, fileFrom(await packageOf(exported, { revision: 1 })), words)
  expect(await noteRevision(tool, first)).toBe(false)
  expect(nextExport(tool).revision).toBe(4)
})

test('what cannot be opened is refused by name', async () => {
  const whole = await packageOf(exported)
  const bent = whole.slice()
  bent[bent.length - 200]! ^= 1
  const stranger = await makeKeyPair(1, 'sign')
  const elsewhere = { ...emptyFiling('2019', 'BJEDU2019', 'BJ-0102') }
  const earlier = { ...emptyFiling('2018', 'BJEDU2019', unit.code) }
  const otherForm = { ...emptyFiling('2019', 'BJEDU2018', unit.code) }
  expect(await refusal(file, '银杏 大道 1903')).toBe('sealing.wrong-passphrase')
  expect(await refusal(fileFrom(await packageOf(exported, { signer: stranger })))).toBe('tool.other-key')
  expect(await refusal(fileFrom(await packageOf(elsewhere, { signer: stranger })))).toBe('sealing.other-unit')
  expect(await refusal(fileFrom(await packageOf(earlier)))).toBe('sealing.other-campaign')
  expect(await refusal(fileFrom(await packageOf(otherForm)))).toBe('tool.other-form')
  expect(await refusal(fileFrom(bent))).toBe('sealing.altered')
  expect(await refusal(fileFrom(whole.slice(0, -100)))).toBe('sealing.truncated')
  expect(await refusal(fileFrom('<!doctype html>'))).toBe('sealing.not-a-package')
  expect(await refusal(fileFrom())).toBe('sealing.not-a-package')
  expect(await refusal(fileFrom(new Uint8Array(141 * 1024 * 1024)))).toBe('tool.package-too-large')
})
