import { expect } from '@playwright/test'
import { exportTables } from '../src/documents/workbook/export-tables.ts'
import { openSheet } from './harness/bundle.ts'
import { filingOf, form, makeRows } from './harness/inventory.ts'
import {
  active,
  cell,
  copyFromExcel,
  count,
  focus,
  goTo,
  message,
  paste,
  status,
  test,
} from './harness/sheet-steps.ts'

test('an input method composes from the first key in a selected cell', async ({ page }) => {
  await openSheet(page, 3)
  await goTo(page, 'r1', 'ownerDept')
  const devtools = await page.context().newCDPSession(page)
  const compose = (text: string) =>
    devtools.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  const key = (type: 'rawKeyDown' | 'keyUp') =>
    devtools.send('Input.dispatchKeyEvent', {
      type,
      windowsVirtualKeyCode: 229,
      key: 'Process',
      code: 'KeyN',
    })
  await key('rawKeyDown')
  await compose('n')
  await compose("ni'hao")
  await key('keyUp')
  await devtools.send('Input.insertText', { text: '你好' })
  await expect(page.locator('.sheet-editor')).toHaveValue('你好')
  await page.keyboard.press('Enter')
  expect(await cell(page, 1, 'ownerDept')).toBe('你好')
})

test('what an input method composes filters the options', async ({ page }) => {
  await openSheet(page, 3)
  await goTo(page, 'r1', 'runningStatus')
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Input.imeSetComposition', { text: 'yiting', selectionStart: 6, selectionEnd: 6 })
  await expect(page.getByRole('option')).toHaveCount(4)
  await devtools.send('Input.insertText', { text: '已停' })
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  expect(await cell(page, 1, 'runningStatus')).toBe('stopped')
})

test('several lines go into one cell, and the small arrow opens the options', async ({ page }) => {
  await openSheet(page, 3)
  await goTo(page, 'r1', 'originIpRange')
  await page.keyboard.type('192.0.2.0/255.255.255.0')
  await page.keyboard.press('Alt+Enter')
  await page.keyboard.type('198.51.100.7')
  await page.keyboard.press('Enter')
  expect(await cell(page, 1, 'originIpRange')).toEqual(['192.0.2.0/24', '198.51.100.7'])
  await goTo(page, 'r1', 'securityLevel')
  const box = (await active(page).boundingBox())!
  await page.mouse.click(box.x + box.width - 14, box.y + 12)
  await page.getByRole('option', { name: '第三级' }).click()
  expect(await cell(page, 1, 'securityLevel')).toBe('3')
})

test('typing replaces, F2 edits, Escape gives up, and the arrows lead on', async ({ page }) => {
  await openSheet(page, 5)
  await goTo(page, 'r0', 'ownerDept')
  await page.keyboard.type('保卫处')
  await page.keyboard.press('ArrowDown')
  expect(await cell(page, 0, 'ownerDept')).toBe('保卫处')
  await page.keyboard.press('F2')
  await page.keyboard.type('（东区）')
  await page.keyboard.press('Enter')
  expect(await cell(page, 1, 'ownerDept')).toBe('教务处（东区）')
  await page.keyboard.type('作废')
  await page.keyboard.press('Escape')
  expect(await cell(page, 2, 'ownerDept')).toBe('学生处')
  await page.keyboard.press('Delete')
  expect(await cell(page, 2, 'ownerDept')).toBeNull()
})

test('typing on the line below the last one begins a new row', async ({ page }) => {
  await openSheet(page, 0)
  await focus(page)
  await page.keyboard.type('教务系统')
  await page.keyboard.press('Tab')
  await page.keyboard.type('已运行')
  await page.keyboard.press('Enter')
  expect(await count(page)).toBe(1)
  expect(await cell(page, 0, 'systemName')).toBe('教务系统')
  expect(await cell(page, 0, 'runningStatus')).toBe('running')
})

