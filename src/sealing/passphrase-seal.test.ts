import { expect, test } from 'vitest'
import { openUnder, sealUnder } from './passphrase-seal.ts'

const whole = async (source: AsyncIterable<Uint8Array>) => {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}
async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const words = '备份口令 correct horse'
const bytes = Buffer.alloc(200_000, '弱口令清单')
const seal = () => whole(sealUnder(words, inPieces(bytes, 30_000)))
const open = (sealed: Uint8Array, passphrase = words, size = 5000) =>
  whole(openUnder(passphrase, inPieces(sealed, size)))
const sealed = await seal()

test('what was sealed comes back as it was, in pieces of any size, and cannot be read before', async () => {
  expect(sealed.includes('口令')).toBe(false)
  for (const size of [7, 48, 70_000, 1_000_000])
    expect((await open(sealed, words, size)).equals(bytes)).toBe(true)
  expect((await seal()).subarray(48).equals(sealed.subarray(48))).toBe(false)
})

test('another passphrase is refused by name, and the same one typed on another keyboard is the same', async () => {
  await expect(open(sealed, `${words}!`)).rejects.toMatchObject({ code: 'backup.wrong-passphrase' })
  expect(await open(sealed, words.replace('c', 'ｃ'))).toHaveLength(bytes.length)
})

test('any bit changed at the beginning is refused before anything comes out', async () => {
  // Not all bits: each costs the stretching of a passphrase.
  for (let bit = 0; bit < 48 * 8; bit += 11) {
    const flipped = Buffer.from(sealed)
    flipped[bit >> 3]! ^= 1 << (bit & 7)
    const pieces = openUnder(words, inPieces(flipped, 5000))
    await expect(pieces.next()).rejects.toMatchObject({
      code: expect.stringMatching(/^backup\.(not-sealed|wrong-passphrase)$/),
    })
  }
})

test('altered, cut off anywhere, lengthened or put together from two: damaged', async () => {
  const flipped = Buffer.from(sealed)
  flipped[150_000]! ^= 1
  const chunk = 65_536 + 16
  const other = await seal()
  const bad = [
    flipped,
    ...[49, 60, 68, 68 + chunk, 68 + 2 * chunk, sealed.length - 1].map((size) => sealed.subarray(0, size)),
    Buffer.concat([sealed, Buffer.from('x')]),
    Buffer.concat([sealed.subarray(0, 68 + chunk), other.subarray(68 + chunk)]),
  ]
  for (const one of bad) await expect(open(one)).rejects.toMatchObject({ code: 'at-rest.damaged' })
})

test('a file of something else is told apart', async () => {
  for (const one of [Buffer.alloc(0), Buffer.from('ZBK1'), Buffer.alloc(500, 'x')])
    await expect(open(one)).rejects.toMatchObject({ code: 'backup.not-sealed' })
})
