import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Names, nameOfRow, parseCell, showCell } from './cells.ts'
import type { Cell } from './filing.ts'
import type { Field, FieldType, Option, Table } from './questionnaire.ts'

const field = (type: FieldType, more: Partial<Field> = {}): Field => ({
  id: 'x',
  label: '某列',
  type,
  source: 'S01',
  certainty: 'confirmed',
  ...more,
})
const levels: Option[] = [
  { code: '0', label: '未定级' },
  { code: '1', label: '第一级' },
  { code: '2', label: '第二级' },
  { code: '3', label: '第三级' },
]
const filed: Option[] = [
  { code: 'filed', label: '已备案' },
  { code: 'pending', label: '受理中' },
  { code: 'none', label: '未备案' },
]
const coverage: Option[] = [
  { code: '1', label: '局域网' },
  { code: '2', label: '城域网' },
  { code: '3', label: '省（自治区、直辖市）内广域网' },
  { code: '9', label: '不涉及', alone: true },
]
const value = (type: FieldType, text: string, options: readonly Option[] = [], more: Partial<Field> = {}) => {
  const read = parseCell(field(type, more), text, options)
  return 'value' in read ? read.value : undefined
}
const why = (type: FieldType, text: string, options: readonly Option[] = [], more: Partial<Field> = {}) => {
  const read = parseCell(field(type, more), text, options)
  return 'why' in read ? read.why : undefined
}

test.each([
  ['2019-06-10', '2019-06-10'],
  ['2019/6/10', '2019-06-10'],
  ['2019.6.10', '2019-06-10'],
  ['2019年6月10日', '2019-06-10'],
  [' 2019 年 6 月 10 日 ', '2019-06-10'],
  ['２０１９－０６－１０', '2019-06-10'],
  ['20190610', '2019-06-10'],
  ['2019/6/10 0:00:00', '2019-06-10'],
  ['2020-02-29', '2020-02-29'],
])('the day %s is taken', (text, day) => {
  expect(value('date', text)).toBe(day)
})

test.each(['2019-02-29', '2019-13-01', '2019年6月', '6/10/2019', '去年夏天', '0000-01-01'])(
  'the day %s is turned down in words',
  (text) => {
    expect(why('date', text)).toMatch(/。$/)
  },
)

test.each([
  ['1,234', 1234],
  ['１２', 12],
  ['12 个', 12],
  ['3.0', 3],
  ['-0', 0],
  ['+7', 7],
  ['3万', 30_000],
])('the number %s is taken', (text, number) => {
  expect(value('integer', text, [], { unit: '个' })).toBe(number)
})

test.each(['1,5', '约 30', '无', '3.5', '9007199254740993', '12人'])(
  '%s is no whole number of 个',
  (text) => {
    expect(why('integer', text, [], { unit: '个' })).toBeDefined()
  },
)

test('a unit other than the column’s own is never converted', () => {
  expect(value('decimal', '1.5万条', [], { unit: '万条' })).toBe(1.5)
  expect(why('decimal', '15000条', [], { unit: '万条' })).toContain('以“万条”为单位')
})

test('yes and no are read in the ways clerks write them', () => {
  for (const text of ['是', '有', '√', 'Y', '1', 'true', ' ✓ ']) expect(value('yesNo', text)).toBe(true)
  for (const text of ['否', '无', '×', 'n', '0', 'FALSE']) expect(value('yesNo', text)).toBe(false)
  expect(why('yesNo', '部分')).toContain('“部分”')
})

test.each([
  ['3', '3'],
  ['第三级', '3'],
  ['三级', '3'],
  ['3级', '3'],
  ['3 第三级', '3'],
  ['３', '3'],
  ['未定级', '0'],
  ['未定', '0'],
])('the level %s is code %s', (text, code) => {
  expect(value('choice', text, levels)).toBe(code)
})

test('a word of people’s own for an option is taken, and “其它” is “其他”', () => {
  const states = [
    { code: 'running', label: '已运行', also: ['在用', '上线'] },
    { code: 'other', label: '其他' },
  ]
  expect(value('choice', ' 在 用 ', states)).toBe('running')
  expect(value('choices', '上线；其它', states)).toEqual(['running', 'other'])
  expect(why('choice', '线', states)).toContain('可选：已运行、其他')
})

