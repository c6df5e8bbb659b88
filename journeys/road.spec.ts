// The whole road, from an empty data folder to the totals: the commission, a unit, its offline tool, a reviewer.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { pdf } from '../src/cli/demo/paper.ts'
import { requestHeader } from '../src/contract/endpoint.ts'
import { readFormCode } from '../src/documents/form-code.ts'
import { readLedger, writeLedger } from '../src/documents/ledger.ts'
import { addDays, chineseDay, dayOf } from '../src/domain/calendar.ts'
import { emptyFiling } from '../src/domain/filing.ts'
import { difference, type Patch } from '../src/domain/patch.ts'
import { hasOffice, printWord } from '../test/office.ts'
import { Computer, expectAccessible, go } from './harness/offline-tool.ts'
import { Platform } from './harness/platform.ts'
import { addressWorkbook, form2019, roadFiling } from './harness/road-filing.ts'
import { addAccount, chooseFile, copyText, download, firstSignIn, listen, xlsx } from './harness/web.ts'

const passphrase = '银杏 大道 1902'
const own = '明月松间照 清泉石上流'
const today = dayOf(new Date())
const unit = {
  code: 'GX001',
  name: '北京示例大学',
  kind: '市属高校',
  schoolClass: 'II',
  creditCode: null,
} as const
const story =
  '全年未发生网络安全事件，完成全部系统定级备案和等级测评；存在的问题是部分老旧系统日志留存不足、个别院系网站更新不及时；下一步计划统一日志平台，清理双非网站，开展全员培训并组织两次应急演练。'

let platform: Platform
let computer: Computer
let folder: string
const complaints: string[] = []
const pages: Page[] = []

