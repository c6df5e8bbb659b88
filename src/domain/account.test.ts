import { expect, test } from 'vitest'
import { fitRole, lockedUntil, readPassword, readUsername } from './account.ts'

test('user names are lower case whatever the keyboard', () => {
  expect(readUsername('  ＢＮＵ.Zhang ')).toBe('bnu.zhang')
  for (const bad of ['', 'a', '张老师', '-a', 'a b', 'a'.repeat(65)])
    expect(() => readUsername(bad)).toThrow(expect.objectContaining({ code: 'account.bad-username' }))
})

test.each([
  'short1!',
  'aaaaaaaaaaaa',
  'password12345',
  'admin12345!',
  'zicha2019!!',
  'abcdefghijkl',
  '9876543210',
  'qwertyuiop12',
  'bnu-secret',
  'x'.repeat(201),
])('the password %j is weak', (password) => {
  expect(() => readPassword(password, 'bnu')).toThrow(
    expect.objectContaining({ code: 'account.weak-password' }),
  )
})

test('a long sentence is a good password, and a short user name that happens to be in one does no harm', () => {
  expect(readPassword('春眠不觉晓处处闻啼鸟', 'bnu')).toBe('春眠不觉晓处处闻啼鸟')
  expect(readPassword('wq7x-bnu8-k2md-9fha', 'bnu')).toBe('wq7x-bnu8-k2md-9fha')
})

test('a good password may begin as a bad one does', () => {
  for (const good of ['abcissa-lime-77', '123go-home-late', 'admin-of-five-hills'])
    expect(readPassword(good, 'bnu')).toBe(good)
})

test('every fifth failure in a row locks for a quarter of an hour', () => {
  const now = new Date('2019-06-01T00:00:00Z')
  expect([0, 1, 4, 6, 9].map((failures) => lockedUntil(failures, now))).toEqual([
    null,
    null,
    null,
    null,
    null,
  ])
  for (const failures of [5, 10]) expect(lockedUntil(failures, now)).toEqual(new Date('2019-06-01T00:15:00Z'))
})

test('a unit’s role needs a unit, a commission’s role has none', () => {
  fitRole('filler', 'BNU')
  fitRole('reviewer', null)
  expect(() => fitRole('filler', null)).toThrow(expect.objectContaining({ code: 'account.role-misfit' }))
  expect(() => fitRole('reviewer', 'BNU')).toThrow(expect.objectContaining({ code: 'account.role-misfit' }))
})
