// What people do on the web again and again.
import { expect, type Page } from '@playwright/test'
import { expectAccessible, read } from './offline-tool.ts'

export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.getByLabel('用户名').fill(username)
  await page.getByLabel('密码', { exact: true }).fill(password)
  await page.getByRole('button', { name: '登录' }).click()
}

/** Signs in with a one-time password and chooses one's own. */
export async function firstSignIn(
  page: Page,
  username: string,
  oneTimePassword: string,
  own: string,
): Promise<void> {
  await signIn(page, username, oneTimePassword)
  await expect(page.getByText('这是别人为您设的一次性密码')).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('现在的密码').fill(oneTimePassword)
  await page.getByLabel('新密码', { exact: true }).fill(own)
  await page.getByLabel('再输一次新密码').fill(own)
  await page.getByRole('button', { name: '修改密码' }).click()
  await expect(page.getByText('密码已修改')).toBeVisible()
}

/** Gives somebody an account, and tells its one-time password. */
export async function addAccount(page: Page, name: string, username: string, role: string): Promise<string> {
  await page.getByRole('link', { name: '账号', exact: true }).click()
  await page.getByRole('button', { name: '新建账号' }).click()
  await page.getByLabel('姓名', { exact: true }).fill(name)
  await page.getByLabel('用户名', { exact: true }).fill(username)
  await page.getByLabel('角色').selectOption({ label: role })
  await page.getByRole('button', { name: '建立账号' }).click()
  const dialog = page.getByRole('dialog', { name: '一次性密码' })
  const oneTimePassword = (await dialog.locator('strong').textContent()) ?? ''
  await dialog.getByRole('button', { name: '我已记下' }).click()
  return oneTimePassword
}

/** Puts text where Ctrl+V will find it. */
export async function copyText(page: Page, text: string): Promise<void> {
  const other = await page.context().newPage()
  await other.setContent('<textarea></textarea>')
  await other.locator('textarea').fill(text)
  await other.keyboard.press('Control+A')
  await other.keyboard.press('Control+C')
  await other.close()
  await page.bringToFront()
}

/** Complaints of a page: refused by the policy, thrown, or written to the console as an error. */
export function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('console', (message) => {
    const { url } = message.location()
    // How a page learns that nobody is signed in.
    if (/ 401 /.test(message.text()) && url.endsWith('/api/session')) return
    if (message.type() === 'error') complaints.push(`${message.text()} ${url}`)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return complaints
}

/** What the browser saves after a press. */
export async function download(page: Page, press: () => Promise<void>): Promise<Uint8Array<ArrayBuffer>> {
  const downloading = page.waitForEvent('download')
  await press()
  return new Uint8Array(await read(await downloading))
}

/** Presses a button that asks for a file, and gives it one. */
export async function chooseFile(
  page: Page,
  button: string,
  file: { name: string; mimeType: string; buffer: Buffer },
): Promise<void> {
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await choosing).setFiles(file)
}

export const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
