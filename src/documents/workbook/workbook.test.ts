import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { questionnaire } from '../../catalog/all.ts'
import { type Cell, emptyFiling, type Filing, type Row } from '../../domain/filing.ts'
import { Problem } from '../../domain/problem.ts'
import type { Column, Table } from '../../domain/questionnaire.ts'
import { addressOf, columnOf, dayOfSerial, serialOfDay } from './address.ts'
import { exportTables } from './export-tables.ts'
import { importTable } from './import-table.ts'
import { readWorkbook } from './reader.ts'
import { neutralise, restore } from './sheet-layout.ts'
import type { LookName } from './styles.ts'
import { writeWorkbook } from './writer.ts'
import { packTexts, Zip } from './zip.ts'

const form = questionnaire('BJEDU2019')
const tableOf = (id: string): Table => form.tables.find((table) => table.id === id)!
const filingWith = (tables: Record<string, Row[]>, more: Partial<Filing> = {}): Filing => ({
  ...emptyFiling('2019', form.id, 'U1'),
  tables,
  ...more,
})
const codeOf = async (work: () => unknown): Promise<string> => {
  try {
    await work()
  } catch (problem) {
    if (problem instanceof Problem) return problem.code
    throw problem
  }
  return 'taken'
}
/** A sheet as somebody else might have made it. */
const foreign = (rows: readonly (readonly (string | number | null)[])[], look: LookName = 'plain') =>
  writeWorkbook([
    { name: 'Sheet1', columns: [], rows: rows.map((row) => row.map((value) => ({ value, look }))) },
  ])

// What parseCell tidies away cannot come back: odd spaces, control signs, spaces at the ends.
const text = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom('=', '+', '-', '@', "'", '0', '一', '&', '<', '"', '_x0041_', '😀', ' ', '、'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
    ),
    minLength: 1,
    maxLength: 12,
  })
  .map((text) => text.replace(/[\p{C}\p{Zl}\p{Zp}]|[^\S ]/gu, '').trim())
  .filter((text) => text !== '' && !/[;；]/.test(text))

