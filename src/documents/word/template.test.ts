import { expect, test } from 'vitest'
import { wordFaults } from '../../../test/word-file.ts'
import { buildTemplate } from '../../../tools/word/parcel.ts'
import type { Problem } from '../../domain/problem.ts'
import { type Scope, type Vocabulary, words } from '../scope.ts'
import { openParts, textOf } from './parcel.ts'
import { checkTemplate, fillTemplate } from './template.ts'

const vocabulary: Vocabulary = {
  texts: new Set(['unitName', 'remark']),
  lists: new Map([
    [
      'systems',
      { texts: new Set(['systemName', 'index']), lists: new Map(), conditions: new Set(['grade']) },
    ],
  ]),
  conditions: new Set(['hasSystems']),
}

const system = (systemName: string): Scope => words({ systemName, index: '1' })
const scope = (names: readonly string[], unitName = '北京示例大学', remark = '') =>
  words({ unitName, remark }, { systems: names.map(system) })

const p = (...runs: string[]) =>
  `<w:p>${runs.map((words) => `<w:r><w:t xml:space="preserve">${words}</w:t></w:r>`).join('')}</w:p>`
const row = (...cells: string[]) =>
  `<w:tr>${cells.map((words) => `<w:tc><w:tcPr><w:tcW w:w="100" w:type="dxa"/></w:tcPr>${words}</w:tc>`).join('')}</w:tr>`
const table = (columns: number, ...rows: string[]) =>
  `<w:tbl><w:tblPr/><w:tblGrid>${'<w:gridCol w:w="100"/>'.repeat(columns)}</w:tblGrid>${rows.join('')}</w:tbl>`
const paper = (body: string, foot = '') => buildTemplate({ title: '', body, foot })

const fill = (body: string, filled: Scope) => {
  const docx = fillTemplate(paper(body), vocabulary, filled, {})
  expect(wordFaults(docx)).toEqual([])
  return textOf(openParts(docx), 'word/document.xml')!
}
const plain = (xml: string) =>
  xml
    .replace(/<\/w:p>|<w:p\/>/g, '¶')
    .replace(/<w:br\/>/g, '⏎')
    .replace(/<[^>]+>/g, '')
    .trim()

test('a tag that Word has broken over three runs is still one tag', () => {
  expect(plain(fill(p('单位：{un', 'itNa', 'me}。'), scope([])))).toBe('单位：北京示例大学。¶')
})

test('full-width braces, as a Chinese keyboard types them, are braces too', () => {
  expect(plain(fill(p('｛unitName｝'), scope([])))).toBe('北京示例大学¶')
})

test('a table grows by one row for each thing of its list, and only the header stays when there is none', () => {
  const grid = table(2, row(p('序号'), p('名称')), row(p('{#systems}{index}'), p('{systemName}{/systems}')))
  expect(plain(fill(grid, scope(['教务系统', '门户网站'])))).toBe('序号¶名称¶1¶教务系统¶1¶门户网站¶')
  expect(plain(fill(grid, scope([])))).toBe('序号¶名称¶')
})

test('paragraphs and tables between two tags are repeated, and the paragraphs of the tags are not printed', () => {
  const card = p('{#systems}') + table(1, row(p('{systemName}'))) + p('{/systems}')
  expect(plain(fill(card, scope(['甲', '乙'])))).toBe('甲¶¶乙¶')
})

test('two tables that would touch are kept apart, and a table that lost all its rows is left out', () => {
  const body = p('{#systems}') + table(1, row(p('{systemName}'))) + p('{/systems}')
  expect(fill(body, scope(['甲', '乙', '丙'])).match(/<w:tbl>/g)).toHaveLength(3)
  const rows = table(2, row(p('{#systems}甲'), p('乙{/systems}')))
  expect(fill(rows, scope([]))).not.toContain('<w:tbl>')
})

test('a cell whose content is all conditional still ends in a paragraph', () => {
  expect(plain(fill(table(1, row(p('{?remark}') + p('备注：{remark}') + p('{/remark}'))), scope([])))).toBe(
    '¶',
  )
})

test('what is printed when there is something is not printed when there is nothing, and the other way round', () => {
  const body = p('{?systems}有系统{/systems}{^systems}经核查，无{/systems}')
  expect(plain(fill(body, scope(['甲'])))).toBe('有系统¶')
  expect(plain(fill(body, scope([])))).toBe('经核查，无¶')
})

test('words in braces that a person typed are printed as they are', () => {
  expect(plain(fill(p('{unitName}'), scope([], '{remark}{#systems}', '秘密')))).toBe('{remark}{#systems}¶')
})

test('signs that mean something in XML, rare characters and line breaks come out as typed; control characters do not', () => {
  const xml = fill(p('甲：{unitName}'), scope([], '<b> & "引号" 𠮷 😀\u0007\u0000\uD800\n第二行'))
  expect(xml).toContain('&lt;b&gt; &amp; &quot;引号&quot; 𠮷 😀\uFFFD')
  expect(plain(xml)).toContain('⏎第二行')
})

test('nobody can have the signed form print a line backwards', () => {
  const xml = fill(p('{unitName}'), scope([], '共\u202e01\u202c个\u2067系统\u2069'))
  expect(plain(xml)).toBe('共01个系统¶')
})

