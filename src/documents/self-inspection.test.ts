import { expect, test } from 'vitest'
import { filledFiling } from '../../test/filled-filing.ts'
import { wordFaults } from '../../test/word-file.ts'
import { questionnaire } from '../catalog/all.ts'
import { campaign2019 } from '../catalog/campaigns.ts'
import { type Cell, emptyFiling, type Filing } from '../domain/filing.ts'
import { Form } from '../form/form.ts'
import { readFormCode } from './form-code.ts'
import type { Block } from './form-model.ts'
import {
  blankTable,
  builtIn,
  checkFormTemplate,
  selfInspectionBlocks,
  selfInspectionTable,
} from './self-inspection.ts'
import { openParts, textOf } from './word/parcel.ts'

const form = questionnaire('BJEDU2019')
const unit = { code: 'BJU01', name: '北京示例大学', kind: '市属高校', schoolClass: null, creditCode: null }
const about = (filing: Filing) => ({
  questionnaire: form,
  filing,
  read: new Form(form, filing, { today: '2019-06-05' }),
  campaign: campaign2019,
  unit,
  shortCode: '3F2A-91BC-0D44-7E10',
  day: '2019-06-05',
})
const filed = (rows: number) => filledFiling(form, () => rows)
const empty = emptyFiling('2019', 'BJEDU2019', 'BJU01')

const printed = (docx: Uint8Array) =>
  textOf(openParts(docx), 'word/document.xml')!
    .replace(/<\/w:p>|<w:br\/>/g, '\n')
    .replace(/<[^>]+>/g, '')
/** Without the cover, whose instructions show a ticked box. */
const filledPart = (docx: Uint8Array) => printed(docx).split('表一　')[1]!
const shown = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) =>
    block.kind === 'text'
      ? block.text
      : block.kind === 'table'
        ? block.rows.flat().map(({ text }) => text)
        : [],
  )
const squeezed = (words: readonly string[]) => words.join('').replace(/[\s\u3000]/g, '')

test('the built-in template has no wrong tag and prints every question and every column', () => {
  expect(checkFormTemplate(builtIn(), form)).toEqual([])
  const words = printed(builtIn())
  const says = (id: string) => ['}', ':boxes}', '='].some((end) => words.includes(`{${id}${end}`))
  expect(form.questions.map(({ id }) => id).filter((id) => !says(id))).toEqual([])
  for (const table of form.tables) {
    expect(words).toMatch(new RegExp(`\\{#${table.id}\\}`))
    expect(table.columns.map(({ id }) => id).filter((id) => !says(id))).toEqual([])
  }
})

test.each([
  ['nothing filled in', empty],
  ['one of everything', filed(1)],
  ['seven of everything', filed(7)],
])('a form with %s opens in Word without repair', async (_, filing) => {
  const docx = await selfInspectionTable(about(filing))
  expect(wordFaults(docx)).toEqual([])
  expect(printed(docx)).not.toMatch(/[{}]/)
})

test('the screen shows what the paper says, word for word and in its order', async () => {
  for (const filing of [empty, filed(2)]) {
    const blocks = [...selfInspectionBlocks(about(filing))]
    const paper = printed(await selfInspectionTable(about(filing)))
    expect(squeezed(shown(blocks))).toBe(squeezed([paper]))
  }
})

test('whoever reads the beginning does not wait for the end', () => {
  const form = about(filed(100))
  let asked = 0
  const read = {
    value: (path: string) => {
      asked++
      return form.read.value(path)
    },
    visible: (path: string) => form.read.visible(path),
    required: (path: string) => form.read.required(path),
  }
  const blocks = selfInspectionBlocks({ ...form, read })
  expect(blocks.next().value).toMatchObject({ kind: 'text', style: 'coverTitle' })
  expect(asked).toBeLessThan(10)
})

test('each system has a sheet of its own, and the ones with nothing to say leave their boxes empty', async () => {
  const words = printed(await selfInspectionTable(about(filed(3))))
  expect(words).toContain('表二　信息系统情况（3/3）')
  const none = filledPart(await selfInspectionTable(about(empty)))
  expect(none).toContain('□市属高校　□直属单位')
  expect(none).not.toContain('☑')
})

test('an inventory declared empty says so with name and day', async () => {
  const filing: Filing = { ...empty, nils: { doubleNon: { by: '张老师', on: '2019-06-01' } } }
  expect(printed(await selfInspectionTable(about(filing)))).toContain(
    '经核查，无。（核查人：张老师　2019年6月1日）',
  )
})

test('a number changed by hand is printed with the reason for it', async () => {
  const filing: Filing = {
    ...empty,
    answers: { 'sysTotal.total': 5 },
    explanations: { 'override@sysTotal.total': '另有 2 个系统由上级统建' },
  }
  expect(printed(await selfInspectionTable(about(filing)))).toContain(
    '注：单位信息系统总数由人工填报，原因：另有 2 个系统由上级统建',
  )
})