function cellFor(column: Column): fc.Arbitrary<Cell> {
  const codes = column.options === undefined ? [] : form.options[column.options]!
  switch (column.type) {
    case 'integer':
      return fc.integer({ min: -5, max: 1e12 })
    case 'decimal':
      return fc.integer({ min: -1e9, max: 1e9 }).map((number) => number / 100)
    case 'date':
      return fc
        .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
        .map((at) => at.toISOString().slice(0, 10))
    case 'yesNo':
      return fc.boolean()
    case 'choice':
      return fc.constantFrom(...codes.map(({ code }) => code))
    case 'choices':
      return fc.subarray(
        codes.filter(({ alone }) => !alone).map(({ code }) => code),
        { minLength: 1 },
      )
    case 'list':
      return column.identifier
        ? fc.constant(['192.0.2.0/24', '2001:db8::1'])
        : fc.uniqueArray(text, { minLength: 1, maxLength: 3 })
    case 'rows':
      return fc.subarray(['r1', 'r2'], { minLength: 1 })
    case 'files':
      return fc.subarray(['a1', 'a2'], { minLength: 1 })
    case 'longText':
      return fc.array(text, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n'))
    default:
      return column.identifier ? fc.constantFrom('010-6275 0001', '不合格的内容', '=1+1') : text
  }
}

const rowFor = (columns: readonly Column[]): fc.Arbitrary<Record<string, Cell>> =>
  fc
    .tuple(...columns.map((column) => fc.option(cellFor(column), { nil: undefined })))
    .map((cells) =>
      Object.fromEntries(columns.flatMap(({ id }, i) => (cells[i] === undefined ? [] : [[id, cells[i]]]))),
    )

describe('our own export comes back without loss', () => {
  test.each(['systems', 'websites', 'dataSets', 'apps', 'outsourcing', 'doubleNon', 'problems'])(
    '%s',
    async (id) => {
      const table = tableOf(id)
      const file = { mediaType: 'application/pdf', size: 1, sha256: 'f' }
      const attachments = { a1: { ...file, name: '定级报告.pdf' }, a2: { ...file, name: '证明.pdf' } }
      await fc.assert(
        fc.asyncProperty(fc.array(rowFor(table.columns), { maxLength: 3 }), async (cells) => {
          const systems = [
            { id: 'r1', cells: { systemName: '教务系统' } },
            { id: 'r2', cells: { systemName: '=门户' } },
          ]
          const rows = cells
            .map((cells, i) => ({ id: `row-${i}`, cells }))
            .filter(({ cells }) => Object.keys(cells).length > 0)
          const filing = filingWith({ systems, [id]: rows }, { attachments })
          const {
            rows: back,
            rejected,
            unknownColumns,
            missingColumns,
          } = await importTable(await exportTables(form, filing, [id]), id, form)
          expect(rejected).toEqual([])
          // An identifier is kept in its usual spelling, which the first import gives it.
          const again = await importTable(
            await exportTables(form, filingWith({ systems, [id]: [...back] }, { attachments }), [id]),
            id,
            form,
          )
          expect(again.rows).toEqual(back)
          expect(back.map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
          const identified = new Set(table.columns.filter(({ identifier }) => identifier).map(({ id }) => id))
          const known = ({ id, cells }: Row) => ({
            id,
            cells: Object.fromEntries(Object.entries(cells).filter(([column]) => !identified.has(column))),
          })
          expect(back.map(known)).toEqual(rows.map(known))
          expect(unknownColumns).toEqual([])
          expect(missingColumns).toEqual([])
        }),
        { numRuns: 25 },
      )
    },
  )
})

test('columns may be moved, and rows copied together with their hidden ids become rows of their own', async () => {
  const [, systems] = readWorkbook(
    await exportTables(form, filingWith({ egress: [{ id: 'e1', cells: { isp: null } }] }), ['egress']),
  ).sheets
  const [heading] = systems!.lines()
  const titles = [...heading!.cells.values()].map((value) => ('text' in value ? value.text : ''))
  const first = titles[0]!
  const moved = foreign([
    [...titles.slice(1), first],
    [...titles.slice(1, -2).map(() => null), 'e1', null, '电信出口'],
    [...titles.slice(1, -2).map(() => null), 'e1', null, '移动出口'],
  ])
  const { rows, rejected } = await importTable(moved, 'egress', form, { newId: () => 'new' })
  expect(rejected).toEqual([])
  expect(rows.map(({ id }) => id)).toEqual(['e1', 'new'])
  expect(Object.values(rows[1]!.cells)).toEqual(['移动出口'])
})

test('what cannot be taken is told with its cell, and columns that we do not have by name', async () => {
  const bytes = foreign([
    ['信息系统情况表'],
    ['系统名称', '安全保护等级', '定级时间', '颜色', '运维单位'],
    ['教务系统', '第三级', 43626, '红', '中心'],
    ['门户', '九级', '不久前', '蓝', 123456789012345680],
  ])
  const { rows, rejected, unknownColumns, missingColumns } = await importTable(bytes, 'systems', form)
  expect(rows).toHaveLength(2)
  expect(rows[0]!.cells).toMatchObject({
    systemName: '教务系统',
    securityLevel: '3',
    gradingDate: '2019-06-10',
  })
  expect(unknownColumns).toEqual(['颜色'])
  expect(missingColumns).toContain('运行状态')
  expect(rejected.map(({ cell, column, text }) => [cell, column, text])).toEqual([
    ['B4', '安全保护等级', '九级'],
    ['C4', '定级时间', '不久前'],
    ['E4', '运维单位', '123456789012345680'],
  ])
  expect(rejected[2]!.why).toContain('15 位')
})

test('a text that begins like a formula is a text to whatever opens the file', async () => {
  for (const text of ['=1+1', '+86', '-', '@x', "'=1", "''", '甲='])
    expect(restore(neutralise(text))).toBe(text)
  const filing = filingWith({ systems: [{ id: 'r1', cells: { systemName: '=cmd|calc' } }] })
  const [, sheet] = readWorkbook(await exportTables(form, filing, ['systems'])).sheets
  expect(sheet!.lines()[2]!.cells.get(0)).toEqual({ text: "'=cmd|calc" })
})

test('cells are named and days counted as Excel does', () => {
  expect(addressOf(6, 2)).toBe('C7')
  expect(addressOf(0, 702)).toBe('AAA1')
  expect(columnOf('AAA12')).toBe(702)
  expect(dayOfSerial(43626)).toBe('2019-06-10')
  expect(dayOfSerial(43626.75)).toBe('2019-06-10')
  expect(dayOfSerial(1)).toBe('1900-01-01')
  expect(dayOfSerial(60)).toBeUndefined()
  expect(dayOfSerial(42164, true)).toBe('2019-06-10')
  for (const day of ['1900-01-01', '1900-02-28', '1900-03-01', '2019-06-10'])
    expect(dayOfSerial(serialOfDay(day))).toBe(day)
})

test('the form explains itself: every column with what it wants, drop-downs, frozen headings', async () => {
  const bytes = await exportTables(
    form,
    filingWith({ systems: [{ id: 'r1', cells: { systemName: '教务' } }] }),
    ['systems', 'newMedia'],
  )
  const zip = new Zip(bytes)
  const book = readWorkbook(bytes)
  expect(book.sheets.map(({ name }) => name)).toEqual(['填写说明', '信息系统', '新媒体账号', '选项'])
  const told = book.sheets[0]!.lines().map(({ cells }) => cells.get(1))
  expect(told).toContainEqual({ text: '系统名称 *' })
  expect(told.length).toBeGreaterThan(tableOf('systems').columns.length)
  const sheet = zip.text('xl/worksheets/sheet2.xml')!
  expect(sheet).toContain('state="frozen"')
  expect(sheet).toContain('<formula1>&quot;是,否&quot;</formula1>')
  expect(sheet).toMatch(/<formula1>'选项'!\$[A-Z]+\$1:\$[A-Z]+\$\d+<\/formula1>/)
  expect(sheet).toMatch(/<col [^>]*hidden="1"/)
  const titles = zip.text('xl/workbook.xml')!
  expect(titles).toContain('state="hidden"')
  // A wide list is printed page beside page: each has the heading and the rows' names.
  expect(titles).toContain("'信息系统'!$A:$A,'信息系统'!$1:$2")
  expect(sheet).not.toContain('fitToPage')
  expect(zip.text('xl/worksheets/sheet3.xml')).toContain('fitToPage="1"')
})

test('what is not asked of a row is greyed out', async () => {
  const filing = filingWith({ systems: [{ id: 'r1', cells: { systemName: '教务' } }] })
  const read = { visible: (path: string) => !path.endsWith('/securityLevel') }
  const grey = (bytes: Uint8Array) =>
    new Zip(bytes).text('xl/worksheets/sheet2.xml')!.split(' s="6"').length - 1
  expect(grey(await exportTables(form, filing, ['systems'], read))).toBe(1)
  expect(grey(await exportTables(form, filing, ['systems']))).toBe(0)
})

describe('what is no plain .xlsx file is refused by name', () => {
  const take = (bytes: Uint8Array) => codeOf(() => importTable(bytes, 'systems', form))
  const old = (...more: number[]) =>
    Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...more])
  const good = foreign([
    ['系统名称', '安全保护等级'],
    ['甲', '三级'],
  ])

  test('old, locked, foreign and damaged files', async () => {
    expect(await take(good)).toBe('taken')
    expect(await take(old(0, 0))).toBe('workbook.old-format')
    const name = [...'EncryptedPackage'].flatMap((letter) => [letter.charCodeAt(0), 0])
    expect(await take(old(...name))).toBe('workbook.encrypted')
    expect(await take(strToU8('系统名称,等级\n甲,三级'))).toBe('workbook.not-excel')
    expect(await take(new Uint8Array())).toBe('workbook.not-excel')
    expect(await take(zipSync({ 'content.xml': strToU8('<x/>') }))).toBe('workbook.not-excel')
    expect(await take(good.subarray(0, good.length - 30))).toBe('workbook.damaged')
    expect(
      await take(
        foreign([
          ['颜色', '形状'],
          ['红', '圆'],
        ]),
      ),
    ).toBe('workbook.no-headings')
    expect(await codeOf(() => importTable(good, '没有', form))).toBe('workbook.unknown-table')
  })

  test('a damaged byte is refused or read, but never breaks', async () => {
    for (let at = 0; at < good.length; at += 13) {
      const bytes = good.slice()
      bytes[at]! ^= 0x55
      expect(await take(bytes)).toMatch(/^(taken|workbook\.)/)
    }
  })

  test('more rows than the inventory may have', async () => {
    const rows = Array.from({ length: tableOf('mailSystems').maxRows + 1 }, (_, i) => [
      `mail${i}.bnu.edu.cn`,
      '自行建设',
    ])
    const bytes = foreign([
      tableOf('mailSystems')
        .columns.slice(0, 2)
        .map(({ label }) => label),
      ...rows,
    ])
    expect(await codeOf(() => importTable(bytes, 'mailSystems', form))).toBe('workbook.too-many-rows')
  })

  test('a file that unpacks to far more than it weighs, whatever size it claims', async () => {
    const parts = { 'xl/workbook.xml': `<workbook><sheets>${' '.repeat(81_000_000)}</sheets></workbook>` }
    const bomb = packTexts(parts)
    expect(bomb.length).toBeLessThan(1_000_000)
    expect(await take(bomb)).toBe('workbook.too-large')
    const liar = bomb.slice()
    const directory = liar.length - 22 - 46 - 'xl/workbook.xml'.length
    liar.set([1, 0, 0, 0], directory + 24)
    expect(await take(liar)).toBe('workbook.too-large')
  })
})

