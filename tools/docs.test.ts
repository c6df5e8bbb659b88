import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { pages } from './docs.ts'

test.each(Object.keys(pages))('%s says what the code says', (path) => {
  expect(readFileSync(path, 'utf8')).toBe(pages[path]?.())
})

test.each(globSync(['*.md', 'docs/**/*.md']))('%s leads to nothing that is not there', (path) => {
  const links = [...readFileSync(path, 'utf8').matchAll(/\]\(([^)#\s]+)/g)].map((found) => found[1] ?? '')
  const near = links.filter((link) => !/^[a-z]+:/.test(link))
  expect(near.filter((link) => !existsSync(join(dirname(path), link)))).toEqual([])
})