test('lines of a longer text become paragraphs of the same look', () => {
  expect(plain(fill(p('{unitName}'), scope([], '第一段\n第二段')))).toBe('第一段¶第二段¶')
})

test('the same template and words give the same bytes', () => {
  const once = fillTemplate(paper(p('{unitName}')), vocabulary, scope([]), { 校验码: 'A' })
  const again = fillTemplate(paper(p('{unitName}')), vocabulary, scope([]), { 校验码: 'A' })
  expect(Buffer.compare(once, again)).toBe(0)
})

test('a list whose first tag is misspelt is one mistake, and told as one', () => {
  const body = p('{#system}') + p('{systemName}') + p('{/systems}')
  expect(checkTemplate(paper(body), vocabulary)).toMatchObject([
    { code: 'template.unknown-tag', tag: '{#system}', fix: expect.stringContaining('{#systems}') },
  ])
})

test('an unknown tag is named with its table, row and cell, the words around it and the likely right one', () => {
  const body =
    p('甲') +
    table(1, row(p('乙'))) +
    table(2, row(p('丙'), p('丁')), row(p('单位名称'), p('全称：{unitNmae}')))
  expect(checkTemplate(paper(body), vocabulary)).toEqual([
    {
      code: 'template.unknown-tag',
      tag: '{unitNmae}',
      place: '正文第 2 个表格（“甲”之后）第 2 行第 2 格',
      says: '不认识的标记“{unitNmae}”（附近文字：“全称：{unitNmae}”）',
      fix: '是否想写“{unitName}”？可用的标记见《Word 模板说明》',
    },
  ])
})

test.each([
  [
    'a list that is not closed',
    p('甲') + p('{#systems}'),
    'template.unclosed-tag',
    '正文第 2 段（“甲”之后）',
  ],
  ['a list that is not opened', p('{/systems}'), 'template.unopened-tag', '正文第 1 段'],
  [
    'lists that cross',
    p('{?hasSystems}{#systems}{/hasSystems}{/systems}'),
    'template.crossed-tags',
    '正文第 1 段',
  ],
  ['a column outside its list', p('{systemName}'), 'template.unknown-tag', '正文第 1 段'],
  ['a list printed as if it were a word', p('{systems}'), 'template.unknown-tag', '正文第 1 段'],
  ['a tag that lost its end', p('甲{unitName'), 'template.broken-tag', '正文第 1 段'],
  [
    'a tag that lost its beginning',
    table(1, row(p('unitName｝'))),
    'template.broken-tag',
    '正文第 1 个表格第 1 行第 1 格',
  ],
  [
    'a list that ends outside the table it begins in',
    p('一、系统') + table(1, row(p('{#systems}{systemName}'))) + p('{/systems}'),
    'template.parted-tags',
    '正文第 1 个表格（“一、系统”之后）第 1 行第 1 格',
  ],
  [
    'a list that begins before the table it ends in',
    p('{#systems}') + table(1, row(p('{systemName}{/systems}'))),
    'template.parted-tags',
    '正文第 1 段',
  ],
  [
    'a list that goes from one table into the next',
    table(1, row(p('{#systems}'))) + p('甲') + table(1, row(p('{/systems}'))),
    'template.parted-tags',
    '正文第 1 个表格第 1 行第 1 格',
  ],
])('%s is named with its place', (_, body, code, place) => {
  const [fault] = checkTemplate(paper(body), vocabulary)
  expect([fault?.code, fault?.place]).toEqual([code, place])
})

test.each([
  ['{unitName:boxes}', '不是选项题，没有方框，请写“{unitName}”'],
  ['{grade=9}', '可写的有：{grade=2}、{grade=3}'],
  ['{单位名称}', '请写“{unitName}”'],
  ['{systemName}', '只能写在 {#systems} 与 {/systems} 之间'],
])('what to write instead of %s is said', (tag, advice) => {
  const known: Vocabulary = {
    ...vocabulary,
    texts: new Set([...vocabulary.texts, 'grade', 'grade=2', 'grade=3']),
    labels: new Map([['单位名称', 'unitName']]),
  }
  expect(checkTemplate(paper(p(tag)), known)[0]?.fix).toContain(advice)
})

test('a torn pair is named once, and what stood in it is not called wrong besides', () => {
  const torn = table(2, row(p('{#systems}{index}'), p('{systemName}')))
  expect(checkTemplate(paper(torn), vocabulary).map(({ code }) => code)).toEqual(['template.unclosed-tag'])
})

test('a wrong tag in the footer is found as well', () => {
  expect(checkTemplate(paper(p('甲'), '{code}'), vocabulary).map(({ place }) => place)).toContain(
    '页脚第 1 段',
  )
})

test('a template with a fault is refused by naming it, and a file that is no Word file by saying so', () => {
  const refusal = (template: Uint8Array) => {
    try {
      fillTemplate(template, vocabulary, scope([]), {})
    } catch (problem) {
      return problem as Problem
    }
    return undefined
  }
  expect(refusal(paper(p('{x}')))).toMatchObject({
    code: 'template.faulty',
    message: expect.stringContaining('正文第 1 段'),
  })
  expect(refusal(new TextEncoder().encode('doc'))?.code).toBe('template.not-word')
})