const office = spawnSync('soffice', ['--version']).status === 0

test.skipIf(!office)(
  'LibreOffice opens it, prints it, and what it saves comes back the same',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'workbook-'))
    try {
      const cells = {
        systemName: '=教务系统',
        securityLevel: '3',
        gradingDate: '2019-06-10',
        userCount: 12000,
        originIpRange: ['192.0.2.1', '192.0.2.2'],
        systemNo: '00012',
      }
      const filing = filingWith({ systems: [{ id: 'r1', cells }], newMedia: [] })
      const bytes = await exportTables(form, filing, ['systems', 'newMedia'])
      const path = join(folder, '清单.xlsx')
      writeFileSync(path, bytes)
      const convert = (to: string, out: string) =>
        spawnSync(
          'soffice',
          [
            `-env:UserInstallation=file://${folder}/profile`,
            '--headless',
            '--convert-to',
            to,
            '--outdir',
            out,
            path,
          ],
          { timeout: 120_000 },
        )
      convert('pdf', folder)
      expect(readFileSync(join(folder, '清单.pdf')).subarray(0, 5).toString()).toBe('%PDF-')
      convert('xlsx', join(folder, 'saved'))
      const { rows, rejected } = await importTable(
        readFileSync(join(folder, 'saved', '清单.xlsx')),
        'systems',
        form,
      )
      expect(rejected).toEqual([])
      expect(rows).toEqual([{ id: 'r1', cells }])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
  180_000,
)

test('a ledger as units keep it is read: a title, two merged lines of headings, odd names and a sum', async () => {
  const bytes = foreign([
    ['某大学信息系统台账', null, null, null, null],
    ['序号', '业务系统', '责任', null, '归口'],
    [null, null, '部门', '手机', null],
    [1, '教务', '教务处', '13800138000', '本部'],
    [null, '合计', null, null, null],
  ])
  const read = await importTable(bytes, 'systems', form, { chosen: new Map([['归口', 'supervisorName']]) })
  expect(read).toMatchObject({ own: false, passedOver: 1, unknownColumns: [], rejected: [] })
  expect(read.rows.map(({ cells }) => cells)).toEqual([
    { systemName: '教务', ownerDept: '教务处', ownerPhone: '13800138000', supervisorName: '本部' },
  ])
})
