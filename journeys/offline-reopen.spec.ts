// The unit's own copy of what it handed in: an exported package opened again, in a browser that knows nothing of it.
import { createHash } from 'node:crypto'
import { copyFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import type { Filing } from '../src/domain/filing.ts'
import { canonical } from '../src/sealing/canonical.ts'
import { makeKeyPair } from '../src/sealing/keys.ts'
import { type OpenedPackage, open, seal } from '../src/sealing/package.ts'
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
  writeTool,
} from './harness/offline-tool.ts'

const paper = Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(200_000, '成立文件')])
const sha256 = createHash('sha256').update(paper).digest('hex')
const passphrase = '槐树 胡同 2019'

let issued: Issued
let folder: string
let tool: string
let computers: Computer[] = []

/** As a tool of a later build might have left it: with a field that this one does not know. */
function finished(): Filing {
  const filing = finishedFiling()
  return {
    ...filing,
    answers: { ...filing.answers, 'w01.files': ['paper'] },
    attachments: {
      paper: { name: '成立文件.pdf', mediaType: 'application/pdf', size: paper.length, sha256 },
    },
    later: { colour: '绿' },
  }
}

test.beforeAll(async () => {
  issued = await issue()
  folder = makeFolder()
  tool = writeTool(join(folder, '自查工具.html'), buildTool(), issued.bundle)
})
test.afterEach(async () => {
  const complaints = computers.flatMap(({ complaints }) => complaints)
  for (const computer of computers) await computer.stop()
  computers = []
  expect(complaints).toEqual([])
})
test.afterAll(() => removeFolder(folder))

async function startComputer(): Promise<Computer> {
  const computer = new Computer()
  computers.push(computer)
  return computer.start()
}

async function exportFrom(page: Page, name: string): Promise<{ path: string; opened: OpenedPackage }> {
  await go(page, '/x/export')
  await page.getByLabel('签名口令').fill(signingPassphrase)
  await page.getByRole('button', { name: '签名并生成数据包' }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: '保存数据包（.sez）' }).click()
  const path = join(folder, name)
  copyFileSync(await (await downloading).path(), path)
  const bytes = new Uint8Array(await read(await downloading))
  return { path, opened: await open(bytes, { keys: [issued.commission], signers: 'any' }) }
}

async function bringBack(page: Page, path: string, words = signingPassphrase): Promise<void> {
  await page.getByLabel('数据包', { exact: true }).setInputFiles(path)
  await page.getByLabel('签名口令').fill(words)
  await page.getByRole('button', { name: '打开数据包' }).click()
}

const department = (page: Page) => page.getByLabel('网络安全责任部门名称', { exact: true })

