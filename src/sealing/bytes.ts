/** Bytes that WebCrypto and Blob accept: not over a SharedArrayBuffer. */
export type Bytes = Uint8Array<ArrayBuffer>

/** Where bytes may come from. A Blob may be backed by a file and is read slice by slice. */
export type ByteSource = Uint8Array | Blob | AsyncIterable<Uint8Array>

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text)

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

export function u32(value: number): Bytes {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

export const readU32 = (bytes: Uint8Array): number =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getUint32(0)

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

export const base64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '')

/** Nothing unless the text is the one spelling of exactly `size` bytes. */
export function fromBase64url(text: unknown, size?: number): Bytes | undefined {
  if (typeof text !== 'string' || !/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined
  const bytes = Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) =>
    char.charCodeAt(0),
  )
  return base64url(bytes) === text && (size === undefined || bytes.length === size) ? bytes : undefined
}

/** Takes the same time wherever the difference is. */
export function same(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  let difference = 0
  for (let at = 0; at < one.length; at += 1) difference |= one[at]! ^ other[at]!
  return difference === 0
}

export const randomBytes = (size: number): Bytes => globalThis.crypto.getRandomValues(new Uint8Array(size))

/** Copies only when it must. */
export const asBytes = (bytes: Uint8Array): Bytes =>
  bytes.buffer instanceof ArrayBuffer ? (bytes as Bytes) : new Uint8Array(bytes)

const SLICE = 1 << 20

/** Reads any source in pieces of at most 1 MiB where it can choose. */
export async function* pieces(source: ByteSource): AsyncGenerator<Bytes> {
  if (source instanceof Uint8Array) yield asBytes(source)
  else if (source instanceof Blob)
    for (let at = 0; at < source.size; at += SLICE)
      yield new Uint8Array(await source.slice(at, at + SLICE).arrayBuffer())
  else for await (const piece of source) yield asBytes(piece)
}

/** Takes a source apart by exact lengths. */
export class ByteReader {
  readonly #pieces: AsyncGenerator<Bytes>
  #left: Bytes = new Uint8Array(0)

  constructor(source: ByteSource) {
    this.#pieces = pieces(source)
  }

  /** What is at hand, at most `most` bytes; nothing only where the source ends. */
  async some(most: number): Promise<Bytes> {
    while (this.#left.length === 0) {
      const next = await this.#pieces.next()
      if (next.done) break
      this.#left = next.value
    }
    const part = this.#left.subarray(0, most)
    this.#left = this.#left.subarray(part.length)
    return part
  }

  /** Fewer than `size` bytes only where the source ends. */
  async read(size: number): Promise<Bytes> {
    const parts: Bytes[] = []
    for (let wanted = size; wanted > 0; ) {
      const part = await this.some(wanted)
      if (part.length === 0) break
      wanted -= part.length
      parts.push(part)
    }
    return parts.length === 1 ? parts[0]! : concat(...parts)
  }

  /** How many bytes are left, counting no further than `enough`. */
  async count(enough: number): Promise<number> {
    let counted = 0
    while (counted < enough) {
      const { length } = await this.some(enough - counted)
      if (length === 0) break
      counted += length
    }
    return counted
  }

  async close(): Promise<void> {
    await this.#pieces.return(undefined)
  }
}
