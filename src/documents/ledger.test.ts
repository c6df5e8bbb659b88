import { expect, test } from 'vitest'
import { readLedger, writeCsv, writeLedger } from './ledger.ts'

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

test('a CSV holds no formula and every character', () => {
  expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(writeCsv(ledger))).toBe(
    '\ufeff代码,名称,数\r\nBNU,"\'=HYPERLINK(""http://x"",""点我"")",3\r\nBTU,"引号""与,逗号",\r\n',
  )
})

test('a file that is no Excel file is refused in words', () => {
  expect(() => readLedger(new TextEncoder().encode('a,b\n'))).toThrow(
    expect.objectContaining({ kind: 'invalid' }),
  )
})
