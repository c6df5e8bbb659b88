import { expect, test } from 'vitest'
import { hex, randomBytes, utf8 } from '../bytes.ts'
import { aesGcm, aesGcmInJavaScript } from './aes-gcm.ts'
import { stretchByArgon2, stretchInJavaScript } from './argon2id.ts'
import { hpke } from './hpke.ts'
import { international } from './international.ts'
import { nativeSuites } from './native.ts'

const bytes = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))

test('the first sample of RFC 9180 comes out as printed', async () => {
  const keys: string[] = []
  const { seal } = hpke({
    keyBytes: 16,
    drawEphemeral: () => bytes('52c4a758a802cd8b936eceea314432798d5baf2d7e9235dc084ab1b9cfa2f736'),
    makeCipher: (key) => {
      keys.push(hex(key))
      return aesGcm(key)
    },
  })
  const sealed = await seal(
    bytes('4265617574792069732074727574682c20747275746820626561757479'),
    bytes('3948cfe0ad1ddb695d780e59077195da6c56506b027329794ab02bca80815c4d'),
    bytes('4f6465206f6e2061204772656369616e2055726e'),
  )
  expect(keys).toEqual(['4531685d41d65f03dc48f6b8302c05b0'])
  expect(hex(sealed.slice(0, 32))).toBe('37fda3567bdbd628e88668c3c8d7e97d1d1253b6d4ea6d44c150f741f1bf4431')
  // The sample has additional data, which changes the tag but not the text.
  expect(hex(sealed.slice(32, -16))).toBe('f938558b5d72f1a23810b4be2ab4f84331acc02fc97babc53a52ae8218')
})

test('a key wrapped by one implementation is unwrapped by the other, and only under its own binding', async () => {
  const [contentKey, info] = [randomBytes(32), utf8('binding')]
  for (const [one, other] of [
    [international, nativeSuites[1]],
    [nativeSuites[1], international],
  ] as const) {
    const privateKey = one.privateKey(randomBytes(48))
    const wrapped = await one.wrap(contentKey, one.publicKey('seal', privateKey), info)
    expect(await other.unwrap(wrapped, privateKey, info)).toEqual(contentKey)
    expect(await other.unwrap(wrapped, privateKey, utf8('other'))).toBeUndefined()
    expect(await other.unwrap(new Uint8Array(wrapped.length), privateKey, info)).toBeUndefined()
    expect(() => one.publicKey('seal', new Uint8Array(31))).toThrow()
  }
})

test('AES-GCM without WebCrypto is the same AES-GCM', async () => {
  const [key, nonce, plain] = [randomBytes(32), randomBytes(12), randomBytes(1_000)]
  const sealed = await aesGcmInJavaScript(key).seal(nonce, plain)
  expect(await (await aesGcm(key)).open(nonce, sealed)).toEqual(plain)
  expect(await aesGcmInJavaScript(key).open(nonce, sealed)).toEqual(plain)
  sealed[3]! ^= 1
  expect(await (await aesGcm(key)).open(nonce, sealed)).toBeUndefined()
  expect(await aesGcmInJavaScript(key).open(nonce, sealed)).toBeUndefined()
})

test('Argon2id without WebAssembly is the same Argon2id, and that of the reference program', async () => {
  const cost = { m: 8_192, t: 2, p: 1 }
  const fast = await stretchByArgon2(utf8('口令'), utf8('0123456789abcdef'), cost)
  const slow = await stretchInJavaScript(utf8('口令'), utf8('0123456789abcdef'), cost)
  expect(hex(slow)).toBe(hex(fast))
  // echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32
  const known = await stretchByArgon2(utf8('password'), utf8('somesalt'), { m: 65_536, t: 2, p: 1 })
  expect(hex(known)).toBe('09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7')
})
