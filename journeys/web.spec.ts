// Every role on every page of its own, who gets in, and what each may see.

import type { Page } from '@playwright/test'
import { campaign, expect, test } from './harness/demonstration.ts'
import { expectAccessible } from './harness/offline-tool.ts'
import { listen, signIn } from './harness/web.ts'

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Every route, for those whose page it is; the title that it must bear. */
const routes: Readonly<Record<string, readonly (readonly [path: string, title: string])[]>> = {
  admin: [
    ['/', '总览'],
    ['/account', '密码与登录'],
    ['/accounts', '账号'],
    ['/units', '单位'],
    ['/trail', '操作记录'],
    ['/campaigns/new', '发起自查'],
    [campaign, '通知与要求'],
    [`${campaign}/edit`, '修改自查'],
    [`${campaign}/progress`, '报送进度'],
    [`${campaign}/totals`, '数量汇总'],
    ['/nowhere', '没有这个页面'],
  ],
  reviewer: [
    [`${campaign}/units/GX005/review`, '审核'],
    ['receipt', '报送回执'],
  ],
  observer: [
    [`${campaign}/units/GX003/review`, '审核'],
    ['/units', '单位'],
  ],
  gx001: [
    ['/', '本次自查'],
    ['/accounts', '账号'],
    [`${campaign}/materials`, '材料与报送'],
    [`${campaign}/tool`, '离线工具'],
    [`${campaign}/fill`, '任务列表'],
    [`${campaign}/fill/s/leadership`, '组织领导和保障'],
    [`${campaign}/fill/s/systems/t/systems`, '信息系统'],
    [`${campaign}/fill/check`, '检查全部答案'],
    [`${campaign}/fill/preview`, '预览'],
    [`${campaign}/fill/x/seal`, '封装数据包并上传'],
  ],
  'gx001-filler': [[`${campaign}/materials`, '材料与报送']],
  'gx001-approver': [['/', '本次自查']],
}

// What comes last, and takes longest, keeps both hands busy.
test.describe.configure({ mode: 'parallel' })

for (const [username, list] of Object.entries(routes))
  test(`${username} finds every page named, accessible, quiet and within its width`, async ({
    demonstration,
  }) => {
    test.setTimeout(180_000)
    const page = await demonstration.as(username, '/')
    const complaints = listen(page)
    for (const [path, title] of list)
      await test.step(path, async () => {
        await page.setViewportSize({ width: 1366, height: 768 })
        await page.goto(
          demonstration.url + (path === 'receipt' ? await demonstration.receiptOf(page, 'GX003') : path),
        )
        await expect(page.locator('h1')).toHaveCount(1)
        await expect(page).toHaveTitle(new RegExp(title))
        expect(await overflow(page)).toBeLessThanOrEqual(0)
        expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1500)
        await expectAccessible(page)
        await page.setViewportSize({ width: 390, height: 844 })
        await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0)
        await expectAccessible(page)
      })
    expect(complaints).toEqual([])
    await page.close()
  })

test('whoever comes for the first time waits for 150 KB of program and 20 KB of looks at most', async ({
  demonstration,
  page,
}) => {
  const weight = { script: 0, stylesheet: 0 }
  const weighed: Promise<void>[] = []
  page.on('requestfinished', (request) => {
    const kind = request.resourceType()
    if (kind !== 'script' && kind !== 'stylesheet') return
    const weigh = async () => {
      const { responseBodySize } = await request.sizes()
      weight[kind] += responseBodySize
    }
    weighed.push(weigh())
  })
  await page.goto(demonstration.url)
  await page.waitForLoadState('networkidle')
  await Promise.all(weighed)
  expect(weight.script).toBeGreaterThan(10_000)
  expect(weight.script).toBeLessThan(150 * 1024)
  expect(weight.stylesheet).toBeGreaterThan(1000)
  expect(weight.stylesheet).toBeLessThan(20 * 1024)
})

test('who cannot get in is told why, and where to look', async ({ demonstration, page }) => {
  const admin = await demonstration.as('admin', '/accounts')
  await admin.getByRole('button', { name: '新建账号' }).click()
  await admin.getByLabel('姓名', { exact: true }).fill('王观察')
  await admin.getByLabel('用户名', { exact: true }).fill('wang')
  await admin.getByLabel('角色').selectOption({ label: '观察员' })
  await expectAccessible(admin)
  await admin.getByRole('button', { name: '建立账号' }).click()
  await expect(admin.getByRole('dialog', { name: '一次性密码' })).toContainText('wang')
  await admin.getByRole('button', { name: '我已记下' }).click()
  await expect(admin.getByRole('row', { name: /wang.*王观察.*待改密码/ })).toBeVisible()

  await page.goto(demonstration.url)
  await expectAccessible(page)
  await signIn(page, 'wang', 'not the password')
  await expect(page.getByRole('heading', { name: '没有登录成功' })).toBeVisible()
  await expect(page.locator('.errors')).toBeFocused()
  await expect(page).toHaveTitle(/错误/)
  await expectAccessible(page)
  await page.locator('.errors').getByRole('link').click()
  await expect(page.getByLabel('用户名')).toBeFocused()
  for (let guess = 0; guess < 5; guess++) {
    const answered = page.waitForResponse(/\/api\/session/)
    await signIn(page, 'wang', `not the password ${guess}`)
    await answered
  }
  await expect(page.getByText(/暂时锁定/)).toBeVisible()
  await admin.reload()
  await expect(admin.getByRole('row', { name: /wang.*已锁定/ })).toBeVisible()
  await admin.close()
})

test('a session ended elsewhere leads back to signing in', async ({ demonstration, page }) => {
  await page.goto(demonstration.url)
  await signIn(page, 'observer', demonstration.passwordOf('observer'))
  await expect(page.getByRole('heading', { name: '全部自查活动' })).toBeVisible()
  const elsewhere = await demonstration.as('observer', '/account')
  const others = elsewhere.getByRole('button', { name: '使其退出' })
  while ((await others.count()) === 0) await elsewhere.reload()
  await others.first().click()
  await expect(elsewhere.getByText('该设备已退出登录')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeVisible()
  await elsewhere.close()
})

test('a unit sees nothing of other units, whatever address it types', async ({ demonstration }) => {
  const page = await demonstration.as('gx001', `${campaign}/units/GX003/review`)
  await expect(page.getByText('无权进行此操作')).toBeVisible()
  await expect(page.getByText('青崖印刷学院')).toHaveCount(0)
  for (const path of ['/units', '/trail', `${campaign}/progress`, `${campaign}/totals`]) {
    await page.goto(demonstration.url + path)
    await expect(page.getByText('无权进行此操作')).toBeVisible()
    await expectAccessible(page)
  }
  await page.getByRole('link', { name: '回到首页' }).click()
  await expect(page.getByRole('heading', { level: 1, name: '2019 年网络安全自查' })).toBeVisible()
  await page.close()
})
