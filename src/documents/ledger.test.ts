import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readLedger, writeCsv, writeLedger } from './ledger.ts'
import { Zip } from './workbook/zip.ts'

const ledger = {
  title: '单位',
  head: ['代码', '名称', '数'],
  rows: [
    ['BNU', '=HYPERLINK("http://x","点我")', 3],
    ['BTU', '引号"与,逗号', null],
  ],
} as const

test('a list comes back from Excel as it went out, formulas being words', () => {
  expect(readLedger(writeLedger(ledger))).toEqual([
    { row: 0, cells: ['代码', '名称', '数'] },
    { row: 1, cells: ['BNU', '=HYPERLINK("http://x","点我")', '3'] },
    { row: 2, cells: ['BTU', '引号"与,逗号'] },
  ])
})

test('a list is printed as wide as its page, long texts on as many lines as they take', () => {
  const long = '位置：信息系统“系统名称”；意见：名称应与备案证明一致。'.repeat(4)
  const sheet =
    new Zip(writeLedger({ ...ledger, rows: [['BNU', long, 3]] })).text('xl/worksheets/sheet1.xml') ?? ''
  expect(sheet).toContain('fitToPage="1"')
  const [heading = 0, line = 0] = [...sheet.matchAll(/<row r="\d" ht="(\d+)/g)].map(([, points]) =>
    Number(points),
  )
  expect(line).toBeGreaterThan(3 * heading)
})

test('a CSV holds no formula and every character', () => {
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(ledger))).toBe(
    '\ufeff代码,名称,数\r\nBNU,"\'=HYPERLINK(""http://x"",""点我"")",3\r\nBTU,"引号""与,逗号",\r\n',
  )
})

test.each(['=1', '+1', '-1', '@A1', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠A1', "'=1"])(
  'a text that begins as %j is a word to whoever opens the list',
  (text) => {
    const csv = new TextDecoder().decode(writeCsv({ ...ledger, rows: [[text, 'x', 1]] }))
    expect(csv.split('\r\n')[1]).toMatch(/^"?'/)
  },
)

test('a file that is no Excel file is refused in words', () => {
  expect(() => readLedger(new TextEncoder().encode('a,b\n'))).toThrow(
    expect.objectContaining({ kind: 'invalid' }),
  )
})

const workbook = (sheet: string, styles = '') =>
  zipSync({
    'xl/workbook.xml': strToU8('<workbook><sheets><sheet name="x" r:id="r1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': strToU8('<R><Relationship Id="r1" Target="s.xml"/></R>'),
    'xl/styles.xml': strToU8(styles),
    'xl/s.xml': strToU8(`<worksheet><sheetData>${sheet}</sheetData></worksheet>`),
  })

test('a word in the last column of every line does not fill the memory', () => {
  const lines = Array.from(
    { length: 10_000 },
    (_, at) => `<row r="${at + 1}"><c r="XFD${at + 1}" t="str"><v>x</v></c></row>`,
  )
  const read = readLedger(workbook(lines.join('')))
  expect(read).toHaveLength(10_000)
  expect(read.every(({ cells }) => cells.length <= 100)).toBe(true)
})

test('signs made to keep a reader busy for ever are read all the same', () => {
  const code = '['.repeat(1_000_000)
  const styles = `<s><numFmts><numFmt numFmtId="200" formatCode="${code}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs></s>`
  const text = '&constructor;&amp;&lol;'
  const read = readLedger(
    workbook(`<row r="1"><c r="A1" s="0"><v>7</v></c><c t="str"><v>${text}</v></c></row>`, styles),
  )
  expect(read).toEqual([{ row: 0, cells: ['7', '&constructor;&&lol;'] }])
})
