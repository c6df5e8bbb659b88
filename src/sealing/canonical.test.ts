import { expect, test } from 'vitest'
import { sampleContents, sha256 } from '../../test/packages.ts'
import { utf8 } from './bytes.ts'
import { canonical, contentDigest, shortCode } from './canonical.ts'

test('two objects that say the same have one text, however they were put together', () => {
  expect(canonical({ b: [1, { d: null, c: '“引号”\n' }], a: -0, gone: undefined })).toBe(
    '{"a":0,"b":[1,{"c":"“引号”\\n","d":null}]}',
  )
  expect(canonical({ '€': 1, '\r': 2, '1': 3, '😀': 4, ö: 5 })).toBe('{"\\r":2,"1":3,"ö":5,"€":1,"😀":4}')
  expect(canonical([1e21, 1e-7, 0.1, 123456789012345680000])).toBe('[1e+21,1e-7,0.1,123456789012345680000]')
})

test('what JSON cannot say is a mistake, not null', () => {
  expect(() => canonical({ share: Number.NaN })).toThrow(TypeError)
  expect(() => canonical([Number.POSITIVE_INFINITY])).toThrow(TypeError)
})

test('the content digest is the SHA-256 of the canonical filing, and paper carries its beginning', () => {
  const { filing } = sampleContents(10)
  const digest = contentDigest(filing)
  expect(digest).toBe(sha256(utf8(canonical(filing))))
  expect(contentDigest({ ...filing, answers: { ...filing.answers } })).toBe(digest)
  expect(contentDigest({ ...filing, answers: { ...filing.answers, hasLeader: false } })).not.toBe(digest)
  expect(shortCode('3f2a91bc0d447e10ffff')).toBe('3F2A-91BC-0D44-7E10')
})
