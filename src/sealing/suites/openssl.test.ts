// The suites held against the OpenSSL command line, in both directions.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { concat, randomBytes, utf8 } from '../bytes.ts'
import { chinese } from './chinese.ts'
import { international } from './international.ts'
import { nativeSuites } from './native.ts'
import { sm2Decrypt, sm2Encrypt } from './sm2.ts'
import { sm4Ctr, sm4RoundKeys } from './sm4.ts'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sez-openssl-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const at = (name: string) => join(folder, name)
const save = (name: string, bytes: Uint8Array | string) => {
  writeFileSync(at(name), bytes)
  return at(name)
}
const openssl = (...words: string[]) =>
  new Uint8Array(execFileSync('openssl', words, { stdio: ['pipe', 'pipe', 'pipe'] }))
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const unhex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))

const pem = (kind: string, der: Uint8Array) =>
  `-----BEGIN ${kind}-----\n${Buffer.from(der).toString('base64')}\n-----END ${kind}-----\n`
const SM2 = '301306072a8648ce3d020106082a811ccf5501822d'

function sm2KeyFiles() {
  const privateKey = chinese.privateKey(randomBytes(48))
  const publicKey = chinese.publicKey('sign', privateKey)
  save('sm2.pub', pem('PUBLIC KEY', unhex(`3059${SM2}034200${hex(publicKey)}`)))
  const inner = `306b0201010420${hex(privateKey)}a144034200${hex(publicKey)}`
  save('sm2.key', pem('PRIVATE KEY', unhex(`308187020100${SM2}046d${inner}`)))
  return { privateKey, publicKey }
}

const der = (tag: number, content: Uint8Array) => concat(Uint8Array.of(tag, content.length), content)
function integer(bytes: Uint8Array): Uint8Array {
  const first = bytes.findIndex((byte) => byte !== 0)
  const short = bytes.subarray(first)
  return der(2, short[0]! > 127 ? concat(Uint8Array.of(0), short) : short)
}
/** The contents of the members of a short DER sequence. */
function members(sequence: Uint8Array): Uint8Array[] {
  const found: Uint8Array[] = []
  let next = sequence[1]! > 127 ? 3 : 2
  while (next < sequence.length) {
    const length = sequence[next + 1]!
    found.push(sequence.subarray(next + 2, next + 2 + length))
    next += 2 + length
  }
  return found
}
const to32 = (bytes: Uint8Array) => concat(new Uint8Array(32), bytes).slice(-32)

const withId = ['-rawin', '-digest', 'sm3', '-pkeyopt', 'distid:1234567812345678']

test('OpenSSL accepts our SM2 signatures, and we accept its', () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const { privateKey, publicKey } = sm2KeyFiles()
    const message = randomBytes(1 + 40 * turn)
    const ours = chinese.sign(message, privateKey)
    const file = save('message', message)
    const signature = save(
      'signature',
      der(0x30, concat(integer(ours.subarray(0, 32)), integer(ours.subarray(32)))),
    )
    const words = ['-in', file, '-inkey']
    openssl('pkeyutl', '-verify', '-pubin', ...words, at('sm2.pub'), '-sigfile', signature, ...withId)
    const theirs = members(openssl('pkeyutl', '-sign', ...words, at('sm2.key'), ...withId)).map(to32)
    expect(chinese.verify(concat(...theirs), message, publicKey)).toBe(true)
    expect(chinese.verify(concat(...theirs.toReversed()), message, publicKey)).toBe(false)
    save('message', concat(message, Uint8Array.of(0)))
    expect(() =>
      openssl('pkeyutl', '-verify', '-pubin', ...words, at('sm2.pub'), '-sigfile', signature, ...withId),
    ).toThrow()
  }
})