test.beforeAll(async () => {
  test.setTimeout(180_000)
  folder = mkdtempSync(join(tmpdir(), 'zicha-road-'))
  platform = await Platform.start('serve')
  computer = new Computer()
})
test.afterAll(async () => {
  for (const page of pages) await page.context().close()
  await computer?.stop()
  await platform?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** Everybody has a browser of their own. */
async function visit(browser: Browser, path = '/'): Promise<Page> {
  const context = await browser.newContext({ acceptDownloads: true })
  const page = await context.newPage()
  const said = listen(page)
  page.on('close', () => complaints.push(...said))
  pages.push(page)
  await page.goto(platform.url + path)
  return page
}

const question = (page: Page, id: string) => page.locator(`.question[data-path="${id}"]`)

test('a commission opens the campaign, a unit inspects itself offline, is corrected, and is counted', async ({
  browser,
}) => {
  test.setTimeout(420_000)
  const oneTime: Record<string, string> = {}

  const admin =
    await test.step('the first administrator sets up by the link that the server printed', async () => {
      const [, link] = /(\/setup#\S+)/.exec(platform.said) ?? []
      const page = await visit(browser, link)
      await expectAccessible(page)
      await page.getByLabel('主管单位名称').fill('示例市教育委员会')
      await page.getByLabel('您的姓名').fill('赵管理')
      await page.getByLabel('用户名').fill('zhao')
      await page.getByLabel('密码', { exact: true }).fill(own)
      await page.getByRole('button', { name: '建立管理员并开始' }).click()
      await expect(page.getByRole('link', { name: '两次输入的密码不一致' })).toBeVisible()
      await page.getByLabel('再输一次密码').fill(own)
      await page.getByRole('button', { name: '建立管理员并开始' }).click()
      await expect(page.getByRole('heading', { name: '还没有自查活动' })).toBeVisible()
      return page
    })

  await test.step('units come from Excel, written into the product’s own template', async () => {
    await admin.getByRole('link', { name: '单位', exact: true }).click()
    const template = await download(admin, () => admin.getByRole('link', { name: '下载导入模板' }).click())
    const head = readLedger(template)[0]?.cells ?? []
    const units: Record<string, string>[] = [
      { 单位代码: unit.code, 单位名称: unit.name, 单位类别: unit.kind, 学校类别: 'II', 管理员姓名: '张老师' },
      { 单位代码: 'GX002', 单位名称: '北京样例学院', 单位类别: '市属高校' },
      { 单位代码: 'ZS001', 单位名称: '北京示例教育考试院', 单位类别: '直属单位' },
    ]
    const rows = units.map((one) => head.map((column) => one[column.replace(/\s/g, '')] ?? null))
    const buffer = Buffer.from(writeLedger({ title: '单位', head, rows }))
    await chooseFile(admin, '从 Excel 导入', { name: '单位.xlsx', mimeType: xlsx, buffer })
    await expect(admin.getByText('新增 3 家，修改 0 家，不变 0 家')).toBeVisible()
    await admin.getByRole('button', { name: '导入', exact: true }).click()
    await expect(admin.getByText('以下一次性密码只显示这一次')).toBeVisible()
    const row = admin.getByRole('dialog').getByRole('row', { name: unit.name })
    oneTime.unit = (await row.getByRole('cell').nth(2).textContent()) ?? ''
    await admin.getByRole('button', { name: '完成' }).click()
    await expect(admin.getByText('还没有保存或打印')).toBeVisible()
    const saved = await download(admin, () => admin.getByRole('button', { name: '保存为 CSV' }).click())
    expect(new TextDecoder().decode(saved)).toContain(`${unit.code},${unit.name},张老师,`)
    await admin.getByRole('button', { name: '完成' }).click()
  })

  await test.step('a reviewer gets an account', async () => {
    oneTime.reviewer = await addAccount(admin, '李审核', 'li', '审核员')
  })

  await test.step('the campaign of 2019 is called, on days around today', async () => {
    await admin.getByRole('link', { name: '自查活动' }).click()
    await admin.getByRole('link', { name: '发起自查' }).first().click()
    await admin.getByLabel('编号').fill('2019')
    await admin.getByLabel('年度', { exact: true }).fill('2019')
    await admin.getByLabel('自查开始').fill(addDays(today, -10))
    await admin.getByLabel('报送截止').fill(addDays(today, 10))
    await admin.getByLabel('活动结束').fill(addDays(today, 20))
    for (const at of [0, 1]) {
      await admin.getByLabel('姓名').nth(at).fill('孙老师')
      await admin.getByLabel('电话').nth(at).fill('010-51990001')
    }
    await admin.getByRole('button', { name: '保存', exact: true }).click()
    await expect(admin.getByRole('heading', { name: '报送进度' })).toBeVisible()
    await expect(admin.getByText(`报送截止 ${chineseDay(addDays(today, 10))}，共 3 家单位`)).toBeVisible()
    await admin.getByRole('link', { name: '数量汇总' }).click()
    await expect(admin.getByText('0/3 家')).toBeVisible()
  })

  const clerk = await test.step('the unit signs in and makes the password its own', async () => {
    const page = await visit(browser)
    await expectAccessible(page)
    await firstSignIn(page, 'gx001', oneTime.unit ?? '', own)
    await expect(page.getByRole('heading', { level: 1, name: '2019 年网络安全自查' })).toBeVisible()
    await expect(page.getByText('还有 10 天')).toBeVisible()
    return page
  })

  const { draft, pasted } = roadFiling(unit, today)
  const change = async (version: number, patches: readonly Patch[]) => {
    const answer = await clerk.request.patch(`${platform.url}/api/campaigns/2019/units/GX001/draft`, {
      headers: { [requestHeader]: '1' },
      data: { version, patches },
    })
    expect(answer.status()).toBe(200)
  }
  const tool =
    await test.step('it sets its passphrase and downloads the tool with what it has on the web', async () => {
      await change(0, difference(emptyFiling('2019', form2019.id, unit.code), draft))
      await clerk.getByRole('link', { name: '离线工具' }).first().click()
      await clerk.getByLabel('签名口令', { exact: true }).fill(passphrase)
      await clerk.getByLabel('再输一次签名口令').fill(passphrase)
      await clerk.getByRole('button', { name: '设定口令' }).click()
      const html = await download(clerk, () =>
        clerk.getByRole('button', { name: '下载离线工具（.html）' }).click(),
      )
      await expect(clerk.getByText(createHash('sha256').update(html).digest('hex'))).toBeVisible()
      expect(html.length).toBeLessThan(4 * 1024 * 1024)
      const path = join(folder, '自查工具.html')
      writeFileSync(path, html)
      return path
    })
  await test.step('a colleague goes on with the draft on the web meanwhile', () =>
    change(1, [
      { set: 'answers', key: 'leaderTitle', was: draft.answers.leaderTitle ?? null, now: '校长助理' },
    ]))

  await test.step('offline, answers of every kind are filled in', async () => {
    await computer.start()
    const page = await computer.open(tool, '/s/people')
    await question(page, 'partyHeadName').getByRole('textbox').fill('王书记')
    await go(page, '/s/unit')
    await question(page, 'unitCategory').getByLabel('市属高校').check()
    await go(page, '/s/leadership')
    await question(page, 'w01.docDate').getByRole('textbox').fill('2019年2月26日')
    await question(page, 'w01.meetings').getByRole('textbox').fill('４')
    await question(page, 'w02.inAssessment').getByLabel('是', { exact: true }).check()
    await question(page, 'w02.weight').getByRole('textbox').fill('5.5')
    const scan = {
      name: '成立文件.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(pdf('成立领导小组的通知', [])),
    }
    await question(page, 'w01.files').locator('input[type=file]').setInputFiles(scan)
    await expect(
      question(page, 'w01.files').getByRole('button', { name: '成立文件.pdf', exact: true }),
    ).toBeVisible()
    await go(page, '/s/assessment')
    await question(page, 'w05.reportNos').getByRole('textbox').fill('CP-2019-0001\nCP-2019-0002')
  })

  const revived = await test.step('systems are pasted from Excel; then the plug is pulled', async () => {
    const page = await computer.open(tool, '/s/systems/t/systems')
    // The first window has the pen; this one is a second look.
    await expect(page.getByText('本工具已在另一个窗口打开')).toBeVisible()
    await page.close()
    const [, first = page] = computer.context.pages()
    await go(first, '/s/systems/t/systems')
    await copyText(first, pasted)
    await first.locator('.sheet textarea').focus()
    await first.keyboard.press('ArrowDown')
    await first.keyboard.press('Control+V')
    await expect(first.getByText('校园一卡通系统').first()).toBeVisible()
    await expect(first.getByText(/已保存/)).toBeVisible()
    await computer.kill()
    return computer.open(tool, '/s/leadership')
  })

  const { sez, word } =
    await test.step('after the kill everything is there, and the rest is filled in', async () => {
      const page = revived
      await expect(question(page, 'w01.docDate').getByRole('textbox')).toHaveValue('2019-02-26')
      await expect(question(page, 'w01.meetings').getByRole('textbox')).toHaveValue('4')
      await expect(question(page, 'w02.weight').getByRole('textbox')).toHaveValue('5.5')
      await expect(
        question(page, 'w01.files').getByRole('button', { name: '成立文件.pdf', exact: true }),
      ).toBeVisible()
      await go(page, '/s/systems/t/systems')
      await expect(page.getByText('招生录取系统').first()).toBeVisible()
      await go(page, '/s/network/t/ipRanges')
      const buffer = Buffer.from(await addressWorkbook(unit))
      await page
        .locator('input[type=file][accept=".xlsx"]')
        .setInputFiles({ name: '地址.xlsx', mimeType: xlsx, buffer })
      await expect(page.getByText('219.141.190.0/24').first()).toBeVisible()
      await go(page, '/s/internetAssets/t/screens')
      await page.getByRole('button', { name: /本单位没有，声明/ }).click()
      await page.getByLabel('核查人姓名').fill('张老师')
      await page.getByRole('button', { name: '声明“经核查，无”' }).click()
      await expect(page.getByText('核查人：张老师')).toBeVisible()
      await go(page, '/s/network')
      await question(page, 'natLog').getByLabel('已核实，原因：').fill('出口设备年内更换，届时留存')
      await question(page, 'natLog').getByRole('button', { name: '记下原因' }).click()
      await go(page, '/s/results')
      await question(page, 'w14_summary').getByRole('textbox').fill(story)
      await go(page, '/check')
      await expect(page.getByText('没有发现问题')).toBeVisible()
      await go(page, '/x/export')
      await page.getByLabel('签名口令').fill(passphrase)
      await page.getByRole('button', { name: '签名并生成数据包' }).click()
      await expect(page.getByText('数据包已生成，重新打开核对无误')).toBeVisible({ timeout: 30_000 })
      const sez = await download(page, () => page.getByRole('button', { name: /保存数据包/ }).click())
      const word = await download(page, () => page.getByRole('button', { name: /保存 Word 自查表/ }).click())
      expect(computer.complaints).toEqual([])
      return { sez, word }
    })

  const receipt = () => clerk.locator('.receipt')
  await test.step('the package, the summary and the signed letter are uploaded, and handed in', async () => {
    const file = (name: string, mimeType: string, bytes: Uint8Array) => ({
      name,
      mimeType,
      buffer: Buffer.from(bytes),
    })
    await clerk.getByRole('link', { name: '材料与报送' }).click()
    await expect(clerk.getByText('还缺自查数据包、工作总结、承诺书')).toBeVisible()
    await chooseFile(clerk, '上传工作总结', file('总结.pdf', 'application/pdf', pdf('工作总结', [unit.name])))
    await expect(clerk.getByText('还缺自查数据包、承诺书')).toBeVisible()
    await chooseFile(clerk, '上传承诺书', file('承诺书.pdf', 'application/pdf', pdf('承诺书', ['已签章'])))
    await expect(clerk.getByText('还缺自查数据包，')).toBeVisible()
    await chooseFile(clerk, '上传自查数据包', file('包.sez', 'application/octet-stream', sez))
    await expect(clerk.getByText('四件材料已齐全')).toBeVisible()
    await clerk.getByRole('button', { name: '报送自查材料' }).click()
    await clerk.getByRole('button', { name: '确认报送' }).click()
    await expect(clerk.getByRole('heading', { name: '报送回执' })).toBeVisible({ timeout: 30_000 })
    await expect(receipt()).toContainText(readFormCode(word) ?? 'no code')
    await expect(receipt()).toContainText(createHash('sha256').update(sez).digest('hex'))
    await expect(receipt()).toContainText('第 1 次')
  })

  const reviewer =
    await test.step('the reviewer comments on an answer and on a cell, and returns it', async () => {
      const page = await visit(browser)
      await firstSignIn(page, 'li', oneTime.reviewer ?? '', own)
      await page.getByRole('link', { name: '报送进度' }).click()
      await page.getByRole('button', { name: /已报送/ }).click()
      await page.getByRole('link', { name: unit.name }).click()
      const parts = page.getByRole('navigation', { name: '各部分' })
      await parts.getByRole('button', { name: /^成绩、问题和计划/ }).click()
      await page.getByRole('button', { name: /^写意见\s*：网络安全工作成绩/ }).click()
      await page.getByLabel('意见', { exact: true }).fill('请写明应急演练的时间')
      await page.getByRole('button', { name: '记下意见' }).click()
      await expect(page.getByText('请写明应急演练的时间')).toBeVisible()
      await parts.getByRole('button', { name: /^信息系统(?!数量)/ }).click()
      await page.getByRole('gridcell', { name: '校园一卡通系统' }).click()
      await page.getByRole('button', { name: '对选中格写意见' }).click()
      await expect(page.getByRole('dialog')).toContainText('校园一卡通系统')
      await page.getByLabel('意见', { exact: true }).fill('名称应与备案证明一致')
      await page.getByRole('button', { name: '记下意见' }).click()
      await page.getByRole('button', { name: '退回修改（2 条意见）' }).click()
      await page.getByLabel('退回说明').fill('请按意见补正')
      await page.getByRole('button', { name: '退回', exact: true }).click()
      await expect(page.getByText('等待单位修改')).toBeVisible()
      return page
    })

  await test.step('the unit follows each comment to its place, corrects it online and seals in the browser', async () => {
    const vague = '请写明应急演练的时间'
    await clerk.getByRole('link', { name: '本次自查', exact: true }).click()
    await expect(clerk.getByText('退回：请按意见补正')).toBeVisible()
    await expect(clerk.getByText('审核意见（2 条待处理）')).toBeVisible()
    const place = (says: string) =>
      clerk.getByRole('listitem').filter({ hasText: says }).getByRole('link', { name: '去这一处修改' })
    await place(vague).click()
    // The package came after the colleague’s change, and does not know it.
    await expect(clerk.getByRole('heading', { name: '接着填哪一份？' })).toBeVisible()
    await expect(clerk.getByRole('heading', { name: /^不同之处（\d+）$/ })).toBeVisible()
    await expectAccessible(clerk)
    await clerk.getByRole('button', { name: '接着填报' }).click()
    const answer = question(clerk, 'w14_summary').getByRole('textbox')
    await expect(answer).toBeFocused()
    await answer.fill(`${story}应急演练于四月二十日举行。`)
    await clerk.getByRole('link', { name: '退出填报' }).click()
    await place('名称应与备案证明一致').click()
    await expect(clerk.locator('.sheet-cell.is-active')).toHaveText('校园一卡通系统')
    await clerk.keyboard.type('校园卡系统')
    await clerk.keyboard.press('Enter')
    await expect(clerk.getByText(/已保存/)).toBeVisible()
    await clerk.goto(`${platform.url}/campaigns/2019/fill/x/seal`)
    await clerk.getByLabel('签名口令').fill(passphrase)
    await clerk.getByRole('button', { name: '封装数据包并上传' }).click()
    await expect(clerk.getByText('四件材料已齐全')).toBeVisible({ timeout: 60_000 })
  })

  await test.step('what the draft held that gave way can be looked at still', async () => {
    await clerk.getByRole('link', { name: '本次自查', exact: true }).click()
    await clerk.getByRole('link', { name: /保存$/ }).click()
    await expect(clerk.getByRole('heading', { name: '换回搁置的草稿？' })).toBeVisible()
    await expect(clerk.getByRole('row', { name: /校园卡系统/ })).toBeVisible()
    await expectAccessible(clerk)
  })

  await test.step('the director reads what would be handed in, can change nothing, and hands it in', async () => {
    const given = await addAccount(clerk, '何校长', 'he', '审批人')
    const director = await visit(browser)
    await firstSignIn(director, 'he', given, own)
    await director.getByRole('link', { name: '本次自查', exact: true }).click()
    await expect(director.getByRole('heading', { name: '下一步：报送' })).toBeVisible()
    await director.getByRole('link', { name: '查看填报内容' }).last().click()
    await expect(director.getByText(/您的账号只能查看。这里是 .* 收到的数据包，校验码/)).toBeVisible()
    await director.getByRole('link', { name: '成绩、问题和计划' }).click()
    await expect(question(director, 'w14_summary')).toContainText('应急演练于四月二十日举行')
    await expect(question(director, 'w14_summary').getByRole('textbox')).not.toBeEditable()
    await director.getByRole('link', { name: '退出填报' }).click()
    await director.getByRole('link', { name: '去报送' }).click()
    await expect(director.getByRole('button', { name: /自查数据包$/ })).toHaveCount(0)
    await director.getByRole('button', { name: '报送自查材料' }).click()
    await director.getByRole('button', { name: '确认报送' }).click()
    await expect(director.locator('.receipt')).toContainText('第 2 次', { timeout: 30_000 })
    await expect(director.locator('.receipt')).toContainText('何校长')
    await clerk.goto(director.url())
  })

  await test.step('the reviewer sees what changed, settles the comments and accepts', async () => {
    await reviewer.reload()
    await reviewer.getByRole('tab', { name: /与上次的差异/ }).click()
    await expect(reviewer.getByRole('row', { name: /校园一卡通系统.*校园卡系统/ })).toBeVisible()
    await expect(reviewer.getByRole('row', { name: /应急演练于四月二十日举行/ })).toBeVisible()
    await reviewer.getByRole('tab', { name: /意见/ }).last().click()
    await expect(reviewer.getByRole('button', { name: '标为解决', exact: true })).toHaveCount(2)
    await reviewer.getByRole('button', { name: '全部标为解决' }).click()
    await expect(reviewer.getByRole('button', { name: '标为解决' })).toHaveCount(0)
    await reviewer.getByRole('button', { name: '通过', exact: true }).click()
    await reviewer.getByRole('dialog').getByRole('button', { name: '通过', exact: true }).click()
    await expect(reviewer.getByText('没有待审核的报送了')).toBeVisible()
  })

  await test.step('the totals count one of three units, and its systems', async () => {
    await admin.reload()
    await expect(admin.getByText('1/3 家')).toBeVisible()
    const counted = admin
      .getByRole('table', { name: /全部单位/ })
      .getByRole('row')
      .nth(1)
    await expect(counted.getByRole('cell').first()).toHaveText('3')
  })

  await test.step('the Word form carries the receipt’s code and the same numbers on paper', async () => {
    const code = await receipt()
      .getByText(/^[0-9A-F]{4}(-[0-9A-F]{4}){3}$/)
      .textContent()
    await reviewer.getByRole('tab', { name: '材料' }).click()
    const bytes = await download(reviewer, () => reviewer.getByRole('link', { name: /\.docx$/ }).click())
    expect(readFormCode(bytes)).toBe(code)
    expect(code).not.toBe(readFormCode(word))
    if (!hasOffice) return
    const printed = printWord(bytes)
    for (const words of [unit.name, '王书记', '教务管理系统', '校园卡系统', '219.141.190.0/24', code])
      expect(printed.text).toContain(words)
    for (const page of printed.pageTexts) expect(page).toContain(code)
  })

  for (const page of pages) await page.close()
  expect(complaints).toEqual([])
})
