// Just enough of ASN.1's DER to write a certificate.

export const der = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(contents)
  return Buffer.concat([Buffer.from([tag, ...lengthOf(content.length)]), content])
}

function lengthOf(length: number): number[] {
  if (length < 0x80) return [length]
  const bytes = Buffer.from(length.toString(16).padStart(length > 0xff ? 4 : 2, '0'), 'hex')
  return [0x80 | bytes.length, ...bytes]
}

export const sequence = (...parts: readonly Uint8Array[]) => der(0x30, ...parts)
export const setOf = (...parts: readonly Uint8Array[]) => der(0x31, ...parts)
export const integer = (bytes: readonly number[] | Uint8Array) => der(0x02, Uint8Array.from(bytes))
export const yes = der(0x01, Buffer.from([0xff]))
export const text = (words: string) => der(0x0c, Buffer.from(words))
export const octets = (...parts: readonly Uint8Array[]) => der(0x04, ...parts)
export const bits = (bytes: Uint8Array, unused = 0) => der(0x03, Buffer.from([unused]), bytes)
/** `[tag]`, holding parts. */
export const tagged = (tag: number, ...parts: readonly Uint8Array[]) => der(0xa0 | tag, ...parts)
/** `[tag]`, in place of the part's own tag. */
export const tagging = (tag: number, content: Uint8Array) => der(0x80 | tag, content)

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const number of rest) {
    const groups = [number & 0x7f]
    for (let left = number >> 7; left > 0; left >>= 7) groups.unshift(0x80 | (left & 0x7f))
    bytes.push(...groups)
  }
  return der(0x06, Buffer.from(bytes))
}

/** The standard has two ways to write a time, and says from when on the longer one is used. */
export function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/\.\d+|\D/g, '')
  return at.getUTCFullYear() < 2050
    ? der(0x17, Buffer.from(`${digits.slice(2)}Z`))
    : der(0x18, Buffer.from(`${digits}Z`))
}
