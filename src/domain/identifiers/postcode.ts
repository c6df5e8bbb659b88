import { bad, good, type Reading, withoutBlanks } from './reading.ts'

export function readPostcode(text: string): Reading {
  const code = withoutBlanks(text).replace(/-/g, '')
  if (!/^\d{6}$/.test(code) || code === '000000') return bad('邮政编码应为 6 位数字，例如 100031。')
  return good(code)
}
