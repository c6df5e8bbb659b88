// What comes out of an office program: pages as a clerk prints them.
import { describe, expect, test } from 'vitest'
import { filledFiling } from '../../test/filled-filing.ts'
import { hasOffice, printWord, saveAgain } from '../../test/office.ts'
import { wordFaults } from '../../test/word-file.ts'
import { questionnaire } from '../catalog/all.ts'
import { campaign2019, letter } from '../catalog/campaigns.ts'
import type { Filing } from '../domain/filing.ts'
import { Form } from '../form/form.ts'
import { commitmentLetter } from './commitment-letter.ts'
import { blankTable, builtIn, checkFormTemplate, selfInspectionTable } from './self-inspection.ts'

const form = questionnaire('BJEDU2019')
const unit = { code: 'BJU01', name: '北京示例大学', kind: '市属高校', schoolClass: null, creditCode: null }
const fill = (filing: Filing, template = builtIn()) =>
  selfInspectionTable({
    template,
    questionnaire: form,
    filing,
    read: new Form(form, filing, { today: '2019-06-05' }),
    campaign: campaign2019,
    unit,
    shortCode: '3F2A-91BC-0D44-7E10',
    day: '2019-06-05',
  })
const rowsOf = (systems: number) => filledFiling(form, ({ id }) => (id === 'systems' ? systems : 1))

// An office starts in a second on a quiet machine, and in half a minute on a busy one.
describe.skipIf(!hasOffice)('printed', { timeout: 180_000 }, () => {
  test('the form is A4, with title, all sheets, and the code and number on every page', async () => {
    const printed = printWord(await fill(rowsOf(2)))
    expect(printed.paper).toEqual([210, 297])
    expect(printed.text).toContain(form.title.replace(/\s/g, ''))
    for (const sheet of ['表一', '表二', '表三', '表四', '表五', '表六', '表七'])
      expect(printed.text).toContain(sheet)
    printed.pageTexts.forEach((page, at) => {
      expect(page).toContain('校验码 3F2A-91BC-0D44-7E10')
      expect(page).toMatch(new RegExp(`—\\s*${at + 1}\\s*—`))
    })
  })

  test('an ordinary system takes no more than three pages, and each begins on a page of its own', async () => {
    const one = printWord(await fill(rowsOf(1)))
    const five = printWord(await fill(rowsOf(5)))
    expect(five.pages - one.pages).toBeLessThanOrEqual(4 * 3)
    const begins = five.pageTexts.filter((page) => page.includes('表二') && page.includes('/5）'))
    expect(begins).toHaveLength(5)
  })

  test('a long table repeats its head, and no row is cut in two by the edge of a page', async () => {
    const filing = filledFiling(form, ({ id }) => (id === 'ipRanges' ? 120 : 0))
    const { pageTexts } = printWord(await fill(filing))
    const pages = pageTexts.filter((page) => page.includes('校园一卡通系统'))
    expect(pages.length).toBeGreaterThan(2)
    for (const page of pages) expect(page.replace(/\s/g, '')).toContain('运营商')
  })

  test('rare characters, symbols and very long words stay on the paper', async () => {
    const filing = rowsOf(1)
    const unitName = '北京𠮷祥大学 <一> & “二”{unitName}'
    const leaderTitle = 'x'.repeat(300)
    const docx = await fill({
      ...filing,
      answers: { ...filing.answers, unitName, leaderTitle, unitAddress: '甲\u0000\u000b乙😀' },
    })
    expect(wordFaults(docx)).toEqual([])
    const { text } = printWord(docx)
    expect(text).toContain('祥大学<一>&“二”{unitName}')
    expect(text.match(/x/g)!.length).toBeGreaterThanOrEqual(300)
    expect(text).toContain('甲乙')
  })

  test('the letter has the words of the notice on two pages, and the unit’s name where it is to be sealed', async () => {
    const { basis, commitments, signatures } = letter(2019)
    const printed = printWord(
      await commitmentLetter({ campaign: campaign2019, unit, keyFingerprint: '3f2a 91bc 0d44 7e10' }),
    )
    expect(printed.pages).toBe(2)
    // The page number stands between the two pages.
    const words = printed.text.replace('—1—', '')
    for (const paragraph of [basis, ...commitments, ...signatures])
      expect(words).toContain(paragraph.replace(/\s/g, ''))
    expect(words).toContain('承诺单位（盖章）：北京示例大学')
  })

  test('a long name goes on under its own beginning, and the letter keeps to its two pages', async () => {
    const name = '北京市教育委员会直属教育信息化与技术装备发展研究中心'
    const printed = printWord(await commitmentLetter({ campaign: campaign2019, unit: { ...unit, name } }))
    expect(printed.pages).toBe(2)
    const [first, second] = printed.pageTexts[1]!.split('\n').filter((line) => /承诺单位|研究中心/.test(line))
    expect(second!.search(/\S/)).toBeGreaterThan(first!.search(/\S/) + 8)
  })

  test('a template that an office program has opened and saved again still has all its tags, and fills', async () => {
    const saved = saveAgain(builtIn())
    expect(checkFormTemplate(saved, form)).toEqual([])
    const filing = rowsOf(2)
    const [own, again] = [await fill(filing), await fill(filing, saved)].map((docx) => printWord(docx!))
    expect(again!.text.replace(/—\d+—/g, '')).toBe(own!.text.replace(/—\d+—/g, ''))
  })

  test('the blank form prints, and says nothing that only a program would say', async () => {
    const printed = printWord(await blankTable({ questionnaire: form, campaign: campaign2019 }))
    expect(printed.text).not.toMatch(/undefined|null|NaN|[{}]/)
    expect(printed.text).toContain('□是□否')
  })
})

test('a form with two hundred systems is whole', async () => {
  const docx = await fill(rowsOf(200))
  expect(wordFaults(docx)).toEqual([])
}, 60_000)
