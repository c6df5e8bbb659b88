// A day at the commission: the overview, the list, the review, the settings.
import { readLedger, writeLedger } from '../src/documents/ledger.ts'
import { campaign, expect, test } from './harness/demonstration.ts'
import { expectAccessible } from './harness/offline-tool.ts'
import { chooseFile, download, xlsx } from './harness/web.ts'

test('the review’s other sides are accessible too', async ({ demonstration }) => {
  const page = await demonstration.as('reviewer', `${campaign}/units/GX009/review`)
  for (const name of ['提示与说明', '与上次的差异', '意见', '材料', '经过']) {
    await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click()
    await expectAccessible(page)
  }
  await expect(page.getByRole('row', { name: /退回修改/ })).toBeVisible()
  await page.close()
})

test('the overview adds up, leads to whoever has waited longest, and prints as one page', async ({
  demonstration,
}) => {
  const page = await demonstration.as('reviewer', '/')
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
  demonstration,
}) => {
  const page = await demonstration.as('reviewer', `${campaign}/progress`)
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

test('on a telephone the progress list shows each unit and where it stands, without scrolling aside', async ({
  demonstration,
}) => {
  const page = await demonstration.as('reviewer', `${campaign}/progress?status=退回`)
  await page.setViewportSize({ width: 390, height: 844 })
  const row = page.getByRole('row').nth(1)
  for (const cell of [row.getByRole('link'), row.getByText('退回', { exact: true })])
    await expect(cell).toBeInViewport({ ratio: 1 })
  await page.close()
})

test('two who open the same submission hear of each other before they decide', async ({ demonstration }) => {
  const path = `${campaign}/units/GX009/review`
  const one = await demonstration.as('reviewer', path)
  const other = await demonstration.as('admin', path)
  await expect(other.getByText(/李审核正在看这一份/)).toBeVisible()
  await expectAccessible(other)
  await one.reload()
  await expect(one.getByText('赵管理正在看这一份')).toBeVisible()
  await one.close()
  await other.close()
})

test('the trail is narrowed to one unit and taken out as Excel, which is itself on the trail', async ({
  demonstration,
}) => {
  const page = await demonstration.as('admin', '/trail')
  await page.getByLabel('单位或操作人').fill('青崖印刷')
  await page.getByRole('button', { name: '查询' }).click()
  await expect(page.getByRole('cell', { name: /^青崖印刷学院/ }).first()).toBeVisible()
  await expect(page.getByRole('cell', { name: /^云岫/ })).toHaveCount(0)
  const total = Number(/共 (\d+) 条/.exec((await page.getByText(/共 \d+ 条/).textContent()) ?? '')?.[1])
  const lines = readLedger(
    await download(page, () => page.getByRole('button', { name: '导出 Excel' }).click()),
  )
  expect(lines).toHaveLength(total + 1)
  expect(lines.slice(1).every(({ cells }) => cells[3] === 'GX003')).toBe(true)
  await page.getByRole('button', { name: '重置' }).click()
  await expect(page.getByRole('row', { name: /导出操作记录.*青崖印刷/ })).toBeVisible()
  await page.close()
})

test('the progress list on paper has every row that the filter leaves, and says when it was counted', async ({
  demonstration,
}) => {
  const page = await demonstration.as(
    'reviewer',
    `${campaign}/progress?kind=市属高校&sort=systems&order=down`,
  )
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
  demonstration,
}) => {
  const page = await demonstration.as('reviewer', `${campaign}/units/GX009/review`)
  const parts = page.getByRole('navigation', { name: '各部分' })
  await expect(parts.getByRole('button', { name: '单位基本情况' })).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('Alt+j')
  await expect(parts.getByRole('button', { name: '责任人和联系人' })).toHaveAttribute('aria-current', 'true')
  await page.reload()
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

test('an import with wrong cells names each, and takes nothing', async ({ demonstration }) => {
  const page = await demonstration.as('admin', '/units')
  const rows = [
    ['GX901', '新增测试大学', '市属高校', 'II'],
    ['gx 902', '', '直属单位', '四类'],
  ]
  const buffer = Buffer.from(
    writeLedger({ title: '单位', head: ['单位代码', '单位名称', '单位类别', '学校类别'], rows }),
  )
  await chooseFile(page, '从 Excel 导入', { name: '单位.xlsx', mimeType: xlsx, buffer })
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
  demonstration,
}) => {
  const page = await demonstration.as('admin', `${campaign}/edit`)
  await page.getByLabel('报送截止').fill('2019-07-01')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.locator('.errors')).toBeFocused()
  await expectAccessible(page)
  await page.getByLabel('报送截止').fill('2019-06-11')
  await page.getByRole('button', { name: '增加联系人' }).click()
  await page.getByLabel('报送要求').fill('')
  await page.getByLabel('报送要求').pressSequentially('先自查\n\n后报送\n')
  await page.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('2019年6月11日')).toBeVisible()
  await expect(page.getByRole('listitem').filter({ hasText: /^(先自查|后报送)$/ })).toHaveCount(2)
  await page.close()
})

test('a receipt on paper is the receipt and nothing else', async ({ demonstration }) => {
  const page = await demonstration.as('reviewer', '/')
  await page.goto(demonstration.url + (await demonstration.receiptOf(page, 'GX003')))
  await expect(page.getByText('回执编号')).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByText('回执编号')).toBeVisible()
  await expect(page.getByRole('navigation', { name: '主菜单' })).toBeHidden()
  await expect(page.getByRole('button', { name: '打印回执' })).toBeHidden()
  const paper = await page.pdf({ format: 'A4' })
  expect(paper.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1)
  await page.close()
})