test('a date that does not exist keeps the cell open and says why; left behind, it is not lost', async ({
  page,
}) => {
  await openSheet(page, 3)
  await goTo(page, 'r0', 'goLiveDate')
  await page.keyboard.type('2019年2月30日')
  await page.keyboard.press('Enter')
  await expect(message(page)).toContainText('2019年2月没有 30 日')
  await expect(page.locator('.sheet-editor')).toHaveValue('2019年2月30日')
  await page.getByRole('button', { name: '后' }).click()
  await expect(page.locator('.sheet-report')).toContainText('2019年2月30日')
  expect(await cell(page, 0, 'goLiveDate')).toBe('2010-01-10')
  await page.locator('.sheet-report').getByRole('button', { name: '第 1 行' }).click()
  await page.keyboard.type('2019.2.28')
  await page.keyboard.press('Enter')
  expect(await cell(page, 0, 'goLiveDate')).toBe('2019-02-28')
})

test('a table from Excel lands where one stands, and the sheet grows', async ({ page }) => {
  await openSheet(page, 3)
  await goTo(page, 'r2', 'systemName')
  await copyFromExcel(page, [
    ['门户网站', '已运行', '2019/6/1', '宣传部', '赵敏', '12,000', '是', '第一行\n第二行'],
    ['网上办事', '在建设', '', '信息中心', '钱进', '0', '否', '说"好"'],
  ])
  await paste(page)
  expect(await count(page)).toBe(4)
  expect(await cell(page, 2, 'systemName')).toBe('门户网站')
  expect(await cell(page, 2, 'goLiveDate')).toBe('2019-06-01')
  expect(await cell(page, 2, 'userCount')).toBe(12000)
  expect(await cell(page, 2, 'businessDesc')).toBe('第一行\n第二行')
  expect(await cell(page, 3, 'runningStatus')).toBe('building')
  expect(await cell(page, 3, 'internetExposed')).toBe(false)
  await expect(message(page)).toHaveText('已粘贴 2 行 16 格')
  await expect(page.locator('.sheet-report')).toBeHidden()
  expect(await page.evaluate(() => window.inventory.steps.length)).toBe(1)
  await page.keyboard.press('Control+Z')
  expect(await count(page)).toBe(3)
})

test('pasted headings find their columns in any order, and what cannot be taken is reported', async ({
  page,
}) => {
  await openSheet(page, 2)
  await goTo(page, 'r1', 'ownerName')
  await copyFromExcel(page, [
    ['安全保护等级', '系统名称*', '颜色', '用户数（人）', '投运日期'],
    ['三级', '财务系统', 'x', '约三百', '2019-06-10'],
    ['第九级', '学生管理系统', 'y', '800', '明年'],
    ['2', '邮件系统', 'z', '900', '20180901'],
  ])
  await paste(page)
  expect(await count(page)).toBe(4)
  expect(await cell(page, 2, 'securityLevel')).toBe('3')
  expect(await cell(page, 1, 'userCount')).toBe(800)
  expect(await cell(page, 3, 'goLiveDate')).toBe('2018-09-01')
  const report = page.locator('.sheet-report')
  await expect(report).toContainText(
    '已粘贴 3 行 9 格（更新已有的 1 行，在末尾新增 2 行），3 处没有收下；表中没有这些列：颜色',
  )
  await expect(report.locator('tbody tr')).toHaveCount(3)
  await expect(report.locator('tbody tr').nth(1)).toContainText('第九级')
  await report.getByRole('button', { name: '复制没收下的内容' }).click()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    '第 2 行\t安全保护等级\t第九级\t',
  )
  await report.getByRole('button', { name: '第 3 行' }).click()
  await expect(active(page)).toHaveText('')
  const undo = report.getByRole('button', { name: '撤销这次粘贴' })
  await undo.click()
  expect(await count(page)).toBe(2)
  expect(await cell(page, 1, 'systemName')).toBe('学生管理系统')
})

