// What leaves the offline tool: the package, the Word form, the letter, the inventories.
import { createHash } from 'node:crypto'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { questionnaire } from '../src/catalog/all.ts'
import { readFormCode } from '../src/documents/form-code.ts'
import { importTable } from '../src/documents/workbook/import-table.ts'
import type { Filing } from '../src/domain/filing.ts'
import { prune } from '../src/form/prune.ts'
import { canonical, contentDigest, shortCode } from '../src/sealing/canonical.ts'
import { shortFingerprint } from '../src/sealing/keys.ts'
import { open } from '../src/sealing/package.ts'
import {
  buildTool,
  Computer,
  expectAccessible,
  finishedFiling,
  go,
  type Issued,
  issue,
  makeFolder,
  read,
  removeFolder,
  signingPassphrase,
  unit,
  writeTool,
} from './harness/offline-tool.ts'

const form2019 = questionnaire('BJEDU2019')
const paper = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(200_000, '成立文件')])
const sha256 = createHash('sha256').update(paper).digest('hex')

let issued: Issued
let html: string
let folder: string
let computer: Computer

/** Nothing is missing but the name of the unit's first person. */
function almostFinished(): Filing {
  const filing = finishedFiling()
  return {
    ...filing,
    answers: { ...filing.answers, partyHeadName: null, 'w01.files': ['paper'] },
    attachments: {
      paper: { name: '成立文件.pdf', mediaType: 'application/pdf', size: paper.length, sha256 },
    },
  }
}

test.beforeAll(async () => {
  html = buildTool()
  issued = await issue()
  folder = makeFolder()
})
test.beforeEach(async () => {
  computer = await new Computer().start()
})
test.afterEach(async () => {
  await computer.stop()
  expect(computer.complaints).toEqual([])
})
test.afterAll(() => removeFolder(folder))

async function save(
  page: Page,
  name: string | RegExp,
): Promise<{ name: string; bytes: Uint8Array<ArrayBuffer> }> {
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name }).click()
  const download = await downloading
  return { name: download.suggestedFilename(), bytes: new Uint8Array(await read(download)) }
}

async function sign(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('签名口令').fill(passphrase)
  await page.getByRole('button', { name: '签名并生成数据包' }).click()
}

test('a finished form leaves as a sealed package and a Word form that prove each other', async () => {
  const tool = writeTool(join(folder, '工具.html'), html, {
    ...issued.bundle,
    filing: almostFinished(),
    attachments: { [sha256]: paper.toString('base64') },
    nextRevision: 3,
    previous: 'ab'.repeat(32),
  })
  const page = await computer.open(tool, '/x/export')
  await expect(page.getByText('还有 1 处待处理')).toBeVisible()
  await expect(page.getByLabel('签名口令')).toHaveCount(0)
  await expectAccessible(page)
  await go(page, '/s/people')
  await page.getByLabel('党组织主要负责人（第一责任人）姓名').fill('王书记')
  await go(page, '/x/export')
  await page.getByRole('button', { name: '签名并生成数据包' }).click()
  await expect(page.getByText('请输入签名口令')).toBeVisible()
  await sign(page, '银杏 大道 1903')
  await expect(page.getByText('口令不正确')).toBeVisible()
  await expectAccessible(page)
  await sign(page, signingPassphrase)
  await expect(page.getByText('数据包已生成，重新打开核对无误')).toBeVisible()
  await expectAccessible(page)

  const sez = await save(page, '保存数据包（.sez）')
  const docx = await save(page, '保存 Word 自查表')
  expect(sez.name).toBe('网络安全自查_BJ-0101_2019_第3次.sez')
  expect(docx.name).toBe('网络安全自查_BJ-0101_2019_第3次_自查表.docx')

  const filled = { ...almostFinished(), answers: { ...almostFinished().answers, partyHeadName: '王书记' } }
  for (const key of [issued.commission, issued.signer]) {
    const opened = await open(sez.bytes, { keys: [key], signers: [issued.signer.publicKey] })
    expect(canonical(opened.filing)).toBe(canonical(prune(form2019, filled, '2019-06-03')))
    expect(Buffer.from(opened.attachments.get(sha256)!).equals(paper)).toBe(true)
    expect(opened.header).toMatchObject({ campaignId: '2019', unitCode: unit.code, revision: 3 })
    expect(opened.header.sealedAt.slice(0, 10)).toBe('2019-06-03')
    expect(opened.manifest.previous).toBe('ab'.repeat(32))
    expect(readFormCode(docx.bytes)).toBe(shortCode(contentDigest(opened.filing)))
    await expect(page.getByText(opened.digest)).toBeVisible()
  }

  // What was made waits while the page is left, and goes when the answers change.
  await go(page, '/x/about')
  await go(page, '/x/export')
  await expect(page.getByRole('button', { name: '保存数据包（.sez）' })).toBeVisible()
  await go(page, '/s/people')
  await page.getByLabel('党组织主要负责人（第一责任人）姓名').fill('李书记')
  await go(page, '/x/export')
  await expect(page.getByText('上次导出：第 3 次')).toBeVisible()
  await page.reload()
  await sign(page, signingPassphrase)
  const second = await open((await save(page, '保存数据包（.sez）')).bytes, {
    keys: [issued.commission],
    signers: 'any',
  })
  const first = await open(sez.bytes, { keys: [issued.commission], signers: 'any' })
  expect(second.header.revision).toBe(4)
  expect(second.manifest.previous).toBe(first.digest)
  await go(page, '/x/copies')
  await expect(page.getByRole('row', { name: /第 4 次导出/ })).toBeVisible()
})

