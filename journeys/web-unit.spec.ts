// People of one unit in the same form, and a server that dies under their hands.
import type { Page } from '@playwright/test'
import { campaign, expect, test } from './harness/demonstration.ts'
import { expectAccessible } from './harness/offline-tool.ts'

/** “已保存” may still stand there from before; the server knows. */
const expectKept = (page: Page, id: string, value: string) =>
  expect
    .poll(async () => {
      const draft = await page.request.get(new URL('/api/campaigns/2019/units/GX001/draft', page.url()).href)
      return (await draft.json()).filing.answers[id]
    })
    .toBe(value)
const answer = (page: Page, id: string) => page.locator(`.question[data-path="${id}"]`).getByRole('textbox')

test('two people fill in the same form: what differs merges, what collides is asked', async ({
  demonstration,
}) => {
  const one = await demonstration.as('gx001', `${campaign}/fill/s/people`)
  const other = await demonstration.as('gx001-filler', `${campaign}/fill/s/people`)
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
  demonstration,
}) => {
  test.setTimeout(180_000)
  const page = await demonstration.as('gx001', `${campaign}/fill/s/people`)
  await expect(answer(page, 'contactTitle')).toBeVisible()
  await demonstration.kill()
  await answer(page, 'contactTitle').fill('断线时填的职务')
  await page.keyboard.press('Tab')
  await expect(page.getByText(/保存失败/)).toBeVisible()
  await demonstration.start()
  await expect(page.getByText(/已保存/)).toBeVisible({ timeout: 30_000 })
  await page.reload()
  await expect(answer(page, 'contactTitle')).toHaveValue('断线时填的职务')
  await page.close()
})

test('a page loaded anew in the middle of a sentence keeps it', async ({ demonstration }) => {
  const page = await demonstration.as('gx001', `${campaign}/fill/s/people`)
  await answer(page, 'legalRepName').click()
  await page.keyboard.press('Control+A')
  await page.keyboard.type('刚刚填的姓名')
  await page.reload()
  await expect(answer(page, 'legalRepName')).toHaveValue('刚刚填的姓名')
  await expectKept(page, 'legalRepName', '刚刚填的姓名')
  await page.close()
})