test('a ledger as units keep it is taken: title, odd headings, months, gaps and a sum below', async ({
  page,
}) => {
  await openSheet(page, 3)
  await goTo(page, 'r0', 'systemName')
  const before = await cell(page, 1, 'ownerDept')
  await copyFromExcel(page, [
    ['某大学信息系统台账（2019 年）', '', '', '', '', ''],
    ['序号', '系统', '归口', '上线时间', '等保级别', '使用人数'],
    ['1', '学生管理系统', '学生处', '2014年6月', '三级', '约3万人'],
    ['', '', '', '', '', ''],
    ['2', '选课系统（新）', '教务处', '2018.9.1', '', '1.2万'],
    ['合计', '2', '', '', '', '4.2万'],
    ['填表人：钱慧敏', '', '审核人：姜国栋', '', '', ''],
  ])
  await paste(page)
  expect(await count(page)).toBe(4)
  expect(await cell(page, 1, 'securityLevel')).toBe('3')
  expect(await cell(page, 3, 'systemName')).toBe('选课系统（新）')
  expect(await cell(page, 3, 'userCount')).toBe(12_000)
  const report = page.locator('.sheet-report')
  await expect(report).toContainText('表中没有这些列：归口')
  await expect(report).toContainText('合计行不是一条内容')

  await report.getByLabel('归口').selectOption({ label: '责任部门' })
  expect(await cell(page, 1, 'ownerDept')).toBe(before)
  await report.getByRole('button', { name: '按所选的列重新粘贴' }).click()
  expect(await count(page)).toBe(4)
  expect(await cell(page, 1, 'ownerDept')).toBe('学生处')

  await report.getByRole('button', { name: /^按近似值填入 2 处/ }).click()
  expect(await cell(page, 1, 'goLiveDate')).toBe('2014-06-01')
  expect(await cell(page, 1, 'userCount')).toBe(30_000)
  await page.keyboard.press('Control+Z')
  await page.keyboard.press('Control+Z')
  expect(await count(page)).toBe(3)
})

test('a column that is copied with its heading does not bring the heading in', async ({ page }) => {
  await openSheet(page, 2)
  await goTo(page, 'r0', 'ownerName')
  await copyFromExcel(page, [['责任人'], ['甲'], ['乙']])
  await paste(page)
  expect(await cell(page, 0, 'ownerName')).toBe('甲')
  expect(await cell(page, 1, 'ownerName')).toBe('乙')
})

test('rows that do not fit are turned down by name', async ({ page }) => {
  await openSheet(page, 2, { maxRows: 3 })
  await goTo(page, 'r1', 'systemName')
  await copyFromExcel(page, [['甲'], ['乙'], ['丙'], ['丁']])
  await paste(page)
  expect(await count(page)).toBe(3)
  const report = page.locator('.sheet-report')
  await expect(report.getByRole('row', { name: /第 4 行.*丙.*本表最多 3 行/ })).toBeVisible()
  await expect(report.getByRole('row', { name: /第 5 行.*丁/ })).toBeVisible()
})

test('copied cells paste back, one cell fills a selection, and cut leaves blanks', async ({ page }) => {
  await openSheet(page, 6)
  await goTo(page, 'r0', 'ownerDept')
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('Control+C')
  await goTo(page, 'r3', 'ownerDept')
  await paste(page)
  expect(await cell(page, 3, 'ownerDept')).toBe('信息中心')
  expect(await cell(page, 3, 'ownerName')).toBe('张伟')
  await goTo(page, 'r1', 'ownerDept')
  await page.keyboard.press('Control+C')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await paste(page)
  expect(await cell(page, 3, 'ownerDept')).toBe('教务处')
  await page.keyboard.press('Control+X')
  expect(await cell(page, 2, 'ownerDept')).toBeNull()
})