test('a question that is not asked is not printed', async () => {
  const asked = (inAssessment: boolean) => ({
    ...empty,
    answers: { 'w02.inAssessment': inAssessment, 'w02.weight': 5 },
  })
  const label = form.questions.find(({ id }) => id === 'w02.weight')!.label
  expect(printed(await selfInspectionTable(about(asked(true))))).toContain(label)
  expect(printed(await selfInspectionTable(about(asked(false))))).not.toContain(label)
})

test('of a first-grade system, products and services stand on the paper only where some were told', async () => {
  const system = (cells: Record<string, Cell>): Filing => ({
    ...empty,
    tables: { systems: [{ id: 's', cells: { systemName: '会议系统', runningStatus: 'running', ...cells } }] },
  })
  const words = async (cells: Record<string, Cell>) =>
    filledPart(await selfInspectionTable(about(system(cells)))).split('表三')[0]
  expect(await words({ securityLevel: '2' })).toMatch(/关键产品使用[\s\S]*采用服务/)
  expect(await words({ securityLevel: '1' })).not.toMatch(/关键产品使用|采用服务/)
  const told = await words({ securityLevel: '1', 'keyProducts.server.count': 2 })
  expect(told).toContain('关键产品使用')
  expect(told).not.toContain('采用服务')
})

test('what may stay empty is struck out, what is still owed and what is only a remark stay blank', () => {
  const filing: Filing = { ...empty, tables: { egress: [{ id: 'e', cells: { egressName: '教育网出口' } }] } }
  const cells = [...selfInspectionBlocks(about(filing))].flatMap((block) =>
    block.kind === 'table' ? block.rows.map((row) => row.map(({ text }) => text)) : [],
  )
  const after = (label: string) =>
    cells.flatMap((row) => (row.includes(label) ? row[row.indexOf(label) + 1] : []))
  expect(after('成立文号')).toEqual(['／'])
  expect(after('统一社会信用代码')).toEqual([''])
  expect(cells.find((row) => row.includes('教育网出口'))).toEqual(['1', '教育网出口', '', '', '', '／', ''])
})

test('a unit goes into the brackets that a label has already', () => {
  const words = printed(builtIn())
  expect(words).toContain('人数（去重，人）')
  expect(words).not.toContain('）（')
})

test('“其中……” stands beside or right under what it is a part of', () => {
  const partOf = form.questions.flatMap(({ label }, at) =>
    label.startsWith('其中') ? [[form.questions[at - 1]!.label, label] as const] : [],
  )
  const labels = shown([...selfInspectionBlocks(about(filed(1)))]).map((words) =>
    words.replace(/（[^（）]*）$/, ''),
  )
  for (const [whole, part] of partOf.filter(([, part]) => labels.includes(part))) {
    const between = labels.slice(labels.indexOf(whole) + 1, labels.indexOf(part))
    expect(
      between.filter((words) => form.questions.some(({ label }) => label === words)),
      part,
    ).toEqual([])
  }
})

test('form and package prove each other by the code in the footer', async () => {
  const docx = await selfInspectionTable(about(filed(1)))
  expect(readFormCode(docx)).toBe('3F2A-91BC-0D44-7E10')
  expect(readFormCode(await blankTable({ questionnaire: form, campaign: campaign2019 }))).toBeUndefined()
})

test('a blank form shows every box empty and leaves lines to write on', async () => {
  const docx = await blankTable({ questionnaire: form, campaign: campaign2019 })
  expect(wordFaults(docx)).toEqual([])
  expect(printed(docx)).toContain(form.title)
  expect(filledPart(docx)).not.toMatch(/☑|undefined|null|[{}]/)
})

test('the same filing gives the same bytes', async () => {
  const [once, again] = [
    await selfInspectionTable(about(filed(2))),
    await selfInspectionTable(about(filed(2))),
  ]
  expect(Buffer.compare(once!, again!)).toBe(0)
})

test('the paper is that of GB/T 9704: its margins, its fonts, and what stands in where a font is missing', () => {
  const parts = openParts(builtIn())
  expect(textOf(parts, 'word/document.xml')).toContain(
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"',
  )
  for (const [font, other] of [
    ['方正小标宋简体', '宋体'],
    ['仿宋_GB2312', '仿宋'],
    ['楷体_GB2312', '楷体'],
    ['黑体', 'SimHei'],
  ]) {
    expect(textOf(parts, 'word/styles.xml')).toContain(`w:eastAsia="${font}"`)
    expect(textOf(parts, 'word/fontTable.xml')).toContain(
      `<w:font w:name="${font}"><w:altName w:val="${other}"/>`,
    )
  }
})

test('what stands under one heading of the self-inspection items stays on one page', () => {
  const xml = textOf(openParts(builtIn()), 'word/document.xml')!
  const [group] = /其他自查项目.*?<\/w:tbl>/s.exec(xml)!
  const rows = group.split('</w:tr>').slice(0, -1)
  expect(rows.length).toBeGreaterThan(3)
  expect(rows.slice(1).map((row) => row.includes('<w:keepNext/>'))).toEqual(
    rows.slice(1).map((_, at) => at < rows.length - 2),
  )
})
