// The demonstration on the web: every role on every page of its own, and what goes wrong between people.
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContext, expect, type Page, test } from '@playwright/test'
import { writeLedger } from '../src/documents/ledger.ts'
import { Platform } from './harness/platform.ts'
import { listen, signIn } from './harness/web.ts'

let platform: Platform
const contexts = new Map<string, BrowserContext>()

test.beforeAll(async () => {
  test.setTimeout(400_000)
  platform = await Platform.start('demo')
})
test.afterAll(async () => {
  for (const context of contexts.values()) await context.close()
  await platform?.stop()
})

const campaign = '/campaigns/2019'

/** As the first lines of the demonstration tell. */
function passwordOf(username: string): string {
  const found = new RegExp(`\\s${username}\\s+(\\S+)`).exec(platform.said)?.[1]
  if (!found) throw new Error(`No password of ${username} was printed`)
  return found
}

/** A page in this person's own browser; each signs in once. */
async function as(browser: Browser, username: string, path: string): Promise<Page> {
  let context = contexts.get(username)
  if (!context) {
    context = await browser.newContext()
    contexts.set(username, context)
    const page = await context.newPage()
    await page.goto(platform.url)
    await signIn(page, username, passwordOf(username))
    await expect(page.getByRole('button', { name: '退出' })).toBeVisible()
    await page.close()
  }
  const page = await context.newPage()
  await page.goto(platform.url + path)
  return page
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([])
}

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

const receiptOf = async (page: Page, unitCode: string): Promise<string> => {
  const answer = await page.request.get(`${platform.url}/api/campaigns/2019/units/${unitCode}/submission`)
  const { receipts } = (await answer.json()) as { receipts: { number: string }[] }
  return `${campaign}/units/${unitCode}/receipts/${receipts[0]?.number}`
}

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

for (const [username, list] of Object.entries(routes))
  test(`${username} finds every page named, accessible, quiet and within its width`, async ({ browser }) => {
    test.setTimeout(180_000)
    const page = await as(browser, username, '/')
    const complaints = listen(page)
    for (const [path, title] of list)
      await test.step(path, async () => {
        await page.setViewportSize({ width: 1366, height: 768 })
        await page.goto(platform.url + (path === 'receipt' ? await receiptOf(page, 'GX003') : path))
        await expect(page.locator('h1')).toHaveCount(1)
        await expect(page).toHaveTitle(new RegExp(title))
        expect(await overflow(page)).toBeLessThanOrEqual(0)
        await expectAccessible(page)
        await page.setViewportSize({ width: 390, height: 844 })
        await expect.poll(() => overflow(page)).toBeLessThanOrEqual(0)
        await expectAccessible(page)
      })
    expect(complaints).toEqual([])
    await page.close()
  })

test('the review’s other sides are accessible too', async ({ browser }) => {
  const page = await as(browser, 'reviewer', `${campaign}/units/GX009/review`)
  for (const name of ['提示与说明', '与上次的差异', '意见', '材料', '经过']) {
    await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
    await expectAccessible(page)
  }
  await expect(page.getByRole('row', { name: /退回修改/ })).toBeVisible()
  await page.close()
})

