import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('with nothing set, everything is for this machine alone', () => {
  expect(readConfig({})).toMatchObject({
    PORT: 8080,
    HOST: '127.0.0.1',
    DATABASE_URL: '',
    BEHIND_PROXY: false,
  })
})

test.each([
  ['PORT', 'http'],
  ['PORT', '70000'],
  ['DATABASE_URL', 'mysql://x'],
  ['BEHIND_PROXY', 'maybe'],
  ['LOG_LEVEL', 'loud'],
  ['MAX_UPLOAD_MB', '0'],
  // The database counts bytes in 31 bits.
  ['MAX_UPLOAD_MB', '2048'],
])('%s = %s is refused by name', (name, value) => {
  expect(() => readConfig({ [name]: value })).toThrow(name)
})

test('a certificate without its key is refused', () => {
  expect(() => readConfig({ TLS_CERT: '/a.pem' })).toThrow('TLS_KEY')
})

test('a wrong database address is not repeated, since it holds a password', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://u:geheim@h/d' })).not.toThrow('geheim')
})
