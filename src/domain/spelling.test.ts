import { expect, test } from 'vitest'
import { lettersIn, plain, shortened } from './spelling.ts'

test('texts that differ only in width, blanks and case are the same to compare', () => {
  expect(plain(' ＣＭＳ　系统 ')).toBe(plain('cms系统'))
})

test('a long text is cut between its letters, be they ever so rare', () => {
  expect(lettersIn('𠮷野家')).toBe(3)
  expect(shortened('𠮷野家', 3)).toBe('𠮷野家')
  expect(shortened('𠮷'.repeat(4), 3)).toBe('𠮷𠮷𠮷…')
  expect(shortened(`ab${'𠮷'.repeat(9)}`, 3)).toBe('ab𠮷…')
  expect(shortened('𠮷'.repeat(3), 3)).toBe('𠮷𠮷𠮷')
})
