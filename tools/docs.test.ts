import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { pages } from './docs.ts'

test.each(Object.keys(pages))('%s says what the code says', (path) => {
  expect(readFileSync(path, 'utf8')).toBe(pages[path]?.())
})
