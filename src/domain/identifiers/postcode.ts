import { bad, good, type Reading, unwrapped } from './reading.ts'

export function readPostcode(text: string): Reading {
  const code = unwrapped(text).replace(/^邮编/, '').replace(/[- ]/g, '')
  if (!/^\d{6}$/.test(code) || code === '000000') return bad('邮政编码应为 6 位数字，例如 100031。')
  return good(code)
}