test('who cannot get in is told why, and where to look', async ({ browser, page }) => {
  const admin = await as(browser, 'admin', '/accounts')
  await admin.getByRole('button', { name: '新建账号' }).click()
  await admin.getByLabel('姓名', { exact: true }).fill('王观察')
  await admin.getByLabel('用户名', { exact: true }).fill('wang')
  await admin.getByLabel('角色').selectOption({ label: '观察员' })
  await expectAccessible(admin)
  await admin.getByRole('button', { name: '建立账号' }).click()
  await expect(admin.getByRole('dialog', { name: '一次性密码' })).toContainText('wang')
  await admin.getByRole('button', { name: '我已记下' }).click()
  await expect(admin.getByRole('row', { name: /wang.*王观察.*待改密码/ })).toBeVisible()

  await page.goto(platform.url)
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

test('a session ended elsewhere leads back to signing in', async ({ browser, page }) => {
  await page.goto(platform.url)
  await signIn(page, 'observer', passwordOf('observer'))
  await expect(page.getByRole('heading', { name: '全部自查活动' })).toBeVisible()
  const elsewhere = await as(browser, 'observer', '/account')
  const others = elsewhere.getByRole('button', { name: '使其退出' })
  while ((await others.count()) === 0) await elsewhere.reload()
  await others.first().click()
  await expect(elsewhere.getByText('该设备已退出登录')).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeVisible()
  await elsewhere.close()
})

test('a unit sees nothing of other units, whatever address it types', async ({ browser }) => {
  const page = await as(browser, 'gx001', `${campaign}/units/GX003/review`)
  await expect(page.getByText('无权进行此操作')).toBeVisible()
  await expect(page.getByText('青崖印刷学院')).toHaveCount(0)
  for (const path of ['/units', '/trail', `${campaign}/progress`, `${campaign}/totals`]) {
    await page.goto(platform.url + path)
    await expect(page.getByText('无权进行此操作')).toBeVisible()
    await expectAccessible(page)
  }
  await page.close()
})

test('the overview adds up, leads to whoever has waited longest, and prints as one page', async ({
  browser,
}) => {
  const page = await as(browser, 'reviewer', '/')
  const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name}`) })
  const numbers = async (name: string) => (await row(name).getByRole('cell').allTextContents()).map(Number)
  await expect(row('直属单位')).toBeVisible()
  const [units, ...stages] = await numbers('合计')
  expect(units).toBe(108)
  expect(stages.reduce((sum, count) => sum + count, 0)).toBe(108)
  const [schools, institutes] = [await numbers('市属高校'), await numbers('直属单位')]
  expect(schools.map((count, at) => count + (institutes[at] ?? 0))).toEqual([units, ...stages])
  const waiting = page.getByRole('table', { name: /等待审核/ }).getByRole('row')
  const times = await waiting
    .getByRole('cell')
    .filter({ hasText: /^2019-/ })
    .allTextContents()
  expect(times.length).toBeGreaterThan(5)
  expect(times).toEqual(times.toSorted())
  expect(
    (await page.pdf({ preferCSSPageSize: true })).toString('latin1').match(/\/Type \/Page\b/g),
  ).toHaveLength(1)
  await waiting.nth(1).getByRole('link').click()
  await expect(page.getByRole('button', { name: '通过', exact: true })).toBeVisible()
})

test('the progress list is narrowed, sorted, turned over, and found again as it was left', async ({
  browser,
}) => {
  const page = await as(browser, 'reviewer', `${campaign}/progress`)
  const rows = page.getByRole('row')
  const first = rows.nth(1)
  await expect(page.getByText('第 1–50 条，共 108 条')).toBeVisible()
  await page.getByRole('button', { name: '下一页' }).click()
  await page.getByRole('cell').getByRole('link').first().click()
  await expect(page.getByRole('tab', { name: '答卷' })).toBeVisible()
  await page.goBack()
  await expect(page.getByText('第 51–100 条，共 108 条')).toBeVisible()
  const returned = page.getByRole('button', { name: /退回/ })
  await returned.click()
  await expect(returned).toHaveAttribute('aria-pressed', 'true')
  const count = Number(await returned.locator('strong').textContent())
  await expect(rows).toHaveCount(count + 1)
  await page.getByLabel('单位类别').selectOption('直属单位')
  await expect(first).toContainText('直属单位')
  await page.getByRole('button', { name: '重置' }).click()
  await page.getByRole('button', { name: '系统数' }).click()
  await page.getByRole('button', { name: '系统数' }).click()
  await expect(page.getByRole('columnheader', { name: '系统数' })).toHaveAttribute('aria-sort', 'descending')
  await page.getByLabel('单位名称或代码').fill('青崖印刷')
  await page.getByRole('button', { name: '查询' }).click()
  await expect(rows).toHaveCount(2)
  await expect(first).toContainText('GX003')
  await page.getByLabel('单位名称或代码').fill('没有的单位')
  await page.getByRole('button', { name: '查询' }).click()
  await expect(page.getByText('没有符合条件的单位')).toBeVisible()
  await page.close()
})

test('the progress list on paper has every row that the filter leaves, and says when it was counted', async ({
  browser,
}) => {
  const page = await as(browser, 'reviewer', `${campaign}/progress?kind=市属高校&sort=systems&order=down`)
  await expect(page.getByText('第 1–50 条，共 60 条')).toBeVisible()
  await page.waitForLoadState('networkidle')
  await page.evaluate(() => {
    window.addEventListener('beforeprint', () => {
      document.body.dataset.printed = String(document.querySelectorAll('tbody tr').length)
    })
  })
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText(/市属高校，共 60 家，统计时间 2019-06-/)).toBeVisible()
  await expect(page.getByRole('button', { name: '下一页' })).toBeHidden()
  await page.pdf({ preferCSSPageSize: true })
  await expect(page.locator('body')).toHaveAttribute('data-printed', '60')
  await page.close()
})

test('a reviewer turns over parts and submissions by key, and comments on the cell the sheet opens on', async ({
  browser,
}) => {
  const page = await as(browser, 'reviewer', `${campaign}/units/GX009/review`)
  const parts = page.getByRole('navigation', { name: '各部分' })
  await expect(parts.getByRole('button', { name: '单位基本情况' })).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('Alt+j')
  await expect(parts.getByRole('button', { name: '责任人和联系人' })).toHaveAttribute('aria-current', 'true')
  await expect(parts.getByRole('button', { name: /^信息系统(?!数量).*改动 1/ })).toBeVisible()
  await parts.getByRole('button', { name: /^信息系统(?!数量)/ }).click()
  await expect(page.getByRole('gridcell').first()).toBeVisible()
  await page.keyboard.press('Alt+c')
  await expect(page.getByRole('dialog', { name: /系统名称/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('link', { name: /^下一份/ })).toBeVisible()
  const heading = page.getByRole('heading', { level: 1 })
  const name = await heading.textContent()
  await page.keyboard.press('Alt+n')
  await expect(heading).not.toHaveText(name ?? '')
  await page.keyboard.press('Alt+p')
  await expect(heading).toHaveText(name ?? '')
  await page.close()
})

test('an import with wrong cells names each, and takes nothing', async ({ browser }) => {
  const page = await as(browser, 'admin', '/units')
  const rows = [
    ['GX901', '新增测试大学', '市属高校', 'II'],
    ['gx 902', '', '直属单位', '四类'],
  ]
  const buffer = Buffer.from(
    writeLedger({ title: '单位', head: ['单位代码', '单位名称', '单位类别', '学校类别'], rows }),
  )
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: '从 Excel 导入' }).click()
  const file = {
    name: '单位.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer,
  }
  await (await choosing).setFiles(file)
  const dialog = page.getByRole('dialog')
  for (const cell of ['A3', 'B3', 'D3']) await expect(dialog.getByRole('cell', { name: cell })).toBeVisible()
  await expect(dialog.getByRole('button', { name: '导入', exact: true })).toHaveCount(0)
  await expectAccessible(page)
  await dialog.getByRole('button', { name: '取消' }).click()
  await page.getByLabel('单位名称或代码').fill('GX901')
  await page.keyboard.press('Enter')
  await expect(page.getByText('没有符合条件的单位')).toBeVisible()
  await page.close()
})

test('a campaign whose days are in the wrong order is not kept, and one in the right order is', async ({
  browser,
}) => {
  const page = await as(browser, 'admin', `${campaign}/edit`)
  await page.getByLabel('报送截止').fill('2019-07-01')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.locator('.errors')).toBeFocused()
  await expectAccessible(page)
  await page.getByLabel('报送截止').fill('2019-06-11')
  await page.getByLabel('报送要求').fill('')
  await page.getByLabel('报送要求').pressSequentially('先自查\n\n后报送\n')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('2019年6月11日')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: /^(先自查|后报送)$/ })).toHaveCount(2)
  await page.close()
})

test('a receipt on paper is the receipt and nothing else', async ({ browser }) => {
  const page = await as(browser, 'reviewer', '/')
  await page.goto(platform.url + (await receiptOf(page, 'GX003')))
  await expect(page.getByText('回执编号')).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('回执编号')).toBeVisible()
  await expect(page.getByRole('navigation', { name: '主菜单' })).toBeHidden()
  await expect(page.getByRole('button', { name: '打印回执' })).toBeHidden()
  const paper = await page.pdf({ format: 'A4' })
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.close()
})

/** “已保存” may still stand there from before; the server knows. */
const expectKept = (page: Page, id: string, value: string) =>
  expect
    .poll(async () => {
      const draft = await page.request.get(`${platform.url}/api/campaigns/2019/units/GX001/draft`)
      return (await draft.json()).filing.answers[id]
    })
    .toBe(value)
const answer = (page: Page, id: string) => page.locator(`.question[data-path="${id}"]`).getByRole('textbox')

test('two people fill in the same form: what differs merges, what collides is asked', async ({ browser }) => {
  const one = await as(browser, 'gx001', `${campaign}/fill/s/people`)
  const other = await as(browser, 'gx001-filler', `${campaign}/fill/s/people`)
  await answer(other, 'leaderTitle').fill('副校长（分管）')
  await other.keyboard.press('Tab')
  await expectKept(other, 'leaderTitle', '副校长（分管）')
  await answer(one, 'leaderName').fill('甲领导')
  await one.keyboard.press('Tab')
  await expect(answer(one, 'leaderTitle')).toHaveValue('副校长（分管）')
  await expectKept(one, 'leaderName', '甲领导')

  await answer(one, 'dutyHeadName').fill('甲部长')
  await one.keyboard.press('Tab')
  await expectKept(one, 'dutyHeadName', '甲部长')
  await answer(other, 'dutyHeadTitle').fill('乙处长')
  await answer(other, 'dutyHeadName').fill('乙部长')
  await other.keyboard.press('Tab')
  const dialog = other.getByRole('dialog', { name: '同一处被别人改过' })
  await expect(dialog).toContainText('我填的：乙部长')
  await expect(dialog).toContainText('别人填的：甲部长')
  await expectAccessible(other)
  await dialog.getByLabel('别人填的：甲部长').check()
  await dialog.getByRole('button', { name: '按所选保存' }).click()
  await expect(dialog).toBeHidden()
  await expect(answer(other, 'dutyHeadName')).toHaveValue('甲部长')
  await expect(answer(other, 'leaderName')).toHaveValue('甲领导')
  await expectKept(other, 'dutyHeadTitle', '乙处长')
  await one.reload()
  await expect(answer(one, 'dutyHeadName')).toHaveValue('甲部长')
  await expect(answer(one, 'dutyHeadTitle')).toHaveValue('乙处长')
  await one.close()
  await other.close()
})

test('the server dies under a filler’s hands and comes back: the page says so, and loses nothing', async ({
  browser,
}) => {
  test.setTimeout(180_000)
  const page = await as(browser, 'gx001', `${campaign}/fill/s/people`)
  await expect(answer(page, 'contactTitle')).toBeVisible()
  await platform.end('SIGKILL')
  await answer(page, 'contactTitle').fill('断线时填的职务')
  await page.keyboard.press('Tab')
  await expect(page.getByText(/保存失败/)).toBeVisible()
  await platform.start()
  await expect(page.getByText(/已保存/)).toBeVisible({ timeout: 30_000 })
  await page.reload()
  await expect(answer(page, 'contactTitle')).toHaveValue('断线时填的职务')
  await page.close()
})
