import { expect, test } from 'vitest'
import { Refused } from './api.ts'
import { faultsOf, faultWords } from './faults.ts'
import { browserName } from './words.ts'

const malformed = (...fields: { at: string; code: string }[]) =>
  new Refused(400, { code: 'request.malformed', message: '提交的内容格式不对', details: { fields } })

test('a refused field is called by its name in the form, and leads to it', () => {
  const error = malformed(
    { at: 'body.dueOn', code: 'invalid_format' },
    { at: 'body.contacts.1.name', code: 'too_small' },
  )
  expect(faultsOf(error)).toEqual([
    { field: 'dueOn', text: '“报送截止”格式不对，应如 2019-06-10' },
    { field: 'contacts-1-name', text: '第 2 位联系人的“姓名”没有填写' },
  ])
})

test('a form may have its own name for a field, and says each fault once', () => {
  const twice = { at: 'body.name', code: 'too_small' }
  expect(faultWords(malformed(twice, twice), { name: '单位名称' })).toBe('“单位名称”没有填写')
})

test('a refusal without fields is told whole', () => {
  const error = new Refused(409, { code: 'unit.taken', message: '这个代码已被使用', details: {} })
  expect(faultsOf(error)).toEqual([{ field: '', text: '这个代码已被使用' }])
})

test('a refusal of what stands in one field leads there', () => {
  const error = new Refused(422, {
    code: 'account.weak-password',
    message: '太短，请换一个密码',
    details: {},
  })
  expect(faultsOf(error)).toEqual([{ field: 'password', text: '太短，请换一个密码' }])
})

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/106.0.0.0 Safari/537.36 Edg/106.0.1370.34',
    'Edge 106（Windows）',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:78.0) Gecko/20100101 Firefox/78.0', 'Firefox 78（Linux）'],
  ['curl/7.88', 'curl/7.88'],
])('a browser is called what people call it: %s', (agent, name) => {
  expect(browserName(agent)).toBe(name)
})