test('a part of a label never means its opposite', () => {
  expect(value('choice', '已 备案', filed)).toBe('filed')
  expect(value('choice', '未', filed)).toBe('none')
  expect(value('choice', '备案', [{ code: 'none', label: '未备案' }])).toBeUndefined()
  expect(why('choice', '级', levels)).toContain('不在选项中')
  expect(why('choice', '第', levels)).toContain('请写全')
})

test('several choices are split by what clerks put between them', () => {
  expect(value('choices', '局域网、城域网', coverage)).toEqual(['1', '2'])
  expect(value('choices', '2,1', coverage)).toEqual(['1', '2'])
  expect(value('choices', '城域网\n省（自治区、直辖市）内广域网', coverage)).toEqual(['2', '3'])
  expect(value('choices', '省（自治区、直辖市）内广域网、局域网', coverage)).toEqual(['1', '3'])
  expect(why('choices', '局域网、不涉及', coverage)).toContain('不涉及')
  expect(why('choices', '局域网、卫星', coverage)).toContain('“卫星”')
})

test('a list is one item a line, and only identifiers are split at commas', () => {
  expect(value('list', '甲，乙；丙\n\n丁')).toEqual(['甲，乙', '丙', '丁'])
  expect(value('list', '10.0.0.0/8，192.0.2.1', [], { identifier: 'ip-range' })).toEqual([
    '10.0.0.0/8',
    '192.0.2.1',
  ])
})

test('identifiers are kept in their usual spelling, and faulty ones as they were written', () => {
  expect(value('text', 'ＷＷＷ.bnu.edu.cn', [], { identifier: 'domain' })).toBe('www.bnu.edu.cn')
  expect(value('text', '不是域名', [], { identifier: 'domain' })).toBe('不是域名')
  expect(value('list', '192.0.2.0/255.255.255.0\n无', [], { identifier: 'ip-range' })).toEqual([
    '192.0.2.0/24',
    '无',
  ])
})

test('copied rubbish around a text is dropped, and a one-line text stays on one line', () => {
  expect(value('text', '\u200b 　教务\r\n系统\u00a0')).toBe('教务 系统')
  expect(value('longText', '甲\r\n乙')).toBe('甲\n乙')
  expect(value('text', ' \n ')).toBeNull()
  expect(value('longText', '甲\v乙\u2028丙')).toBe('甲\n乙\n丙')
  expect(value('integer', '\u202d1200\u202c')).toBe(1200)
  expect(value('text', '正常\u202e文字')).toBe('正常文字')
})

test('a number of more digits than a computer keeps is turned down, not kept as another', () => {
  expect(why('decimal', '9'.repeat(400))).toContain('位数过多')
  expect(why('decimal', '12345678901234567.5')).toContain('位数过多')
  expect(why('integer', '9'.repeat(20))).toContain('位数过多')
  expect(value('decimal', '123456789.25')).toBe(123_456_789.25)
})

test('rows are written by name and kept by id', () => {
  const known = new Map([
    ['r1', '教务、学工系统'],
    ['r2', '门户'],
  ])
  const names: Names = {
    nameOf: (id) => known.get(id),
    idOf: (name) => [...known].find(([, known]) => known === name)?.[0],
  }
  const column = field('rows', { of: 'systems' })
  expect(parseCell(column, '门户；教务、学工系统', [], names)).toEqual({ value: ['r2', 'r1'] })
  expect(showCell(column, ['r2', 'r1'], [], names)).toBe('门户；教务、学工系统')
  expect(parseCell(column, '门户、图书馆', [], names)).toEqual({
    why: '没有名为“图书馆”的条目，请先在相应清单中登记，或从列表中选择',
  })
})

