import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { openFiller } from './harness/open-filler.ts'

test.use({ actionTimeout: 8000 })

const pdf = { name: '成立文件.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4 test') }
const value = (page: Page, path: string) => page.evaluate((path) => window.form.value(path), path)

/** Presses Tab until the focus is on what is named so. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    const now = await page.evaluate(() => {
      const at = document.activeElement as HTMLInputElement | null
      return at?.labels?.[0]?.textContent ?? at?.textContent ?? ''
    })
    if (typeof name === 'string' ? now.startsWith(name) : name.test(now)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never came to ${name}`)
}

async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`)).toEqual([])
}

test('a section is filled in, checked and finished by keyboard alone', async ({ page }) => {
  await openFiller(page)
  await tabTo(page, '单位基本情况')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('单位基本情况')
  await expect(page).toHaveTitle(/^单位基本情况/)
  await tabTo(page, '单位名称')
  await page.keyboard.type('北京市示范大学')
  await tabTo(page, '统一社会信用代码')
  await page.keyboard.type('１２１１００００４00685002Ｑ')
  await tabTo(page, '市属高校')
  await page.keyboard.press('Space')
  await tabTo(page, '单位地址')
  await page.keyboard.type('北京市海淀区示范路 1 号')
  await tabTo(page, '保存并检查本部分')
  await page.keyboard.press('Enter')
  const refused = page.locator('.errors')
  if (await refused.isVisible()) throw new Error(String(await refused.textContent()))
  await expect(page.getByRole('heading', { level: 1 })).toContainText('检查答案')
  await tabTo(page, '是，已填完')
  await page.keyboard.press('Space')
  await tabTo(page, '继续')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: '单位基本情况' })).toContainText('已完成')
})

test('a refused step lists what is wrong, says so in the title, and leads to each place', async ({
  page,
}) => {
  await openFiller(page, {}, '/s/people')
  await expect(page.locator('.field-error')).toHaveCount(0)
  await page.getByRole('button', { name: '保存并检查本部分' }).click()
  const summary = page.locator('.errors')
  await expect(summary).toBeFocused()
  await expect(page).toHaveTitle(/^错误：/)
  await summary.getByRole('link', { name: '请填写“网络安全责任部门名称”' }).click()
  const field = page.getByLabel('网络安全责任部门名称', { exact: true })
  await expect(field).toBeFocused()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  await expect(field).toHaveAccessibleDescription(/请填写“网络安全责任部门名称”/)
})

test('nothing is judged while it is typed', async ({ page }) => {
  await openFiller(page, {}, '/s/people')
  await page.getByLabel('责任部门联系人移动电话').fill('123')
  await page.getByLabel('责任部门联系人姓名').focus()
  await page.waitForTimeout(800)
  await expect(page.locator('.field-error, .note')).toHaveCount(0)
})

test('a question that an answer opens stands right after it, and goes with it', async ({ page }) => {
  await openFiller(page, {}, '/s/network')
  const number = page.getByLabel(/联网单位备案编号/)
  await expect(number).toHaveCount(0)
  await page.getByRole('group', { name: '是否办理联网单位备案' }).getByLabel('是').check()
  await expect(number).toBeVisible()
  await page.getByRole('group', { name: '是否办理联网单位备案' }).getByLabel('否').check()
  await expect(number).toHaveCount(0)
})

test('a warning is answered in words that are kept', async ({ page }) => {
  await openFiller(page, { answers: { natLog: false } }, '/s/network')
  const note = page.locator('.note', { hasText: '未留存地址转换对应关系' })
  await expect(note).toContainText('请核实')
  await note.getByLabel('已核实，原因：').fill('八月前由网络中心落实')
  await note.getByRole('button', { name: '记下原因' }).click()
  await expect(note).toContainText('已核实：八月前由网络中心落实')
  expect(await page.evaluate(() => window.form.filing.explanations)).toEqual({
    'natLog.no@natLog': '八月前由网络中心落实',
  })
})

test('the same doubt in many rows is answered once', async ({ page }) => {
  const site = (id: string) => ({
    id,
    cells: { siteName: id, siteUrl: `${id}.example.edu.cn`, siteStatus: 'active', publicAccess: true },
  })
  await openFiller(page, { tables: { websites: ['a', 'b', 'c'].map(site) } }, '/s/websites/t/websites')
  const notes = page.locator('.note', { hasText: '未履行 ICP 备案' })
  await expect(notes).toHaveCount(3)
  await notes.first().getByLabel('已核实，原因：').fill('接入商正在办理')
  await notes.first().getByRole('button', { name: '记下原因' }).click()
  await notes.first().getByRole('button', { name: '同样的原因也用于其余 2 处' }).click()
  await expect(notes.filter({ hasText: '已核实：接入商正在办理' })).toHaveCount(3)
  await page.evaluate(() => window.form.undo())
  await expect(notes.filter({ hasText: '已核实：接入商正在办理' })).toHaveCount(1)
})

test('a section with an unanswered doubt cannot be called finished', async ({ page }) => {
  const answers = { unitName: '北京市示范大学', uscc: '12110000400685002Q', unitAddress: '绝密路 1 号' }
  await openFiller(page, { answers }, '/s/unit')
  await page.getByLabel('市属高校').check()
  await page.getByRole('button', { name: '保存并检查本部分' }).click()
  await page.getByLabel('是，已填完').check()
  await page.getByRole('button', { name: '继续' }).click()
  await page
    .locator('.errors')
    .getByRole('link', { name: /严禁录入涉密信息/ })
    .click()
  await expect(page.getByLabel('单位地址')).toBeFocused()
  await page.getByLabel('已核实，原因：').fill('路名如此')
  await page.getByRole('button', { name: '记下原因' }).click()
  await page.getByRole('button', { name: '保存并返回' }).click()
  await page.getByLabel('是，已填完').check()
  await page.getByRole('button', { name: '继续' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '单位基本情况' })).toContainText('已完成')
})

test('an empty inventory is declared by name, and the declaration can be taken back', async ({ page }) => {
  await openFiller(page, {}, '/s/network')
  const card = page.locator('.table-card', { hasText: '单位互联网 IP 地址段' })
  await card.getByRole('button', { name: /^本单位没有/ }).click()
  await card.getByLabel('核查人姓名').fill('')
  await card.getByRole('button', { name: '声明“经核查，无”' }).click()
  await expect(card).toContainText('请填写核查人姓名')
  await card.getByLabel('核查人姓名').fill('张老师')
  await card.getByRole('button', { name: '声明“经核查，无”' }).click()
  await expect(card).toContainText('经核查，无。核查人：张老师，2019-06-03')
  expect(await page.evaluate(() => window.form.filing.nils)).toEqual({
    ipRanges: { by: '张老师', on: '2019-06-03' },
  })
  await card.getByRole('button', { name: '撤销声明' }).click()
  await expect(card.getByRole('button', { name: /^本单位没有/ })).toBeVisible()
})

test('a computed number is changed only with a reason, and goes back when that is wanted', async ({
  page,
}) => {
  await openFiller(page, { systems: 5 }, '/s/systemCounts')
  const cell = page.locator('[id="q-sysTotal.l3"]')
  await expect(cell).toContainText('1')
  await cell.click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByLabel('改写为')).toBeFocused()
  await dialog.getByLabel('改写为').fill('3')
  await page.keyboard.press('Enter')
  await expect(dialog).toContainText('请写明与清单不一致的原因')
  await dialog.getByLabel('与清单不一致的原因').fill('两个系统另册登记')
  await dialog.getByRole('button', { name: '改写', exact: true }).click()
  await expect(cell).toContainText('3清单 1')
  await cell.click()
  await dialog.getByRole('button', { name: '恢复自动计算（1）' }).click()
  expect(await value(page, 'sysTotal.l3')).toBe(1)
  expect(await page.evaluate(() => window.form.filing.explanations)).toEqual({})
})

test('undo names the step and takes it back; in a field Ctrl+Z belongs to the field', async ({ page }) => {
  await openFiller(page, {}, '/s/network')
  await page.getByRole('group', { name: '上网用户是否实名' }).getByLabel('是').check()
  await page.keyboard.press('Control+z')
  await expect(page.getByRole('log', { name: '消息' })).toContainText('已撤销：修改“上网用户是否实名”')
  expect(await value(page, 'userRealName')).toBeNull()
  await page.getByRole('button', { name: '重做' }).click()
  expect(await value(page, 'userRealName')).toBe(true)
  await page.getByLabel('上网日志留存天数').fill('200')
  await page.keyboard.press('Control+z')
  expect(await value(page, 'userRealName')).toBe(true)
})

test('what is typed is kept after a pause, and in its proper spelling after leaving', async ({ page }) => {
  await openFiller(page, {}, '/s/people')
  const mobile = page.getByLabel('责任部门联系人移动电话')
  await mobile.pressSequentially('１３８ 0013-8000')
  await expect.poll(() => value(page, 'contactMobile')).toBe('13800138000')
  await expect(mobile).toHaveValue('１３８ 0013-8000')
  await page.getByLabel('责任部门联系人姓名').focus()
  await expect(mobile).toHaveValue('13800138000')
})

test('a page left in the middle of a word takes the word along', async ({ page }) => {
  await openFiller(page, {}, '/s/unit')
  await page.getByLabel('单位名称').pressSequentially('示范大学', { delay: 10 })
  await page.locator('.contents').getByRole('link', { name: '责任追究' }).click()
  await page.goBack()
  await expect(page.getByLabel('单位名称')).toHaveValue('示范大学')
})

test('attachments are looked at before they are taken, and removed only when asked twice', async ({
  page,
}) => {
  await openFiller(page, {}, '/s/leadership')
  const input = page.locator('[id="q-w01.files"]')
  await input.setInputFiles({ ...pdf, buffer: Buffer.from('MZ not a pdf') })
  await expect(page.locator('.question', { has: input })).toContainText('的内容与扩展名 .pdf 不符')
  await input.setInputFiles(pdf)
  // The dialog hides everything behind it from roles.
  const list = page.locator('.files')
  await expect(list).toContainText('成立文件.pdf')
  await list.getByRole('button', { name: /^移除/ }).click()
  await expect(list).toContainText('成立文件.pdf')
  await page.getByRole('dialog').getByRole('button', { name: '移除' }).click()
  await expect(list).toHaveCount(0)
  expect(await page.evaluate(() => window.form.filing.attachments)).toEqual({})
})

test('a marked question is listed at the start with its note, and leads back', async ({ page }) => {
  await openFiller(page, {}, '/s/unit')
  await page.getByRole('button', { name: /^标记待核\s*：单位地址/ }).click()
  await page.getByLabel('“单位地址”待核备注').fill('问后勤处')
  await page.getByRole('link', { name: '任务列表' }).first().click()
  const aside = page.getByRole('complementary')
  await expect(aside).toContainText('问后勤处')
  await aside.getByRole('link', { name: '单位地址' }).click()
  await expect(page.getByLabel('单位地址', { exact: true })).toBeFocused()
})

test('any question is found by a word of it', async ({ page }) => {
  await openFiller(page)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('日志 天数')
  await expect(page.getByRole('option').first()).toContainText('上网日志留存天数')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('上网日志留存天数')).toBeFocused()
})

test('a change from the final check returns there', async ({ page }) => {
  await openFiller(page, { answers: { unitName: '示范大学' } }, '/check')
  await page.getByRole('button', { name: '单位基本情况' }).click()
  await page.getByRole('link', { name: /^更改\s*“单位地址”/ }).click()
  await page.getByLabel('单位地址').fill('北京市海淀区示范路 1 号')
  await page.getByRole('link', { name: '不再更改，返回' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('检查全部答案')
  expect(await value(page, 'unitAddress')).toBe('北京市海淀区示范路 1 号')
  // On paper every section is open.
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
  await expect(page.locator('.check-section .answers')).toHaveCount(23)
})

test('an error of a cell leads to the cell', async ({ page }) => {
  await openFiller(page, { systems: 5 }, '/s/systems/t/systems')
  await page.getByRole('button', { name: '保存并检查本部分' }).click()
  const summary = page.locator('.errors')
  await expect(summary).toBeFocused()
  const first = summary.getByRole('link').first()
  await expect(first).toContainText('教务系统 0')
  await first.click()
  await expect(page.locator('.sheet textarea')).toBeFocused()
})

test('one is told when nothing is being saved any more', async ({ page }) => {
  await openFiller(page)
  await page.evaluate(() => window.setSaving({ state: 'failed', message: '磁盘已满，请腾出空间' }))
  await expect(page.getByRole('alert')).toContainText('保存失败：磁盘已满，请腾出空间')
  await page.evaluate(() =>
    window.setSaving({ state: 'readOnly', message: '已在另一个窗口中打开，此处只读' }),
  )
  await expect(page.getByRole('button', { name: '撤销' })).toHaveCount(0)
  await page.getByRole('link', { name: '单位基本情况' }).click()
  await expect(page.getByLabel('单位名称')).toHaveAttribute('readonly')
})

test('an inventory goes out to Excel and comes back, and nothing is lost unasked', async ({ page }) => {
  await openFiller(page, { systems: 5 }, '/s/systems/t/systems')
  await page.getByRole('button', { name: '导出 Excel' }).click()
  await page.waitForFunction(() => window.saved !== undefined)
  const saved = await page.evaluate(async () => ({
    name: window.saved!.name,
    bytes: [...new Uint8Array(await window.saved!.file.arrayBuffer())],
  }))
  expect(saved.name).toBe('北京市示范大学_信息系统_2019-06-03.xlsx')
  const before = await page.evaluate(() => {
    window.form.set('systems/s1/systemName', '另一个名字')
    window.form.insertRows('systems', 5, [{ id: 'mine', cells: { systemName: '后来加的' } }])
    return window.form.rows('systems').length
  })
  expect(before).toBe(6)
  const file = { name: '清单.xlsx', mimeType: 'application/zip', buffer: Buffer.from(saved.bytes) }
  await page.getByLabel('从 Excel 导入信息系统').setInputFiles(file)
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('更新已有的 1 行，另有 4 行没有变化')
  await expect(dialog).toContainText('清单中有 1 行不在文件里')
  await dialog.getByRole('button', { name: '导入' }).click()
  await expect(page.locator('.sheet')).toContainText('已导入 5 行')
  const rows = await page.evaluate(() => window.form.rows('systems').map(({ cells }) => cells.systemName))
  expect(rows).toEqual([0, 1, 2, 3, 4].map((at) => `教务系统 ${at}`).concat('后来加的'))
})

test('a file that is no workbook is refused in words', async ({ page }) => {
  await openFiller(page, {}, '/s/systems/t/systems')
  const file = { name: '清单.xlsx', mimeType: 'application/zip', buffer: Buffer.from('这不是 Excel') }
  await page.getByLabel('从 Excel 导入信息系统').setInputFiles(file)
  await expect(page.getByRole('log', { name: '消息' })).toContainText(/Excel|xlsx/)
})

const pages = [
  ['/', '任务列表'],
  ['/s/unit', '题目'],
  ['/s/evidence', '许多题目'],
  ['/s/network', '题目和清单'],
  ['/s/systemCounts', '自动计算'],
  ['/s/network/check', '检查本部分'],
  ['/s/systems/t/systems', '清单'],
  ['/check', '检查全部'],
  ['/preview', '预览'],
] as const

for (const [at, name] of pages)
  test(`open to everybody: ${name} ${at}`, async ({ page }) => {
    await openFiller(page, { systems: 12, answers: { natLog: false, w02_support: '同上' } }, at)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    const unfold = page.getByRole('button', { name: '全部展开' })
    if (await unfold.isVisible()) await unfold.click()
    await expectAccessible(page)
    expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(1500)
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
    // Where a narrow window shows something else than a wide one.
    if (at === '/' || at.includes('/t/')) await expectAccessible(page)
  })

test('the same tasks can be seen by what is to be reported', async ({ page }) => {
  await openFiller(page)
  await page.getByRole('button', { name: '按重点报送内容' }).click()
  await expect(page.getByRole('heading', { name: '三、重要数据和公民个人信息底数情况' })).toBeVisible()
  await expectAccessible(page)
})

test('open to everybody: with errors, a dialog, and the search', async ({ page }) => {
  await openFiller(page, { systems: 5 }, '/s/people')
  await page.getByRole('button', { name: '保存并检查本部分' }).click()
  await expect(page.locator('.errors')).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('日志')
  await expect(page.getByRole('option').first()).toBeVisible()
  await expectAccessible(page)
})

test('on paper only the form remains, in official type', async ({ page }) => {
  await openFiller(page, { systems: 3, answers: { unitName: '示范大学' } }, '/preview')
  await page.emulateMedia({ media: 'print' })
  await expect(page.locator('.shell-head')).toBeHidden()
  await expect(page.locator('.workbar')).toBeHidden()
  await expect(page.getByRole('button', { name: '打印' })).toBeHidden()
  await expect(page.locator('.paper')).toContainText('示范大学')
  const paper = page.locator('.paper-table').first()
  expect(await paper.evaluate((table) => getComputedStyle(table).fontFamily)).toContain('FangSong')
})

test('what the reviewer wrote stands where the work begins, beside its answer, and in its cell', async ({
  page,
}) => {
  const comment = (id: string, at: string, says: string) => ({
    ...{ id, at, says, revision: 1, by: '李审核', madeAt: '2019-06-08T02:30:00Z' },
    ...{ resolvedAt: null, resolvedBy: null },
  })
  const comments = [
    comment('1', 'unitAddress', '与证书不一致'),
    comment('2', 'systems/s1/systemName', '请写全称'),
    comment('3', '', '请补总结'),
  ]
  await openFiller(page, { systems: 3, comments })
  const list = page.getByRole('listitem')
  await expect(page.getByText('主管单位有 3 条审核意见')).toBeVisible()
  await expect(list.filter({ hasText: '请补总结' })).toContainText('整份材料')
  await expectAccessible(page)

  await list.filter({ hasText: '与证书不一致' }).getByRole('link').click()
  await expect(page.getByLabel('单位地址')).toBeFocused()
  await expect(page.locator('[data-path="unitAddress"]')).toContainText(
    '审核意见：与证书不一致（李审核，06-08',
  )

  await page.getByRole('link', { name: '任务列表' }).click()
  await list.filter({ hasText: '请写全称' }).getByRole('link').click()
  await expect(page.locator('.sheet-cell.is-active')).toHaveText('教务系统 1')
  await expect(page.locator('.sheet')).toContainText('审核意见：请写全称')
})
