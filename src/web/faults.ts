// What the server says of single fields, in the words of the form and beside the field.
import { Refused, wordsOf } from './api.ts'

export interface Fault {
  /** The field's id on the page; empty where none is to blame. */
  readonly field: string
  readonly text: string
}

const names: Readonly<Record<string, string>> = {
  authority: '主管单位名称',
  closesOn: '活动结束',
  code: '单位代码',
  creditCode: '统一社会信用代码',
  current: '现在的密码',
  dueOn: '报送截止',
  from: '从',
  id: '编号',
  majorEvent: '本年重大活动',
  name: '姓名',
  next: '新密码',
  notice: '通知全文',
  opensOn: '自查开始',
  office: '处室',
  password: '密码',
  phone: '电话',
  reason: '说明',
  requirements: '报送要求',
  says: '意见',
  title: '名称',
  to: '到',
  unitCode: '单位代码',
  username: '用户名',
  year: '年度',
}

const formats: Readonly<Record<string, string>> = {
  closesOn: '，应如 2019-06-20',
  code: '，应为 1–20 位大写字母、数字或 -',
  creditCode: '，应为 18 位数字和大写字母',
  dueOn: '，应如 2019-06-10',
  from: '，应如 2019-05-20',
  id: '，应为字母、数字和 -，以字母或数字开头',
  opensOn: '，应如 2019-05-20',
  to: '，应如 2019-06-20',
  unitCode: '，应为 1–20 位大写字母、数字或 -',
}

/** Refusals of what stands in one field. */
const blamed: Readonly<Record<string, string>> = {
  'account.bad-username': 'username',
  'account.same-password': 'next',
  'account.weak-password': 'password',
  'account.wrong-password': 'current',
}

/** One for every field that was refused; else one for the whole. `own` renames fields of this form. */
export function faultsOf(error: unknown, own: Readonly<Record<string, string>> = {}): Fault[] {
  const fields = error instanceof Refused && error.code === 'request.malformed' ? error.details.fields : null
  const faults = (Array.isArray(fields) ? (fields as { at: string; code: string }[]) : []).map(told(own))
  const once = faults.filter(({ text }, index) => faults.findIndex((fault) => fault.text === text) === index)
  if (once.length > 0) return once
  const field = error instanceof Refused ? blamed[error.code] : undefined
  return [{ field: field ?? '', text: wordsOf(error) }]
}

/** What stands beside the field. */
export const textAt = (faults: readonly Fault[], id: string): string | undefined =>
  faults.find(({ field }) => field === id)?.text

/** As the eye meets the fields on the page. */
export const inPageOrder = (faults: readonly Fault[]): Fault[] =>
  [...faults].sort((one, other) => {
    const [a, b] = [one, other].map(({ field }) => document.getElementById(field))
    return a && b && a !== b ? (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1) : 0
  })

/** All of them in one sentence, where there is no room for more. */
export const faultWords = (error: unknown, own?: Readonly<Record<string, string>>): string =>
  faultsOf(error, own)
    .map(({ text }) => text)
    .join('；')

/** The items of an error summary, each leading to its field. */
export const faultItems = (faults: readonly Fault[], otherwise: string) =>
  faults.map(({ field, text }) => ({
    key: `${field} ${text}`,
    text,
    go: () => document.getElementById(field || otherwise)?.focus(),
  }))

function told(own: Readonly<Record<string, string>>) {
  return ({ at, code }: { at: string; code: string }): Fault => {
    const [, ...path] = at.split('.')
    const key = path.filter((part) => !/^\d+$/.test(part)).pop() ?? ''
    const nth = path.find((part) => /^\d+$/.test(part))
    const which = nth === undefined || path.length < 3 ? '' : `第 ${Number(nth) + 1} 位联系人的`
    const name = `${which}“${own[key] ?? names[key] ?? key}”`
    return { field: path.join('-'), text: `${name}${why(key, code)}` }
  }
}

function why(key: string, code: string): string {
  if (code === 'too_small') return '没有填写'
  if (code === 'too_big') return '太长了，请缩短'
  return `格式不对${formats[key] ?? '，请重新填写'}`
}
