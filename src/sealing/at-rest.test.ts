import { expect, test } from 'vitest'
import { lockAtRest, lockText, unlockAtRest, unlockText } from './at-rest.ts'

const master = crypto.getRandomValues(new Uint8Array(32))

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}
const whole = async (source: AsyncIterable<Uint8Array>) => {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}
const lock = (bytes: Uint8Array) => whole(lockAtRest(master, inPieces(bytes, 10_000)))
const unlock = (bytes: Uint8Array, size = 7777) => whole(unlockAtRest(master, inPieces(bytes, size)))

test.each([0, 1, 65_535, 65_536, 65_537, 200_000])(
  'a file of %i bytes comes back as it was',
  async (size) => {
    const bytes = Buffer.alloc(size, 'zicha')
    const locked = await lock(bytes)
    expect(locked.includes('zicha')).toBe(false)
    expect((await unlock(locked)).equals(bytes)).toBe(true)
  },
)

test('a file that changed, was cut short, lengthened or reordered on the disk is not given out', async () => {
  const locked = await lock(Buffer.alloc(200_000, 'zicha'))
  const chunk = 65_536 + 16
  const swapped = Buffer.concat([
    locked.subarray(0, 20),
    locked.subarray(20 + chunk, 20 + 2 * chunk),
    locked.subarray(20, 20 + chunk),
    locked.subarray(20 + 2 * chunk),
  ])
  const flipped = Buffer.from(locked)
  flipped[100_000]! ^= 1
  for (const bad of [
    flipped,
    locked.subarray(0, 20 + chunk),
    locked.subarray(0, 10),
    Buffer.concat([locked, Buffer.from('x')]),
    swapped,
  ])
    await expect(unlock(bad)).rejects.toMatchObject({ code: 'at-rest.damaged' })
})

test('another master key opens nothing', async () => {
  const locked = await lockText(master, '私钥')
  expect(await unlockText(master, locked)).toBe('私钥')
  await expect(unlockText(new Uint8Array(32), locked)).rejects.toMatchObject({ code: 'at-rest.damaged' })
})
