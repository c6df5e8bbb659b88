import { expect, test } from 'vitest'
import { jsonText } from './json.ts'

test.each(['\u0000', 'a\u0000b', '\ud800', 'x\udc00', '\\\u0000'])(
  'the text %j cannot be kept, and is refused in words',
  (text) => {
    expect(() => jsonText({ text })).toThrow(expect.objectContaining({ code: 'text.unstorable' }))
  },
)

test.each(['\\u0000', '𠮷野家', '\\\\ud800', '换\n行'])('the text %j is kept', (text) => {
  expect(JSON.parse(jsonText({ text }))).toEqual({ text })
})
