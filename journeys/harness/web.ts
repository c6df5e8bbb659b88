// What people do on the web again and again.
import { expect, type Page } from '@playwright/test'

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
  await page.getByLabel('现在的密码').fill(oneTimePassword)
  await page.getByLabel('新密码', { exact: true }).fill(own)
  await page.getByLabel('再输一次新密码').fill(own)
  await page.getByRole('button', { name: '修改密码' }).click()
  await expect(page.getByText('密码已修改')).toBeVisible()
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