test('a package exported here opens in a browser that knows nothing, and the next one follows it', async () => {
  const mine = await startComputer()
  const filled = writeTool(join(folder, '填好的.html'), buildTool(), {
    ...issued.bundle,
    filing: finished(),
    attachments: { [sha256]: paper.toString('base64') },
    nextRevision: 3,
    previous: 'ab'.repeat(32),
  })
  const first = await exportFrom(await mine.open(filled), '第3次.sez')
  expect(first.opened.filing.later).toEqual({ colour: '绿' })
  await mine.stop()

  // The same key, as downloaded before anything was filled in; and under a lock, to make it harder.
  const page = await (await startComputer()).open(tool, '/s/people')
  await department(page).fill('信息办')
  await go(page, '/x/copies')
  await page.getByLabel('草稿口令', { exact: true }).fill(passphrase)
  await page.getByLabel('再输入一次').fill(passphrase)
  await page.getByRole('button', { name: '加口令' }).click()
  await expect(page.getByText('草稿已加口令：')).toBeVisible()
  await bringBack(page, first.path)
  await expect(page.getByText(/数据包完好，与现在的草稿有 \d+ 处不同/)).toBeVisible()
  await expect(page.getByRole('row', { name: /网络安全责任部门名称/ })).toContainText('信息办')
  await expect(page.getByRole('row', { name: /成立文件.pdf/ }).first()).toBeVisible()
  await expectAccessible(page)

  // Looking changes nothing.
  await page.getByRole('button', { name: '不改用' }).click()
  await go(page, '/s/people')
  await expect(department(page)).toHaveValue('信息办')
  await go(page, '/x/copies')
  await bringBack(page, first.path)
  await page.getByRole('button', { name: '改用数据包的内容' }).click()
  await expect(page.getByRole('row', { name: /改用数据包的内容前/ })).toBeVisible()

  // One step back and forth, then through the lock after a restart.
  await page.locator('.workbar').getByRole('button', { name: '撤销' }).click()
  await go(page, '/s/people')
  await expect(department(page)).toHaveValue('信息办')
  await page.locator('.workbar').getByRole('button', { name: '重做' }).click()
  await expect(page.locator('.saving')).toContainText('已保存')
  await page.reload()
  await page.getByLabel('草稿口令').fill(passphrase)
  await page.getByRole('button', { name: '打开草稿' }).click()
  await go(page, '/s/leadership')
  await page.locator('.files').getByRole('button', { name: '成立文件.pdf', exact: true }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: '下载' }).click()
  expect((await read(await downloading)).equals(paper)).toBe(true)
  await page.keyboard.press('Escape')
  const second = await exportFrom(page, '第4次.sez')
  expect(second.opened.header.revision).toBe(4)
  expect(second.opened.manifest.previous).toBe(first.opened.digest)
  expect(canonical(second.opened.filing)).toBe(canonical(first.opened.filing))

  // Opened where it was made it has nothing new to say, whatever the draft keeps of what is not asked any more.
  await go(page, '/s/leadership')
  const asked = page.locator('.question[data-path="w02.inAssessment"]')
  const follows = page.locator('.question[data-path="w02.weight"]').getByRole('textbox')
  await asked.getByLabel('是').check()
  await follows.fill('5')
  await asked.getByLabel('否').check()
  await expect(follows).toBeHidden()
  const third = await exportFrom(page, '第5次.sez')
  await go(page, '/x/copies')
  await bringBack(page, third.path)
  await expect(page.getByText('数据包完好，内容与现在的草稿相同')).toBeVisible()
})

test('what is not this unit’s own package is turned down in words, and the draft stays', async () => {
  const header = { campaignId: '2019', unitCode: 'BJ-0101', revision: 1, sealedAt: '2019-06-03T01:00:00Z' }
  const write = async (name: string, signer: Issued['signer'], unitCode = header.unitCode) => {
    const filing = { ...finishedFiling(), unitCode }
    const { bytes } = await seal(
      { filing, attachments: new Map(), previous: null, generator: 'test' },
      { recipients: [issued.commission.publicKey], signer, header: { ...header, unitCode } },
    )
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  const page = await (await startComputer()).open(tool, '/x/copies')
  await page.getByRole('button', { name: '打开数据包' }).click()
  await expect(page.getByText('请选择要打开的 .sez 文件')).toBeVisible()
  const mine = await write('本单位.sez', issued.signer)
  await bringBack(page, mine, '银杏 大道 1903')
  await expect(page.getByText('口令不正确')).toBeVisible()
  await expectAccessible(page)
  await bringBack(page, await write('旧密钥.sez', await makeKeyPair(1, 'sign')))
  await expect(page.getByText('是用另一次下载的工具导出的，密钥不同')).toBeVisible()
  await bringBack(page, await write('别的单位.sez', issued.signer, 'BJ-0102'))
  await expect(page.getByText('数据包属于另一个单位（BJ-0102）')).toBeVisible()
  truncateSync(mine, 3000)
  await bringBack(page, mine)
  await expect(page.getByText('数据包不完整')).toBeVisible()
  await bringBack(page, tool)
  await expect(page.getByText('这不是 .sez 数据包')).toBeVisible()
  await expect(page.getByText('还没有历史版本')).toBeVisible()
})