test('OpenSSL decrypts what we encrypt by SM2, and we what it encrypts', () => {
  for (let turn = 0; turn < 5; turn += 1) {
    const { privateKey, publicKey } = sm2KeyFiles()
    const key = randomBytes(32)
    const ours = sm2Encrypt(key, publicKey)
    const point = [ours.subarray(1, 33), ours.subarray(33, 65)].map(integer)
    const sequence = concat(...point, der(4, ours.subarray(65, 97)), der(4, ours.subarray(97)))
    const long =
      sequence.length > 127
        ? concat(Uint8Array.of(0x30, 0x81, sequence.length), sequence)
        : der(0x30, sequence)
    expect(openssl('pkeyutl', '-decrypt', '-inkey', at('sm2.key'), '-in', save('sealed', long))).toEqual(key)
    const theirs = members(
      openssl('pkeyutl', '-encrypt', '-pubin', '-inkey', at('sm2.pub'), '-in', save('plain', key)),
    )
    const [x, y, c3, c2] = theirs as [Uint8Array, Uint8Array, Uint8Array, Uint8Array]
    expect(sm2Decrypt(concat(Uint8Array.of(4), to32(x), to32(y), c3, c2), privateKey)).toEqual(key)
  }
})

test('SM3, HMAC-SM3, SM4-CTR and PBKDF2-HMAC-SM3 are OpenSSL’s at every length around the block', async () => {
  for (const size of [0, 1, 15, 16, 17, 55, 56, 63, 64, 65, 1_000, 65_536]) {
    const message = randomBytes(size)
    const [key, nonce] = [randomBytes(16), randomBytes(12)]
    const file = save('message', message)
    const hasher = chinese.hasher()
    hasher.update(message.subarray(0, size >> 1))
    const half = hasher.clone()
    half.update(message.subarray(size >> 1))
    expect(hex(half.digest())).toBe(hex(openssl('dgst', '-sm3', '-binary', file)))
    const mac = openssl('dgst', '-sm3', '-binary', '-mac', 'HMAC', '-macopt', `hexkey:${hex(key)}`, file)
    for (const suite of [chinese, nativeSuites[2]]) expect(hex(suite.hmac(key, message))).toBe(hex(mac))
    const stream = openssl('enc', '-sm4-ctr', '-K', hex(key), '-iv', `${hex(nonce)}00000000`, '-in', file)
    expect(hex(sm4Ctr(sm4RoundKeys(key), nonce, message))).toBe(hex(stream))
  }
  const salt = randomBytes(16)
  const given = [`pass:abc`, `hexsalt:${hex(salt)}`, 'iter:10000', 'digest:SM3'].flatMap((word) => [
    '-kdfopt',
    word,
  ])
  const stretched = openssl('kdf', '-keylen', '32', '-binary', ...given, 'PBKDF2')
  for (const suite of [chinese, nativeSuites[2]])
    expect(hex(await suite.stretch(utf8('abc'), salt, { iterations: 10_000 }))).toBe(hex(stretched))
})

test('OpenSSL accepts our Ed25519 signatures, and we accept its', () => {
  const privateKey = international.privateKey(randomBytes(48))
  const publicKey = international.publicKey('sign', privateKey)
  save('ed.pub', pem('PUBLIC KEY', unhex(`302a300506032b6570032100${hex(publicKey)}`)))
  save('ed.key', pem('PRIVATE KEY', unhex(`302e020100300506032b657004220420${hex(privateKey)}`)))
  const message = randomBytes(100)
  const signature = save('signature', international.sign(message, privateKey))
  const words = ['-rawin', '-in', save('message', message), '-inkey']
  openssl('pkeyutl', '-verify', '-pubin', ...words, at('ed.pub'), '-sigfile', signature)
  expect(hex(openssl('pkeyutl', '-sign', ...words, at('ed.key')))).toBe(hex(readFileSync(signature)))
  for (const suite of [international, nativeSuites[1]])
    expect(suite.verify(readFileSync(signature), message, publicKey)).toBe(true)
})
