// The first sheet: what to put in each column, so that the file explains itself on somebody's desk.
import type { Questionnaire, Table } from '../../domain/questionnaire.ts'
import { formOf, guidanceSheet, headingOf, optionsOf } from './sheet-layout.ts'
import { heightOf, type WrittenCell, type WrittenSheet } from './writer.ts'

const advice = [
  '一、每张清单一个工作表，一行填一条；表头带 * 的为必填。填好后在系统的相应清单中选择“导入 Excel”。',
  '二、可以增加、删除行，可以调整列的先后；请不要改动表头文字，也不要删除末尾两个隐藏列（系统用来对应原有的行）。',
  '三、灰色斜线的格按该行已填内容不需要填写。',
  '四、以 = + - @ 开头的文字前面有一个单引号，是为了防止被当作公式，导入时自动去掉。',
]
const mostOptions = 40
const widths = [18, 26, 12, 26, 48, 28, 56]

const heading = (value: string): WrittenCell => ({ value, look: 'heading' })
const note = (value: string): WrittenCell => ({ value, look: 'text' })

export function guidance(questionnaire: Questionnaire, tables: readonly Table[]): WrittenSheet {
  const lines = tables.flatMap((table) =>
    table.columns.map((column): WrittenCell[] => {
      const labels = optionsOf(questionnaire, column).map(({ label }) => label)
      const rest = labels.length > mostOptions ? ` 等 ${labels.length} 项` : ''
      return [
        note(table.title),
        note(headingOf(column)),
        note(!column.required ? '选填' : column.required === true && !column.if ? '必填' : '适用时必填'),
        note(formOf(column)),
        note(labels.slice(0, mostOptions).join('；') + rest),
        note(column.example ?? ''),
        note(column.help ?? ''),
      ]
    }),
  )
  const top = advice.length + 1
  const heights = lines.map((cells, i) => [top + 1 + i, heightOf(cells, widths)])
  return {
    name: guidanceSheet,
    columns: widths.map((width) => ({ width })),
    rows: [
      [{ value: `${questionnaire.title} · 填写说明`, look: 'title' }],
      ...advice.map((words): WrittenCell[] => [{ value: words, look: 'note' }]),
      ['清单', '列', '是否必填', '怎样填', '可选项', '示例', '说明'].map(heading),
      ...lines,
    ],
    heights: { 0: 30, ...Object.fromEntries([...advice.map((_, i) => [i + 1, 20]), ...heights]) },
    merged: Array.from({ length: top }, (_, i) => `A${i + 1}:G${i + 1}`),
    frozenRows: top + 1,
    fitsWidth: true,
  }
}
