import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatHtml, formatTsv, parseTsv } from './clipboard.ts'

test('Excel’s own clipboard text is read: quotes, line breaks in a cell, a last empty line', () => {
  expect(parseTsv('名称\t备注\r\n"甲\n乙"\t"说""好"""\r\n')).toEqual([
    ['名称', '备注'],
    ['甲\n乙', '说"好"'],
  ])
  expect(parseTsv('a\t\t\r\n\t\tb')).toEqual([
    ['a', '', ''],
    ['', '', 'b'],
  ])
  expect(parseTsv('')).toEqual([['']])
})

test('a quote that closes nowhere is only a quote', () => {
  expect(parseTsv('"未完\t"半" 引号\n丙')).toEqual([['"未完', '"半" 引号'], ['丙']])
})

test('what is copied pastes back the same', () => {
  const cell = fc.string({ unit: fc.constantFrom('甲', 'b', '"', '\t', '\n', ' ', ',') })
  const table = fc
    .integer({ min: 1, max: 4 })
    .chain((width) =>
      fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
    )
    // One empty last line cannot be told from the line end that Excel adds.
    .filter((rows) => rows.at(-1)!.join('') !== '' || rows.at(-1)!.length > 1)
  fc.assert(
    fc.property(table, (rows) => {
      expect(parseTsv(formatTsv(rows))).toEqual(rows)
    }),
  )
})

test('Excel is told that what it gets is text, whatever it looks like', () => {
  const cell = (text: string) => `<td sdnum="0;0;@" style="mso-number-format:'\\@'">${text}</td>`
  expect(
    formatHtml([
      ['00001', '=1+1'],
      ['<b>&"', '甲\n乙'],
    ]),
  ).toBe(
    `<meta charset="utf-8"><table><tr>${cell('00001')}${cell('=1+1')}</tr>` +
      `<tr>${cell('&lt;b&gt;&amp;&quot;')}${cell('甲<br style="mso-data-placement:same-cell">乙')}</tr></table>`,
  )
})
