import { expect, test } from 'vitest'
import { vaultUnder } from './rows.ts'

const vault = vaultUnder(crypto.getRandomValues(new Uint8Array(32)))
const place = JSON.stringify(['comment', 'content', '2019', 'BNU', 'c1'])
const damaged = expect.objectContaining({ code: 'at-rest.row-damaged' })

test.each(['', '{}', '未设口令的数据库', '长'.repeat(200_000)])('a text comes back as it was', (text) => {
  const locked = vault.lock(place, text)
  expect(vault.unlock(place, locked)).toBe(text)
  if (text) expect(locked.includes(text)).toBe(false)
})

test('the same text twice does not look the same', () => {
  expect(vault.lock(place, '弱口令').equals(vault.lock(place, '弱口令'))).toBe(false)
})

test('a value that was put in the place of another is not given out', () => {
  const locked = vault.lock(place, '弱口令')
  expect(() => vault.unlock(place.replace('BNU', 'BTU'), locked)).toThrow(damaged)
})

test('another master key opens nothing', () => {
  const locked = vault.lock(place, '弱口令')
  expect(() => vaultUnder(new Uint8Array(32)).unlock(place, locked)).toThrow(damaged)
})

test('a value with any bit changed, cut off or lengthened is not given out', () => {
  const locked = vault.lock(place, '弱口令')
  for (let bit = 0; bit < locked.length * 8; bit++) {
    const flipped = Buffer.from(locked)
    flipped[bit >> 3]! ^= 1 << (bit & 7)
    expect(() => vault.unlock(place, flipped)).toThrow(damaged)
  }
  for (let length = 0; length < locked.length; length++)
    expect(() => vault.unlock(place, locked.subarray(0, length))).toThrow(damaged)
  expect(() => vault.unlock(place, Buffer.concat([locked, Buffer.from('x')]))).toThrow(damaged)
})
