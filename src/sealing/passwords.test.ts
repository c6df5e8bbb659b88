import { expect, test } from 'vitest'
import { readPassword } from '../domain/account.ts'
import { checkPassword, hashPassword, hashToken, makePassword, makeToken } from './passwords.ts'

test('a password opens only what was locked with it, however its accents are typed', async () => {
  const kept = await hashPassword('caf\u00e9 自查 2019')
  expect(kept).toMatch(/^\$argon2id\$/)
  expect(await checkPassword(kept, 'cafe\u0301 自查 2019')).toBe(true)
  expect(await checkPassword(kept, 'café 自查 2018')).toBe(false)
})

test('nobody’s password is never right', async () => {
  expect(await checkPassword(null, '')).toBe(false)
})

test('made passwords pass our own rules and never repeat', () => {
  const made = Array.from({ length: 200 }, makePassword)
  expect(new Set(made).size).toBe(200)
  for (const password of made) expect(readPassword(password, 'bnu')).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
})

test('a token cannot be read from its digest', () => {
  const token = makeToken()
  expect(Buffer.from(token, 'base64url')).toHaveLength(32)
  expect(hashToken(token)).toMatch(/^[0-9a-f]{64}$/)
  expect(hashToken(token)).not.toContain(token)
})
