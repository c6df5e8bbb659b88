// A stream of any length under a passphrase: what an installation keeps, on its way to another place.
// "ZBK1" | argon2id memory KiB, passes, lanes: 4 bytes each | 16 bytes salt | 16 bytes proof | locked as at rest
import { Problem } from '../domain/problem.ts'
import { lockAtRest, unlockAtRest } from './at-rest.ts'
import { type Bytes, concat, randomBytes, utf8 } from './bytes.ts'
import { expand } from './hkdf.ts'
import { passphraseBytes } from './keys.ts'
import { nativeSuites } from './suites/native.ts'

const magic = utf8('ZBK1')
const headSize = 48
const suite = nativeSuites[1]

interface Cost {
  readonly m: number
  readonly t: number
  readonly p: number
}

export async function* sealUnder(
  passphrase: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const { m, t, p } = suite.cost as Cost
  const numbers = new Uint8Array(12)
  for (const [at, value] of [m, t, p].entries()) new DataView(numbers.buffer).setUint32(at * 4, value)
  const open = concat(magic, numbers, randomBytes(16))
  const { key, proof } = await keysFor(passphrase, open)
  yield concat(open, proof)
  yield* lockAtRest(key, source)
}

/** What is wrong is known at the chunk where it is; the end is known to be the end. */
export async function* openUnder(
  passphrase: string,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const pieces = source[Symbol.asyncIterator]()
  let head: Bytes = new Uint8Array(0)
  while (head.length < headSize) {
    const { value, done } = await pieces.next()
    if (done) break
    head = concat(head, new Uint8Array(value))
  }
  if (head.length < headSize || magic.some((byte, at) => head[at] !== byte)) throw notSealed()
  const { key, proof } = await keysFor(passphrase, head.slice(0, 32))
  if (proof.some((byte, at) => head[32 + at] !== byte)) throw wrongPassphrase()
  yield* unlockAtRest(
    key,
    (async function* () {
      yield head.subarray(headSize)
      yield* { [Symbol.asyncIterator]: () => pieces }
    })(),
  )
}

/** All that stands open at the beginning has a part in the keys, so that none of it can be exchanged. */
async function keysFor(passphrase: string, open: Bytes): Promise<{ key: Bytes; proof: Bytes }> {
  const numbers = new DataView(open.buffer, open.byteOffset)
  const cost = { m: numbers.getUint32(4), t: numbers.getUint32(8), p: numbers.getUint32(12) }
  if (!suite.isBearable(cost)) throw notSealed()
  const stretched = await suite.stretch(passphraseBytes(passphrase), open.slice(16), cost)
  const keys = expand(suite.hmac, stretched, concat(utf8('zicha backup 1'), open), 48)
  return { key: keys.slice(0, 32), proof: keys.slice(32) }
}

const notSealed = () =>
  new Problem('invalid', 'backup.not-sealed', '这不是本平台制作的加密备份，或文件开头已损坏：请检查文件名')
const wrongPassphrase = () =>
  new Problem(
    'forbidden',
    'backup.wrong-passphrase',
    '备份口令不对，没有恢复任何内容：请核对制作这份备份时所用的口令',
  )
