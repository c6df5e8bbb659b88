// The draft in the offline tool: kept against everything that happens to computers.
import { createHash } from 'node:crypto'
import { copyFileSync, mkdirSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { emptyFiling, type Filing } from '../src/domain/filing.ts'
import {
  buildTool,
  Computer,
  expectAccessible,
  go,
  type Issued,
  issue,
  makeFolder,
  read,
  removeFolder,
  storageOf,
  unit,
  writeTool,
} from './harness/offline-tool.ts'

const sentence = '网络安全与信息化办公室'
const passphrase = '草稿口令 2019'
const scan = {
  name: '成立文件.pdf',
  mimeType: 'application/pdf',
  buffer: Buffer.concat([Buffer.from('%PDF-1.4\n'), Buffer.alloc(300_000, '成立网络安全领导小组')]),
}

let html: string
let issued: Issued
let folder: string
let tool: string
const computers: Computer[] = []

test.beforeAll(async () => {
  html = buildTool()
  issued = await issue()
  folder = makeFolder()
  tool = writeTool(join(folder, '自查工具.html'), html, issued.bundle)
})

test.afterEach(async () => {
  const complaints = computers.flatMap(({ complaints }) => complaints)
  for (const computer of computers.splice(0)) await computer.stop()
  expect(complaints).toEqual([])
})

test.afterAll(() => removeFolder(folder))

async function startComputer(): Promise<Computer> {
  const computer = new Computer()
  computers.push(computer)
  return computer.start()
}

const department = (page: Page) => page.getByLabel('网络安全责任部门名称', { exact: true })
const saved = (page: Page) => expect(page.locator('.saving')).toContainText('已保存')

/** Typed words, a pasted inventory and an attachment. */
async function fillSome(page: Page): Promise<void> {
  await go(page, '/s/people')
  await department(page).fill(sentence)
  await go(page, '/s/leadership')
  await page.locator('[id="q-w01.files"]').setInputFiles(scan)
  await expect(page.locator('.files')).toContainText(scan.name)
  await go(page, '/s/systems/t/systems')
  await page.locator('.sheet textarea').first().focus()
  await page.evaluate(() => {
    const clipboardData = new DataTransfer()
    clipboardData.setData(
      'text/plain',
      '系统名称\t安全保护等级\r\n教务管理系统\t第三级\r\n门户网站\t第二级\r\n',
    )
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  })
  await expect(page.locator('.sheet')).toContainText('教务管理系统')
  await saved(page)
}

async function expectAllThere(page: Page): Promise<void> {
  await go(page, '/s/people')
  await expect(department(page)).toHaveValue(sentence)
  await go(page, '/s/systems/t/systems')
  await expect(page.locator('.sheet')).toContainText('教务管理系统')
  await expect(page.locator('.sheet')).toContainText('门户网站')
  await go(page, '/s/leadership')
  await page.locator('.files').getByRole('button', { name: scan.name, exact: true }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('dialog').getByRole('button', { name: '下载' }).click()
  expect((await read(await downloading)).equals(scan.buffer)).toBe(true)
  await page.keyboard.press('Escape')
}

async function saveCopy(page: Page): Promise<string> {
  await go(page, '/x/copies')
  const downloading = page.waitForEvent('download')
  await page.getByRole('button', { name: '另存带草稿的副本' }).click()
  const download = await downloading
  expect(download.suggestedFilename()).toMatch(/^网络安全自查_BJ-0101_草稿_0603-\d{4}\.html$/)
  const path = join(folder, `${Date.now()} ${download.suggestedFilename()}`)
  copyFileSync(await download.path(), path)
  return path
}

async function setPassphrase(page: Page, words: string): Promise<void> {
  await go(page, '/x/copies')
  await page.getByLabel('草稿口令', { exact: true }).fill(words)
  await page.getByLabel('再输入一次').fill(words)
  await page.getByRole('button', { name: '加口令' }).click()
  await expect(page.getByText('草稿已加口令：')).toBeVisible()
}

test('what is typed, pasted and attached outlives a killed browser, and a file moved and renamed', async () => {
  const computer = await startComputer()
  const first = await computer.open(tool)
  await expect(first.getByRole('heading', { level: 1 })).toContainText('自查表')
  await fillSome(first)
  await computer.kill()
  await expectAllThere(await computer.open(tool))
  await computer.kill()
  mkdirSync(join(folder, '桌面'))
  const moved = join(folder, '桌面', '自查 #1（改名）.html')
  renameSync(tool, moved)
  await expectAllThere(await computer.open(moved))
  renameSync(moved, tool)
})

test('what the list of units says already is filled in at one press', async () => {
  const page = await (await startComputer()).open(tool, '/s/unit')
  const question = page.locator('.question[data-path="uscc"]')
  await question.getByRole('button', { name: /^填入/ }).click()
  await expect(question.getByRole('textbox')).toHaveValue(unit.creditCode)
  await expect(question.getByRole('textbox')).toBeFocused()
  await expect(question.getByRole('button', { name: '填入' })).toHaveCount(0)
})

test('a second window reads and does not write, and says which one does', async () => {
  const computer = await startComputer()
  const first = await computer.open(tool, '/s/people')
  await department(first).fill(sentence)
  await saved(first)
  const second = await computer.open(tool, '/s/people')
  await expect(second.locator('.reminder')).toContainText('已在另一个窗口打开')
  await expect(department(second)).toHaveValue(sentence)
  await expect(department(second)).not.toBeEditable()
  await go(second, '/x/copies')
  await expect(second.getByRole('button', { name: '清除本机草稿' })).toHaveCount(0)
  await go(second, '/x/export')
  await expect(second.getByText('请在那个窗口导出')).toBeVisible()
  await expectAccessible(second)
  await first.close()
  await second.reload()
  await go(second, '/s/people')
  await expect(department(second)).toHaveValue(sentence)
})

test('a copy of the tool carries draft and attachments to another computer, and the newer one comes back', async () => {
  const [mine, theirs] = [await startComputer(), await startComputer()]
  const atWork = await mine.open(tool)
  await fillSome(atWork)
  const copy = await saveCopy(atWork)
  await expect(atWork.getByText('今天已另存过')).toBeVisible()

  const atHome = await theirs.open(copy)
  await expectAllThere(atHome)
  await go(atHome, '/s/people')
  await department(atHome).fill('信息化处')
  await saved(atHome)
  const back = await saveCopy(atHome)

  await atWork.close()
  const again = await mine.open(back, '/s/people')
  await expect(department(again)).toHaveValue('信息化处')
  await expect(again.locator('.told')).toContainText('已打开这个文件里较新的草稿')
  await go(again, '/x/copies')
  await expect(again.getByRole('row', { name: /本机草稿，改用另一份时留存/ })).toBeVisible()

  // The copy that has been overtaken does not turn the clock back.
  await again.close()
  const old = await mine.open(copy, '/s/people')
  await expect(department(old)).toHaveValue('信息化处')
  await expect(old.locator('.told')).toContainText('这个文件里的草稿较旧')
})

test('of drafts that grew apart the user chooses one, and the other stays among the versions', async () => {
  const downloaded: Filing = {
    ...emptyFiling('2019', 'BJEDU2019', unit.code),
    answers: { dutyDeptName: '网站上填的部门' },
  }
  const newer = writeTool(join(folder, '后来下载.html'), html, {
    ...issued.bundle,
    filing: downloaded,
    issuedAt: '2019-06-03T05:00:00.000Z',
  })
  for (const chosen of ['browser', 'download'] as const) {
    const computer = await startComputer()
    const page = await computer.open(tool, '/s/people')
    await department(page).fill(sentence)
    await saved(page)
    await page.goto('about:blank')
    const again = await computer.open(newer, '/s/people')
    await expect(again.getByRole('heading', { level: 1 })).toHaveText('有内容不同的草稿')
    await again.getByRole('button', { name: '打开选中的一份' }).click()
    await expect(again.getByText('请选择要继续填写的一份')).toBeVisible()
    if (chosen === 'browser') await expectAccessible(again)
    await again.getByLabel(chosen === 'browser' ? /本机浏览器里的草稿/ : /下载时网站上的内容/).check()
    await again.getByRole('button', { name: '打开选中的一份' }).click()
    await expect(department(again)).toHaveValue(chosen === 'browser' ? sentence : '网站上填的部门')
    await go(again, '/x/copies')
    const version = again.getByRole('row', {
      name: chosen === 'browser' ? /下载时网站上的内容，没有选用/ : /本机草稿，改用另一份时留存/,
    })
    await version.getByRole('button', { name: /^恢复/ }).click()
    await go(again, '/s/people')
    await expect(department(again)).toHaveValue(chosen === 'browser' ? '网站上填的部门' : sentence)
    await again.getByRole('button', { name: '撤销' }).click()
    await expect(department(again)).toHaveValue(chosen === 'browser' ? sentence : '网站上填的部门')
    // Asked once: what was decided stays decided.
    await saved(again)
    await again.reload()
    await expect(department(again)).toHaveValue(chosen === 'browser' ? sentence : '网站上填的部门')
  }
})

test('under a passphrase nothing can be read in the browser or in a copy, and only the right words open it', async () => {
  const [mine, theirs] = [await startComputer(), await startComputer()]
  const page = await mine.open(tool)
  await fillSome(page)
  expect(await storageOf(page)).toContain(sentence)
  await setPassphrase(page, passphrase)
  await go(page, '/s/people')
  await department(page).fill(`${sentence}（二）`)
  await saved(page)
  expect(await storageOf(page)).not.toMatch(/网络安全与信息化|教务管理|成立网络安全领导小组/)
  const copy = await saveCopy(page)
  await mine.kill()

  const locked = await mine.open(tool, '/s/people')
  await expect(locked.getByRole('heading', { level: 1 })).toHaveText('请输入草稿口令')
  await expectAccessible(locked)
  await locked.getByLabel('草稿口令').fill('草稿口令 2018')
  await locked.getByRole('button', { name: '打开草稿' }).click()
  await expect(locked.getByText('口令不正确')).toBeVisible()
  await locked.getByLabel('草稿口令').fill(passphrase)
  await locked.getByRole('button', { name: '打开草稿' }).click()
  await expect(department(locked)).toHaveValue(`${sentence}（二）`)

  const other = await theirs.open(copy, '/s/people')
  await other.getByLabel('草稿口令').fill(passphrase)
  await other.getByRole('button', { name: '打开草稿' }).click()
  await expect(department(other)).toHaveValue(`${sentence}（二）`)
  expect(await storageOf(other)).not.toMatch(/网络安全与信息化|教务管理|成立网络安全领导小组/)
  // And away again: what was locked can be read, by choice.
  await go(other, '/x/copies')
  await other.getByRole('button', { name: '取消口令' }).click()
  await expect(other.getByText('草稿口令已取消')).toBeVisible()
  await other.reload()
  await go(other, '/s/people')
  await expect(department(other)).toHaveValue(`${sentence}（二）`)
})

test('a forgotten passphrase costs the draft, and only after a second word', async () => {
  const computer = await startComputer()
  const page = await computer.open(tool, '/s/people')
  await department(page).fill(sentence)
  await setPassphrase(page, passphrase)
  await page.reload()
  await page.getByRole('button', { name: '忘记口令' }).click()
  await page.getByRole('button', { name: '删除本机草稿' }).click()
  await go(page, '/s/people')
  await expect(department(page)).toHaveValue('')
})

test('clearing this computer leaves nothing behind, and the window says so', async () => {
  const computer = await startComputer()
  const page = await computer.open(tool)
  await fillSome(page)
  await saveCopy(page)
  await page.getByRole('button', { name: '清除本机草稿' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '清除' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('已清除')
  expect(await page.evaluate(() => indexedDB.databases())).toEqual([])
  expect(await page.evaluate(() => ({ ...window.localStorage }))).toEqual({})
})

test('where the browser keeps nothing the tool works, warns, and hands the draft out in a copy', async () => {
  const computer = await startComputer()
  await computer.context.addInitScript(() => {
    IDBFactory.prototype.open = () => {
      throw new DOMException('denied', 'SecurityError')
    }
  })
  const page = await computer.open(tool)
  await expect(page.locator('.saving')).toContainText('不允许保存草稿')
  await go(page, '/s/leadership')
  await page.locator('[id="q-w01.files"]').setInputFiles(scan)
  await go(page, '/s/people')
  await department(page).fill(sentence)
  await department(page).blur()
  const copy = await saveCopy(page)
  const again = await computer.open(copy, '/s/people')
  await expect(department(again)).toHaveValue(sentence)
  await go(again, '/s/leadership')
  await again.locator('.files').getByRole('button', { name: scan.name, exact: true }).click()
  await expect(again.getByRole('dialog')).toContainText(
    createHash('sha256').update(scan.buffer).digest('hex'),
  )
})

test('after half an hour of work without a copy the tool reminds, until there is one', async () => {
  const computer = await startComputer()
  await computer.context.clock.install()
  const page = await computer.open(tool, '/s/people')
  await department(page).fill(sentence)
  await page.clock.runFor(29 * 60_000)
  await expect(page.locator('.reminder')).toHaveCount(0)
  await page.clock.runFor(2 * 60_000)
  await expect(page.locator('.reminder')).toContainText('今天还没有另存副本')
  await expectAccessible(page)
  await page.getByRole('link', { name: '去另存' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: '另存带草稿的副本' }).click()
  await expect(page.locator('.reminder')).toHaveCount(0)
})

test('the file is one file: under a megabyte and a half, asking nothing of anybody', async () => {
  expect(statSync(tool).size).toBeLessThan(1_500_000)
  const computer = await startComputer()
  const page = await computer.open(tool, '/x/about')
  await expect(page.getByText('本单位签名密钥指纹')).toBeVisible()
  await expectAccessible(page)
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content')
  expect(policy).toContain("connect-src 'none'")
  expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:/)
})

test('a file that was cut short says so and what to do', async () => {
  const computer = await startComputer()
  const cut = join(folder, '不完整.html')
  writeFileSync(cut, html)
  const page = await computer.open(cut)
  await expect(page.getByText('请从网站重新下载离线工具')).toBeVisible()
})

test('a browser from before promises is told which one to take, in words it can run', async () => {
  const [, script = ''] = html.match(/<script>([\s\S]*?)<\/script>/) ?? []
  expect(script).not.toMatch(/=>|`|\b(?:let|const|class|async)\b/)
  const computer = await startComputer()
  await computer.context.addInitScript(() => {
    Object.defineProperty(window, 'Promise', { value: undefined })
  })
  const page = await computer.open(tool)
  await expect(page.locator('#opening')).toContainText('极速模式')
  computer.complaints.length = 0
})
