// STREAM: the contents in chunks, each sealed under its number and whether it is the last, so that none can be
// dropped, added or moved.
import { ByteReader, type ByteSource, type Bytes } from './bytes.ts'
import { CHUNK_BYTES, chunkCount } from './header.ts'
import { type Cipher, NONCE_BYTES } from './suites/suite.ts'

/** 11 bytes of big-endian chunk number, 1 byte that is 1 on the last chunk. */
export function nonceOf(chunk: number, isLast: boolean): Bytes {
  const nonce = new Uint8Array(NONCE_BYTES)
  new DataView(nonce.buffer).setUint32(7, chunk)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

export const chunkLength = (size: number, chunk: number): number =>
  Math.min(CHUNK_BYTES, size - chunk * CHUNK_BYTES)

/** Lets the page or server do other things now and then, since not every suite waits by itself. */
export function makePause(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < 40) return undefined
    return new Promise((resolve) =>
      setTimeout(() => {
        since = performance.now()
        resolve()
      }),
    )
  }
}

/** Seals exactly `size` bytes. */
export async function* sealChunks(contents: ByteSource, size: number, cipher: Cipher): AsyncGenerator<Bytes> {
  const reader = new ByteReader(contents)
  const chunks = chunkCount(size)
  const pause = makePause()
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    await pause()
    const plain = await reader.read(chunkLength(size, chunk))
    yield cipher.seal(nonceOf(chunk, chunk === chunks - 1), plain)
  }
  // Attachments are checked at their end, so the source must come to its own.
  await reader.count(1)
}

const MAX_GUESSES = 1_024

/** The number under which a chunk was sealed, looked for near by; only to name what went wrong. */
export async function whereItBelongs(
  sealed: Bytes,
  size: number,
  cipher: Cipher,
): Promise<number | undefined> {
  const chunks = chunkCount(size)
  for (let chunk = 0; chunk < Math.min(chunks, MAX_GUESSES); chunk += 1)
    if (await cipher.open(nonceOf(chunk, chunk === chunks - 1), sealed)) return chunk
  return undefined
}
