// What the stories about the sheet have in common. A page fault or a blocked style fails each of them.
import { test as base, expect, type Page } from '@playwright/test'

export const test = base.extend<{ faultless: undefined }>({
  faultless: [
    async ({ page, context }, use) => {
      const faults: string[] = []
      page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
      page.on('pageerror', (error) => faults.push(error.message))
      await context.grantPermissions(['clipboard-read', 'clipboard-write'])
      await use(undefined)
      expect(faults).toEqual([])
    },
    { auto: true },
  ],
})

export const focus = (page: Page) => page.evaluate(() => window.sheet.focus())
export const goTo = (page: Page, row: string, column: string) =>
  page.evaluate(([row, column]) => window.sheet.focusCell(row, column), [row, column] as const)
export const cell = (page: Page, row: number, column: string) =>
  page.evaluate(([row, column]) => window.inventory.rows()[row]?.cells[column], [row, column] as const)
export const count = (page: Page) => page.evaluate(() => window.inventory.rows().length)
export const status = (page: Page) => page.locator('.sheet-status')
export const message = (page: Page) => page.locator('.sheet-message')
export const active = (page: Page) => page.locator('.sheet-cell.is-active')

/** As Excel puts it there: the text, and the same as a table in HTML. */
export async function copyFromExcel(page: Page, rows: readonly (readonly string[])[]) {
  await page.evaluate(async (rows) => {
    const quoted = (text: string) => (/[\t\n"]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text)
    const text = `${rows.map((row) => row.map(quoted).join('\t')).join('\r\n')}\r\n`
    const html = `<table>${rows.map((row) => `<tr>${row.map((text) => `<td>${text.replace(/\n/g, '<br>')}</td>`).join('')}</tr>`).join('')}</table>`
    const blob = (type: string, content: string) => new Blob([content], { type })
    await navigator.clipboard.write([
      new ClipboardItem({ 'text/plain': blob('text/plain', text), 'text/html': blob('text/html', html) }),
    ])
  }, rows)
}

export async function paste(page: Page) {
  await page.keyboard.press('Control+V')
}
