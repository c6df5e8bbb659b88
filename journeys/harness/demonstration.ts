// The demonstration, begun once for all who look at it; everybody signs in once, in a browser of their own.
import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { Platform } from './platform.ts'
import { signIn } from './web.ts'

export { expect }

export const campaign = '/campaigns/2019'

export class Demonstration {
  private readonly contexts = new Map<string, BrowserContext>()
  private readonly platform: Platform
  private readonly browser: Browser

  constructor(platform: Platform, browser: Browser) {
    this.platform = platform
    this.browser = browser
  }

  get url(): string {
    return this.platform.url
  }

  /** As the first lines of the demonstration tell. */
  passwordOf(username: string): string {
    const found = new RegExp(`\\s${username}\\s+(\\S+)`).exec(this.platform.said)?.[1]
    if (!found) throw new Error(`No password of ${username} was printed`)
    return found
  }

  /** A page in this person's own browser. */
  async as(username: string, path: string): Promise<Page> {
    let context = this.contexts.get(username)
    if (!context) {
      context = await this.browser.newContext()
      this.contexts.set(username, context)
      const page = await context.newPage()
      await page.goto(this.url)
      await signIn(page, username, this.passwordOf(username))
      await expect(page.getByRole('button', { name: '退出' })).toBeVisible()
      await page.close()
    }
    const page = await context.newPage()
    await page.goto(this.url + path)
    return page
  }

  async receiptOf(page: Page, unitCode: string): Promise<string> {
    const answer = await page.request.get(`${this.url}/api/campaigns/2019/units/${unitCode}/submission`)
    const { receipts } = (await answer.json()) as { receipts: { number: string }[] }
    return `${campaign}/units/${unitCode}/receipts/${receipts[0]?.number}`
  }

  /** The plug is pulled, and put back. */
  kill(): Promise<void> {
    return this.platform.end('SIGKILL')
  }

  start(): Promise<void> {
    return this.platform.start()
  }

  async close(): Promise<void> {
    for (const context of this.contexts.values()) await context.close()
  }
}

export const test = base.extend<object, { demonstration: Demonstration }>({
  demonstration: [
    async ({ browser }, use) => {
      const platform = await Platform.start('demo')
      const demonstration = new Demonstration(platform, browser)
      await use(demonstration)
      await demonstration.close()
      await platform.stop()
    },
    { scope: 'worker', timeout: 400_000 },
  ],
})