test('revisions go on counting in a copy on another computer', async () => {
  const tool = writeTool(join(folder, '副本.html'), html, { ...issued.bundle, filing: finishedFiling() })
  const page = await computer.open(tool, '/x/export')
  await sign(page, signingPassphrase)
  await expect(page.getByText('数据包已生成，重新打开核对无误')).toBeVisible()
  await go(page, '/x/copies')
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: '另存带草稿的副本' }).click()
  const copy = join(folder, '副本二.html')
  copyFileSync(await (await downloading).path(), copy)
  const other = await new Computer().start()
  const there = await other.open(copy, '/x/export')
  await expect(there.getByText('上次导出：第 1 次')).toBeVisible()
  await other.stop()
  expect(other.complaints).toEqual([])
})

test('an attachment that did not come along is named, and holds the export up', async () => {
  const filing = { ...almostFinished(), answers: { ...almostFinished().answers, partyHeadName: '王书记' } }
  const tool = writeTool(join(folder, '缺附件.html'), html, {
    ...issued.bundle,
    filing,
    absentAttachments: [sha256],
  })
  const page = await computer.open(tool, '/x/export')
  await expect(page.getByText('有 1 个附件的内容不在这台电脑上')).toBeVisible()
  await expect(page.getByText(/移除后重新添加：成立文件.pdf/)).toBeVisible()
  await expect(page.getByLabel('签名口令')).toHaveCount(0)
})

test('the letter names the signing key, and the inventories come back from Excel as they went', async () => {
  const filing = finishedFiling()
  const tool = writeTool(join(folder, '其他.html'), html, { ...issued.bundle, filing })
  const page = await computer.open(tool, '/x/export')
  const letter = await save(page, /^保存承诺书/)
  expect(letter.name).toBe('信息安全承诺书_BJ-0101.docx')
  const { unzipSync, strFromU8 } = await import('fflate')
  const words = strFromU8(unzipSync(letter.bytes)['word/document.xml']!).replace(/<[^>]+>/g, '')
  expect(words).toContain(unit.name)
  expect(words).toContain(shortFingerprint(issued.signer.publicKey))
  const inventories = await save(page, /^保存全部清单/)
  expect(inventories.name).toBe('自查清单_BJ-0101.xlsx')
  const { rows, rejected } = await importTable(inventories.bytes, 'systems', form2019)
  expect(rejected).toEqual([])
  expect(rows.map(({ id, cells }) => [id, cells.systemName])).toEqual([['s0', '业务系统1']])
})
