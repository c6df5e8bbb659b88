// How an inventory stands in a workbook: what export writes and import looks for.
import type { Cell } from '../../domain/filing.ts'
import type { Column, Questionnaire, Table } from '../../domain/questionnaire.ts'

export const guidanceSheet = '填写说明'
export const optionsSheet = '选项'
/** Headings of the two hidden columns at the end. */
export const idHeading = '行标识（请勿改动）'
export const linkHeading = '关联（请勿改动）'

/** What the `rows` and `files` cells of a row point at, beside the text that was shown for it. */
export type Links = Record<string, { readonly text: string; readonly ids: readonly string[] }>

/** “用户数（人） *” */
export function headingOf(column: Column): string {
  const unit = column.unit ? `（${column.unit}）` : ''
  return `${column.label}${unit}${column.required === true ? ' *' : ''}`
}

/** Excel forbids these in a sheet's name, and more than 31 characters. */
export function sheetNames(tables: readonly Table[]): string[] {
  const taken = new Set([guidanceSheet, optionsSheet])
  return tables.map(({ title }) => {
    const bare =
      title
        .replace(/[[\]:*?/\\']/g, ' ')
        .trim()
        .slice(0, 28) || '清单'
    let name = bare
    for (let i = 2; taken.has(name); i++) name = `${bare}${i}`
    taken.add(name)
    return name
  })
}

// A text that begins so is a formula to whatever reads the sheet or a CSV made from it; in Chinese Excel the wide
// signs are too.
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/
const neutralised = /^'+[=+\-@\t\r\n＝＋－＠]/

export const neutralise = (text: string): string => (formula.test(text) ? `'${text}` : text)
export const restore = (text: string): string => (neutralised.test(text) ? text.slice(1) : text)

export const optionsOf = (questionnaire: Questionnaire, column: Column) =>
  column.options === undefined ? [] : (questionnaire.options[column.options] ?? [])

export const isLink = ({ type }: Column): boolean => type === 'rows' || type === 'files'

/** The form in which people write values of this column, for the guidance. */
export function formOf(column: Column): string {
  switch (column.type) {
    case 'integer':
      return column.unit ? `整数，单位：${column.unit}` : '整数'
    case 'decimal':
      return column.unit ? `数字，单位：${column.unit}` : '数字'
    case 'date':
      return '日期，如 2019-06-10'
    case 'yesNo':
      return '填“是”或“否”'
    case 'choice':
      return '从下拉列表中选一项'
    case 'choices':
      return '可填多项，用“；”隔开'
    case 'list':
      return '可填多个，每行一个（Alt+Enter 换行）'
    case 'rows':
      return '填对应条目的名称，多个用“；”隔开'
    case 'files':
      return '附件请在系统中上传，此处只显示文件名'
    default:
      return '文字'
  }
}

export const asIds = (cell: Cell | undefined): readonly string[] => (Array.isArray(cell) ? cell : [])