test('fill down by key and by dragging, each one step of undo', async ({ page }) => {
  await openSheet(page, 6)
  await goTo(page, 'r0', 'ownerDept')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Shift+ArrowDown')
  await page.keyboard.press('Control+D')
  expect(await cell(page, 2, 'ownerDept')).toBe('信息中心')
  await page.keyboard.press('Control+Z')
  expect(await cell(page, 2, 'ownerDept')).toBe('学生处')
  await page.keyboard.press('Control+Y')
  expect(await cell(page, 2, 'ownerDept')).toBe('信息中心')
  await page.keyboard.press('Control+Z')

  await goTo(page, 'r0', 'ownerName')
  const box = (await page.locator('.sheet-handle').boundingBox())!
  await page.mouse.move(box.x + 4, box.y + 4)
  await page.mouse.down()
  await page.mouse.move(box.x, box.y + 32 * 3, { steps: 4 })
  await page.mouse.up()
  expect(await cell(page, 3, 'ownerName')).toBe('张伟')
  expect(await cell(page, 4, 'ownerName')).toBe('王芳')
})

test('Space turns 是 and 否, and typed letters filter the options', async ({ page }) => {
  await openSheet(page, 3)
  await goTo(page, 'r0', 'internetExposed')
  await page.keyboard.press('Space')
  expect(await cell(page, 0, 'internetExposed')).toBe(true)
  await goTo(page, 'r0', 'runningStatus')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('option')).toHaveCount(4)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  expect(await cell(page, 0, 'runningStatus')).toBe('stopped')
  await page.keyboard.insertText('下线')
  await expect(page.getByRole('option')).toHaveCount(1)
  await page.keyboard.press('Enter')
  expect(await cell(page, 1, 'runningStatus')).toBe('offline')
})

test('several options are ticked with Space, and one that stands alone takes the others away', async ({
  page,
}) => {
  await openSheet(page, 3)
  await goTo(page, 'r0', 'interconnection')
  await page.keyboard.press('F2')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Space')
  await page.keyboard.press('Enter')
  expect(await cell(page, 0, 'interconnection')).toEqual(['2', '3'])
  await goTo(page, 'r0', 'interconnection')
  await page.keyboard.press('F2')
  await page.getByRole('option', { name: '不涉及' }).click()
  await page.keyboard.press('Enter')
  expect(await cell(page, 0, 'interconnection')).toEqual(['9'])
})

test('Excel is written and read in the browser as on the server, byte for byte', async ({ page }) => {
  await openSheet(page, 30)
  const written = await page.evaluate(() => window.exported())
  const onServer = await exportTables(form, filingOf(makeRows(30)), ['systems'])
  expect(written).toBe(Buffer.from(onServer).toString('base64'))
  const { rows, rejected } = await page.evaluate((written) => window.imported(written), written)
  expect(rejected).toEqual([])
  const filled = ({ id, cells }: { id: string; cells: Record<string, unknown> }) => ({
    id,
    cells: Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null)),
  })
  expect(rows).toEqual(makeRows(30).map(filled))
})

test('a paste is no longer offered to be undone once something else was done', async ({ page }) => {
  await openSheet(page, 3)
  await goTo(page, 'r0', 'goLiveDate')
  await copyFromExcel(page, [['很久以前'], ['2019-06-01']])
  await paste(page)
  const undo = page.getByRole('button', { name: '撤销这次粘贴' })
  await expect(undo).toBeVisible()
  await goTo(page, 'r0', 'ownerDept')
  await page.keyboard.press('Delete')
  await expect(undo).toHaveCount(0)
  await expect(page.locator('.sheet-report')).toContainText('很久以前')
})

test('under the filter rows keep their own numbers', async ({ page }) => {
  await openSheet(page, 30)
  await page.getByRole('button', { name: '只看有问题的行' }).click()
  await goTo(page, 'r8', 'goLiveDate')
  await expect(status(page)).toContainText('第 9 行')
  await copyFromExcel(page, [['明天'], ['后天'], ['大后天'], ['再后天']])
  await paste(page)
  const places = page.locator('.sheet-report tbody td:first-child')
  await expect(places).toHaveText(['第 9 行', '第 24 行', '第 29 行', /行/])
  expect(await count(page)).toBe(30)
})
