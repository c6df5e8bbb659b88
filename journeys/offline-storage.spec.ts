// Where the browser's storage fails, is young, or is not enough.
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import {
  buildTool,
  Computer,
  go,
  issue,
  makeFolder,
  removeFolder,
  storageOf,
  writeTool,
} from './harness/offline-tool.ts'

const sentence = '网络安全与信息化办公室'
let folder: string
let tool: string
let computer: Computer

test.beforeAll(async () => {
  folder = makeFolder()
  tool = writeTool(join(folder, '自查工具.html'), buildTool(), (await issue()).bundle)
})
test.beforeEach(async () => {
  computer = await new Computer().start()
})
test.afterEach(async () => {
  await computer.stop()
  expect(computer.complaints).toEqual([])
})
test.afterAll(() => removeFolder(folder))

const department = (page: Page) => page.getByLabel('网络安全责任部门名称', { exact: true })
const saved = (page: Page) => expect(page.locator('.saving')).toContainText('已保存')

test('a disk that is full from the start is said, and what was typed is kept as soon as there is room', async () => {
  await computer.context.addInitScript(() => {
    const { add, put } = IDBObjectStore.prototype
    const refuse = () => {
      throw new DOMException('full', 'QuotaExceededError')
    }
    Object.assign(IDBObjectStore.prototype, { add: refuse, put: refuse })
    Object.assign(window, { makeRoom: () => Object.assign(IDBObjectStore.prototype, { add, put }) })
  })
  const page = await computer.open(tool, '/s/people')
  await department(page).fill(sentence)
  await expect(page.locator('.saving')).toContainText('磁盘空间不足，请到“副本与安全”另存带草稿的副本')
  await page.evaluate(() => (window as unknown as { makeRoom(): void }).makeRoom())
  await expect(page.locator('.saving')).toContainText('已保存', { timeout: 8000 })
  await page.reload()
  await expect(department(page)).toHaveValue(sentence)
})

test('a browser that empties its storage under the open tool gets the whole draft again', async () => {
  const page = await computer.open(tool, '/s/people')
  await department(page).fill(sentence)
  await saved(page)
  await page.evaluate(
    () =>
      new Promise((resolve) => {
        indexedDB.deleteDatabase('zicha 2019 BJ-0101').onsuccess = resolve
      }),
  )
  await department(page).fill(`${sentence}（二）`)
  await expect.poll(() => storageOf(page), { timeout: 8000 }).toContain(`${sentence}（二）`)
  await page.reload()
  await expect(department(page)).toHaveValue(`${sentence}（二）`)
})

test('a page reloaded in the middle of a sentence keeps it', async () => {
  const page = await computer.open(tool, '/s/people')
  for (const words of ['网络安全', '网络安全与信息化', sentence]) {
    await department(page).click()
    await page.keyboard.press('Control+A')
    await page.keyboard.type(words)
    await page.reload()
    await expect(department(page)).toHaveValue(words)
  }
})

test('a reason and a reminder half written outlast the back button', async () => {
  const page = await computer.open(tool)
  const question = page.locator('.question[data-path="natLog"]')
  const leaveAndReturn = async () => {
    await page.goBack()
    await expect(question).toHaveCount(0)
    await page.goForward()
  }
  await go(page, '/s/network')
  await question.getByLabel('否').check()
  await question.getByLabel('已核实，原因：').click()
  await page.keyboard.type('设备不支持')
  await leaveAndReturn()
  await expect(question).toContainText('已核实：设备不支持')
  await question.getByRole('button', { name: '标记待核' }).click()
  await question.getByLabel('待核备注').click()
  await page.keyboard.type('问网络中心')
  await leaveAndReturn()
  await expect(question.getByLabel('待核备注')).toHaveValue('问网络中心')
})

test('a cell left by a link with what it cannot hold says so on the next page', async () => {
  const page = await computer.open(tool, '/s/systems/t/systems')
  await page.locator('.sheet textarea').first().focus()
  await page.keyboard.type('教务系统')
  await page.keyboard.press('Enter')
  await page.keyboard.press('ArrowUp')
  for (let i = 0; i < 2; i++) await page.keyboard.press('ArrowRight')
  await page.keyboard.type('搬家中')
  await page.getByRole('link', { name: '任务列表' }).click()
  await expect(page.getByRole('log')).toContainText('“搬家中”没有收下')
})

test('a file that the user chose is kept up to date, and opens as a copy does', async () => {
  // The browser's own dialog cannot be pressed here; all behind it is real but the file.
  await computer.context.addInitScript(() => {
    const written: Blob[] = []
    Object.assign(window, {
      written,
      showSaveFilePicker: async ({ suggestedName }: { suggestedName: string }) => ({
        name: suggestedName,
        queryPermission: async () => 'granted',
        createWritable: async () => ({
          write: async (blob: Blob) => void written.push(blob),
          close: async () => {},
        }),
      }),
    })
  })
  const page = await computer.open(tool, '/s/people')
  await department(page).fill(sentence)
  await go(page, '/x/copies')
  await page.getByRole('button', { name: '选定一个文件' }).click()
  await expect(page.getByText(/正在自动保存到“网络安全自查_BJ-0101_草稿_0603-\d{4}\.html”/)).toBeVisible()
  await expect(page.getByText('今天已另存过')).toBeVisible()
  const downloading = page.waitForEvent('download')
  await page.evaluate(() => {
    const link = document.createElement('a')
    const { written } = window as unknown as { written: Blob[] }
    link.href = URL.createObjectURL(written[written.length - 1]!)
    link.download = 'chosen.html'
    link.click()
  })
  const chosen = join(folder, 'chosen.html')
  await (await downloading).saveAs(chosen)
  const other = await new Computer().start()
  await expect(department(await other.open(chosen, '/s/people'))).toHaveValue(sentence)
  await other.stop()
})

test('a browser of the older kind, which lacks what newer ones have, opens and keeps all the same', async () => {
  await computer.context.addInitScript(() => {
    for (const name of ['hasOwn', 'groupBy']) Reflect.deleteProperty(Object, name)
    for (const name of ['at', 'findLast', 'toSorted']) Reflect.deleteProperty(Array.prototype, name)
    Reflect.deleteProperty(window, 'structuredClone')
    Reflect.deleteProperty(Crypto.prototype, 'randomUUID')
  })
  const page = await computer.open(tool, '/s/people')
  await department(page).fill(sentence)
  await saved(page)
  await go(page, '/x/copies')
  await page.getByLabel('草稿口令', { exact: true }).fill('草稿口令 2019')
  await page.getByLabel('再输入一次').fill('草稿口令 2019')
  await page.getByRole('button', { name: '加口令' }).click()
  await expect(page.getByText('草稿已加口令：')).toBeVisible()
})
