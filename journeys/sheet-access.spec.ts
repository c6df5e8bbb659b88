import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { openSheet } from './harness/bundle.ts'
import { cell, copyFromExcel, count, goTo, message, paste, status, test } from './harness/sheet-steps.ts'

test('the keyboard alone leads in, through a row and out again', async ({ page }) => {
  await openSheet(page, 3)
  await page.locator('.sheet-tab[aria-selected=true]').focus()
  await page.keyboard.press('Tab')
  await expect(page.locator('.sheet-editor')).toBeFocused()
  for (let i = 0; i < 7; i++) await page.keyboard.press('Tab')
  await expect(status(page)).toContainText('第 1 行 第 8 列')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: '后' })).toBeFocused()
  await page.keyboard.press('Shift+Tab')
  await expect(page.locator('.sheet-editor')).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+Tab')
  await expect(page.locator('.sheet-tab[aria-selected=true]')).toBeFocused()
})

test('a sheet that is only read lets itself be copied and nothing else', async ({ page }) => {
  await openSheet(page, 3, { readOnly: true })
  await goTo(page, 'r0', 'ownerDept')
  await page.keyboard.press('Delete')
  await page.keyboard.type('x')
  await page.keyboard.press('F2')
  await page.keyboard.press('Control+Delete')
  expect(await count(page)).toBe(3)
  expect(await cell(page, 0, 'ownerDept')).toBe('信息中心')
  await page.keyboard.press('Control+C')
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('信息中心')
  const forExcel = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    return (await item?.getType('text/html'))?.text()
  })
  expect(forExcel).toMatch(/<td [^>]*style="mso-number-format:[^>]*>信息中心</)
  await expect(page.getByRole('button', { name: '插入行' })).toHaveCount(0)
})

test('on a narrow screen one row is a form', async ({ page }) => {
  await page.setViewportSize({ width: 380, height: 800 })
  await openSheet(page, 5)
  await expect(page.getByText('第 1 条，共 5 条：教务管理系统')).toBeVisible()
  await page.getByRole('button', { name: '下一个系统' }).click()
  await page.getByLabel('责任人', { exact: true }).fill('郑和')
  await page.getByLabel('投运日期').or(page.getByLabel('何时投入运行使用')).fill('去年')
  await page.getByLabel('用户数').fill('30')
  await expect(page.locator('.sheet-field.is-error')).toContainText('不是日期')
  expect(await cell(page, 1, 'ownerName')).toBe('郑和')
  await page.getByRole('button', { name: '新增系统' }).click()
  await expect(page.getByText('第 6 条，共 6 条')).toBeVisible()
  const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth)
  expect(scrollWidth).toBeLessThanOrEqual(380)
})

for (const [state, arrange] of Object.entries<(page: Page) => Promise<void>>({
  'five hundred rows': async (page) => openSheet(page, 500),
  'no rows': async (page) => openSheet(page, 0),
  'a list of options open': async (page) => {
    await openSheet(page, 20)
    await goTo(page, 'r4', 'interconnection')
    await page.keyboard.press('F2')
  },
  'a menu open': async (page) => {
    await openSheet(page, 20)
    await goTo(page, 'r4', 'systemName')
    await page.keyboard.press('Shift+F10')
  },
  'a report and the search open': async (page) => {
    await openSheet(page, 20)
    await goTo(page, 'r4', 'goLiveDate')
    await copyFromExcel(page, [['很久以前'], ['2019-06-01']])
    await paste(page)
    await page.getByRole('button', { name: '查找' }).click()
  },
  'cells being read only': async (page) => openSheet(page, 20, { readOnly: true }),
  'cards on a narrow screen': async (page) => {
    await page.setViewportSize({ width: 380, height: 800 })
    await openSheet(page, 5)
  },
})) {
  test(`axe finds nothing wrong with ${state}`, async ({ page }) => {
    await arrange(page)
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await new AxeBuilder({ page }).withTags(tags).analyze()
    const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    expect(told).toEqual([])
  })
}

test('five thousand rows are pasted whole and drawn with few nodes', async ({ page }) => {
  await openSheet(page, 0)
  await page.locator('.sheet-tab', { hasText: '全部列' }).click()
  await page.evaluate(() => window.sheet.focus())
  await page.keyboard.press('Home')
  await page.evaluate(() => {
    const rest = [
      '已运行',
      '2019/6/10',
      '信息中心',
      '张伟',
      '12,000',
      '是',
      '日常业务',
      '192.0.2.1',
      '不涉及',
      '100',
      '第三级',
      '2018年9月20日',
      '',
      '86.5',
      ...Array.from({ length: 15 }, (_, i) => (i % 3 ? '是' : '否')),
    ]
    const lines = Array.from({ length: 5000 }, (_, i) => [`教务系统${i}`, ...rest].join('\t'))
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', lines.join('\r\n'))
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    )
  })
  expect(await count(page)).toBe(5000)
  expect(await cell(page, 4999, 'q15')).toBe(true)
  await expect(message(page)).toHaveText('已粘贴 5,000 行 145,000 格')
  expect(await page.locator('.sheet *').count()).toBeLessThan(1500)
  await page.keyboard.press('Control+End')
  await expect(status(page)).toContainText('第 5000 行 第 30 列')
  expect(await page.locator('.sheet *').count()).toBeLessThan(1500)
})

test('whoever listens hears where they are, what is there and what is wrong', async ({ page }) => {
  await openSheet(page, 30)
  await goTo(page, 'r3', 'ownerDept')
  const live = page.locator('.sheet-offscreen[aria-live]')
  await expect(live).toHaveText('第 4 行，责任部门：图书馆，本表有 4 处问题')
  await page.keyboard.press('ArrowRight')
  await expect(live).toHaveText('第 4 行，责任人：空，错误：“责任人”还没有填。')
  const pointed = await page.locator('.sheet-editor').getAttribute('aria-activedescendant')
  await expect(page.locator(`[id="${pointed}"]`)).toHaveAttribute('aria-invalid', 'true')
  await page.keyboard.insertText('周正')
  await page.keyboard.press('Enter')
  await expect(live).toHaveText('第 5 行，责任人：王芳，本表有 3 处问题')
})
