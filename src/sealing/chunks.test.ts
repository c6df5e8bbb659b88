import { expect, test } from 'vitest'
import { makeCast, sampleContents, sealOptions } from '../../test/packages.ts'
import { hex } from './bytes.ts'
import { nonceOf } from './chunks.ts'
import { seal } from './package.ts'

test('every chunk has a nonce of its own, and the last one says so', () => {
  expect(hex(nonceOf(0, false))).toBe('000000000000000000000000')
  expect(hex(nonceOf(0, true))).toBe('000000000000000000000001')
  expect(hex(nonceOf(258, false))).toBe('000000000000000000010200')
  expect(hex(nonceOf(2 ** 32 - 1, true))).toBe('00000000000000ffffffff01')
})

test('while a large package is sealed in JavaScript, the page can still do other things', async () => {
  const cast = await makeCast(2)
  let ticks = 0
  const timer = setInterval(() => {
    ticks += 1
  }, 5)
  await seal(sampleContents(20_000_000), sealOptions(cast))
  clearInterval(timer)
  expect(ticks).toBeGreaterThan(3)
})