test('what is shown reads back as what was kept', () => {
  const word = fc
    .string({ unit: 'grapheme', minLength: 1 })
    .map((text) => text.replace(/[\s;；]|\p{C}/gu, ''))
    .filter(Boolean)
  const cases: fc.Arbitrary<[FieldType, Cell]>[] = [
    fc.tuple(fc.constant<FieldType>('integer'), fc.maxSafeInteger()),
    fc.tuple(
      fc.constant<FieldType>('decimal'),
      fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 100),
    ),
    fc.tuple(fc.constant<FieldType>('yesNo'), fc.boolean()),
    fc.tuple(fc.constant<FieldType>('choices'), fc.subarray(['1', '2', '3'], { minLength: 1 })),
    fc.tuple(fc.constant<FieldType>('list'), fc.uniqueArray(word, { minLength: 1, maxLength: 4 })),
    fc.tuple(fc.constant<FieldType>('text'), word),
    fc.tuple(
      fc.constant<FieldType>('date'),
      fc
        .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
        .map((at) => at.toISOString().slice(0, 10)),
    ),
  ]
  fc.assert(
    fc.property(fc.oneof(...cases), ([type, cell]) => {
      const column = field(type)
      expect(parseCell(column, showCell(column, cell, coverage), coverage)).toEqual({ value: cell })
    }),
  )
})

test.each([
  ['0.0000001', 1e-7],
  ['-0.00000025', -2.5e-7],
  ['9007199254740991', Number.MAX_SAFE_INTEGER],
])('the number %s is shown as it was written', (text, number) => {
  expect(value('decimal', text)).toBe(number)
  expect(showCell(field('decimal'), number)).toBe(text)
})

test.each([
  ['1.2万', 12_000],
  ['3万人', 30_000],
  ['500名', 500],
])('people write %s and mean a number', (text, number) => {
  expect(value('integer', text, [], { unit: '人' })).toBe(number)
})

test('what is only about a number is taken on request', () => {
  const read = parseCell(field('integer', { unit: '人' }), '约3万人')
  expect(read).toEqual({ why: '“约3万人”是约数，请填实数，以“人”为单位', nearly: 30_000 })
  expect(parseCell(field('integer', { unit: '人' }), '12,000 人左右')).toHaveProperty('nearly', 12_000)
})

test('a number in tens of thousands is not multiplied where the column counts in them already', () => {
  const unit = '万条'
  expect(value('decimal', '3.5万', [], { unit })).toBe(3.5)
  expect(value('decimal', '3.5 万条', [], { unit })).toBe(3.5)
  expect(why('decimal', '35000条', [], { unit })).toContain('不是数字')
  expect(why('decimal', '3亿', [], { unit })).toContain('不是数字')
  expect(why('integer', '3年', [], { unit: '天' })).toContain('不是数字')
})

test.each([
  ['2019年6月', '2019-06-01'],
  ['2018.11', '2018-11-01'],
  ['2014年6月份', '2014-06-01'],
  ['201906', '2019-06-01'],
  // A spreadsheet shows October so when it took the date for a number.
  ['2019.1', undefined],
  ['2019年13月', undefined],
  ['去年', undefined],
])('the month %s is no day; its first, %s, may be taken on request', (text, day) => {
  const read = parseCell(field('date'), text)
  expect('why' in read && read.nearly).toBe('why' in read ? day : undefined)
  expect(read).toHaveProperty('why')
})

test('what a draft could not hold is refused with its length, not cut off in silence', () => {
  expect(why('longText', '长'.repeat(20_001))).toContain('共 20001 字，一处最多 20000 字')
  expect(value('longText', '长'.repeat(20_000))).toHaveLength(20_000)
  expect(why('list', Array.from({ length: 1001 }, (_, at) => at).join('\n'))).toContain('最多 1000 项')
})

test('a row that is named by a choice is called by its words, not by its code', () => {
  const table = {
    id: 't',
    nameColumn: 'x',
    columns: [field('choice', { options: 'levels' })],
  } as unknown as Table
  const called = (name: Cell) => nameOfRow({ options: { levels } }, table, { id: 'r', cells: { x: name } })
  expect([called('3'), called('生僻'), called(null)]).toEqual(['第三级', '生僻', ''])
})
