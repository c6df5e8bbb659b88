import { expect, test } from 'vitest'
import { csvOf } from './one-time-passwords.tsx'

test('the list of passwords tells whose they are, and runs no formula', () => {
  const account = { unitCode: 'GX001', name: '张老师', username: 'gx001', oneTimePassword: 'ab12-cd34' }
  expect(
    csvOf([
      { ...account, unitName: '示例大学,"东区"' },
      { ...account, unitName: '=HYPERLINK()' },
    ]).split('\r\n'),
  ).toEqual([
    '单位代码,单位名称,姓名,用户名,一次性密码',
    'GX001,"示例大学,""东区""",张老师,gx001,ab12-cd34',
    "GX001,'=HYPERLINK(),张老师,gx001,ab12-cd34",
  ])
})
