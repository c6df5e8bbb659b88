// The plain tar format (ustar): whoever has an archive can look into it with any tool.

export interface TarEntry {
  name: string
  size: number
  content: AsyncIterable<Uint8Array>
}

const block = 512

export async function* writeTar(entries: AsyncIterable<TarEntry>, now: Date): AsyncGenerator<Uint8Array> {
  for await (const { name, size, content } of entries) {
    yield header(name, size, now)
    let written = 0
    for await (const piece of content) {
      written += piece.length
      yield piece
    }
    if (written !== size) throw new Error(`${name} was to have ${size} bytes and had ${written}`)
    yield Buffer.alloc(padding(size))
  }
  yield Buffer.alloc(2 * block)
}

const padding = (size: number) => (block - (size % block)) % block

function header(name: string, size: number, now: Date): Buffer {
  if (!isPlainName(name) || name.length > 100) throw new Error(`cannot be in an archive: ${name}`)
  const bytes = Buffer.alloc(block)
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`
  bytes.write(name, 0)
  bytes.write(octal(0o600, 8) + octal(0, 8) + octal(0, 8), 100)
  bytes.write(octal(size, 12) + octal(Math.floor(now.getTime() / 1000), 12), 124)
  bytes.write('0', 156)
  bytes.write('ustar\x0000', 257)
  bytes.write(octal(sum(bytes), 7), 148)
  bytes.write(' ', 155)
  return bytes
}

/** Of all bytes of a header, its own field counted as blanks. */
const sum = (bytes: Uint8Array) =>
  bytes.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0)

const isPlainName = (name: string) => /^[\w.-]+(\/[\w.-]+)*$/.test(name) && !name.split('/').includes('..')

/** Entries one after another; each must be read to its end before the next. Undefined where the bytes are no archive of ours. */
export async function* readTar(source: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const reader = new Reader(source)
  for (;;) {
    const bytes = await reader.exactly(block)
    if (bytes.every((byte) => byte === 0)) return reader.toTheEnd()
    const field = (from: number, to: number) => bytes.toString('latin1', from, to).replace(/[\0 ]+$/, '')
    const [name, size] = [field(0, 100), Number.parseInt(field(124, 136), 8)]
    const sound = Number.parseInt(field(148, 156), 8) === sum(bytes) && field(257, 262) === 'ustar'
    if (!sound || !isPlainName(name) || !Number.isSafeInteger(size) || field(156, 157) !== '0')
      throw new BadTar()
    yield { name, size, content: reader.next(size) }
    await reader.exactly(padding(size))
  }
}

export class BadTar extends Error {}

class Reader {
  readonly #source: AsyncIterator<Uint8Array>
  #left: Uint8Array = new Uint8Array()

  constructor(source: AsyncIterable<Uint8Array>) {
    this.#source = source[Symbol.asyncIterator]()
  }

  async *next(size: number): AsyncGenerator<Uint8Array> {
    for (let missing = size; missing > 0; ) {
      if (this.#left.length === 0) {
        const { done, value } = await this.#source.next()
        if (done) throw new BadTar()
        this.#left = value
      }
      const piece = this.#left.subarray(0, missing)
      this.#left = this.#left.subarray(piece.length)
      missing -= piece.length
      yield piece
    }
  }

  /** Whoever gives the bytes may know only at their end that they are sound. */
  async toTheEnd(): Promise<void> {
    for (;;) {
      if (this.#left.some((byte) => byte !== 0)) throw new BadTar()
      const { done, value } = await this.#source.next()
      if (done) return
      this.#left = value
    }
  }

  async exactly(size: number): Promise<Buffer> {
    const pieces: Uint8Array[] = []
    for await (const piece of this.next(size)) pieces.push(piece)
    return Buffer.concat(pieces)
  }
}
