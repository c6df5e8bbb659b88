// How the platform keeps files and private keys on its own disk: AES-256-GCM in numbered chunks, a key per file.
// "ZAR1" | 16 bytes salt | chunks of 64 KiB, each with its tag; the last one says in its nonce that it is the last.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { Problem } from '../domain/problem.ts'

type Bytes = Uint8Array<ArrayBuffer>

const magic = Uint8Array.of(0x5a, 0x41, 0x52, 0x31)
const saltSize = 16
const chunkSize = 64 * 1024
const tagSize = 16

const fileKey = (master: Uint8Array, salt: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', master, salt, 'zicha at rest 1', 32))

function nonce(counter: number, last: boolean): Bytes {
  const bytes = new Uint8Array(12)
  const view = new DataView(bytes.buffer)
  view.setUint32(4, counter)
  view.setUint8(11, last ? 1 : 0)
  return bytes
}

/** Cuts a stream into chunks of one size; only the last is shorter, and it is there even when empty. */
async function* chunks(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<[Bytes, boolean]> {
  let held: Bytes = new Uint8Array(0)
  for await (const piece of source) {
    const joined = new Uint8Array(held.length + piece.length)
    joined.set(held)
    joined.set(piece, held.length)
    let at = 0
    for (; joined.length - at > size; at += size) yield [joined.slice(at, at + size), false]
    held = joined.slice(at)
  }
  yield [held, true]
}

export async function* lockAtRest(
  master: Uint8Array,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const salt = randomBytes(saltSize)
  const key = fileKey(master, salt)
  // In one piece with the first chunk: most files are one small write.
  let head = Buffer.concat([magic, salt])
  let counter = 0
  for await (const [chunk, last] of chunks(source, chunkSize)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonce(counter++, last))
    yield Buffer.concat([head, cipher.update(chunk), cipher.final(), cipher.getAuthTag()])
    head = Buffer.alloc(0)
  }
}

export async function* unlockAtRest(
  master: Uint8Array,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const head = magic.length + saltSize
  let key: Uint8Array | undefined
  let counter = 0
  for await (const [chunk, last] of chunks(
    await skip(source, head, async (bytes) => {
      if (magic.some((byte, at) => bytes[at] !== byte)) throw damaged()
      key = fileKey(master, bytes.subarray(magic.length))
    }),
    chunkSize + tagSize,
  )) {
    if (!key || chunk.length < tagSize) throw damaged()
    yield openChunk(key, nonce(counter++, last), chunk)
  }
}

function openChunk(key: Uint8Array, nonce: Bytes, chunk: Bytes): Uint8Array {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagSize })
  decipher.setAuthTag(chunk.subarray(-tagSize))
  const opened = decipher.update(chunk.subarray(0, -tagSize))
  try {
    decipher.final()
  } catch {
    // Another key, or bytes that changed on the disk.
    throw damaged()
  }
  return opened
}

/** Hands the first bytes to `take` and gives the rest. */
async function skip(
  source: AsyncIterable<Uint8Array>,
  size: number,
  take: (head: Uint8Array) => Promise<void>,
): Promise<AsyncGenerator<Uint8Array>> {
  const pieces = source[Symbol.asyncIterator]()
  let held = new Uint8Array(0)
  while (held.length < size) {
    const { value, done } = await pieces.next()
    if (done) throw damaged()
    const joined = new Uint8Array(held.length + value.length)
    joined.set(held)
    joined.set(value, held.length)
    held = joined
  }
  await take(held.subarray(0, size))
  return (async function* () {
    yield held.subarray(size)
    for (;;) {
      const { value, done } = await pieces.next()
      if (done) return
      yield value
    }
  })()
}

/** A short secret as one line of text. */
export async function lockText(master: Uint8Array, text: string): Promise<string> {
  return (await gather(lockAtRest(master, once(Buffer.from(text))))).toString('base64')
}

export async function unlockText(master: Uint8Array, locked: string): Promise<string> {
  const opened = unlockAtRest(master, once(Buffer.from(locked, 'base64')))
  return (await gather(opened)).toString()
}

async function gather(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const part of source) parts.push(part)
  return Buffer.concat(parts)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

const damaged = () =>
  new Problem(
    'invalid',
    'at-rest.damaged',
    '保存在服务器上的文件已损坏，或主密钥不是保存它时的那一把；请从备份恢复',
  )
