// The pictures of docs/manual: `npm start 2> demo.log`, then `node tools/manual-pictures.ts http://127.0.0.1:8080 demo.log`.
// They show a fresh demonstration; the passwords are read from what it printed.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from '@playwright/test'

const [address = 'http://127.0.0.1:8080', log = 'demo.log'] = process.argv.slice(2)
const folder = join(import.meta.dirname, '..', 'docs', 'manual', 'images')
const printed = readFileSync(log, 'utf8')

function passwordOf(username: string): string {
  const found = new RegExp(`\\s${username}\\s+(\\S+)`).exec(printed)?.[1]
  if (!found) throw new Error(`${log} does not tell the password of ${username}`)
  return found
}

async function signIn(browser: Browser, username: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1120, height: 640 }, locale: 'zh-CN' })
  const page = await context.newPage()
  await page.goto(address)
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(passwordOf(username))
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '退出' }).waitFor()
  return page
}

/** `ready` is a text of the page that comes last. */
async function take(page: Page, path: string, ready: string, name: string): Promise<void> {
  await page.goto(address + path)
  await page.getByText(ready).first().waitFor()
  await page.waitForTimeout(800)
  await page.screenshot({ path: join(folder, `${name}.png`) })
}

const browser = await chromium.launch({
  ...(process.env.CHROMIUM ? { executablePath: process.env.CHROMIUM } : {}),
  args: ['--no-sandbox'],
})
const unit = await signIn(browser, 'gx001')
await take(unit, '/', '报送材料', 'unit-home')
await take(unit, '/campaigns/2019/fill', '单位基本情况', 'tasks')
await take(unit, '/campaigns/2019/fill/s/systems/t/systems', '统一身份认证平台', 'inventory')
await take(unit, '/campaigns/2019/fill/check', '须改正', 'check')
await take(unit, '/campaigns/2019/materials', '下载待签章的承诺书', 'materials')
const reviewer = await signIn(browser, 'reviewer')
await take(reviewer, '/', '等待审核', 'overview')
await take(reviewer, '/campaigns/2019/progress', '第 1–50 条', 'progress')
await take(reviewer, '/campaigns/2019/units/GX002/review', '单位地址', 'review')
await take(reviewer, '/campaigns/2019/totals', '直属单位', 'totals')
await browser.close()
