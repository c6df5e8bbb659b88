import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('whatever uses @noble is made ready for old browsers first', () => {
  const users = globSync('src/**/*.{ts,tsx}')
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => readFileSync(file, 'utf8'))
    .filter((text) => text.includes("from '@noble/"))
  expect(users.length).toBeGreaterThan(3)
  for (const text of users) expect(text).toMatch(/^(\/\/.*\n)*import '.*old-browsers\.ts'\n/)
})
