// Opens a zip as its directory tells, part by part and within limits: what is packed small may be huge.
import { Inflate, strFromU8, strToU8, zipSync } from 'fflate'
import { Problem } from '../../domain/problem.ts'

const limits = { fileBytes: 24_000_000, entries: 2_000, unpackedBytes: 80_000_000 }
const slice = 1 << 16

interface Entry {
  readonly method: number
  readonly encrypted: boolean
  readonly packed: number
  readonly offset: number
}

export class Zip {
  readonly #bytes: Uint8Array
  readonly #entries: ReadonlyMap<string, Entry>
  #left = limits.unpackedBytes

  constructor(bytes: Uint8Array) {
    if (bytes.length > limits.fileBytes) throw tooLarge()
    this.#bytes = bytes
    this.#entries = readDirectory(bytes)
  }

  /** The part as text; nothing when there is none of that name. */
  text(name: string): string | undefined {
    const entry = this.#entries.get(name) ?? this.#entries.get(name.replace(/^\//, ''))
    return entry && strFromU8(this.#unpack(entry))
  }

  #unpack({ method, encrypted, packed, offset }: Entry): Uint8Array {
    const bytes = this.#bytes
    if (encrypted) throw locked()
    if (number(bytes, offset, 4) !== 0x04034b50) throw damaged()
    const from = offset + 30 + number(bytes, offset + 26, 2) + number(bytes, offset + 28, 2)
    const data = bytes.subarray(from, from + packed)
    if (data.length !== packed) throw damaged()
    if (method === 0) return this.#count(data)
    if (method !== 8) throw damaged()
    const chunks: Uint8Array[] = []
    let ended = false
    const inflate = new Inflate((chunk, last) => {
      chunks.push(this.#count(chunk))
      ended = last
    })
    try {
      for (let at = 0; at < data.length && !ended; at += slice) {
        inflate.push(data.subarray(at, at + slice), at + slice >= data.length)
      }
    } catch (cause) {
      if (cause instanceof Problem) throw cause
      throw damaged()
    }
    if (!ended) throw damaged()
    return join(chunks)
  }

  #count(chunk: Uint8Array): Uint8Array {
    this.#left -= chunk.length
    if (this.#left < 0) throw tooLarge()
    return chunk
  }
}

function readDirectory(bytes: Uint8Array): ReadonlyMap<string, Entry> {
  let end = bytes.length - 22
  const earliest = Math.max(0, end - 0xffff)
  while (end >= earliest && number(bytes, end, 4) !== 0x06054b50) end--
  if (end < earliest) throw damaged()
  const count = number(bytes, end + 10, 2)
  if (count > limits.entries) throw tooLarge()
  const entries = new Map<string, Entry>()
  let at = number(bytes, end + 16, 4)
  for (let i = 0; i < count; i++) {
    if (number(bytes, at, 4) !== 0x02014b50) throw damaged()
    const nameLength = number(bytes, at + 28, 2)
    const name = strFromU8(bytes.subarray(at + 46, at + 46 + nameLength)).replace(/\\/g, '/')
    entries.set(name, {
      method: number(bytes, at + 10, 2),
      encrypted: (number(bytes, at + 8, 2) & 1) === 1,
      packed: number(bytes, at + 20, 4),
      offset: number(bytes, at + 42, 4),
    })
    at += 46 + nameLength + number(bytes, at + 30, 2) + number(bytes, at + 32, 2)
  }
  return entries
}

/** Little-endian; beyond the end reads as zero. */
function number(bytes: Uint8Array, at: number, size: number): number {
  let value = 0
  for (let i = size - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] ?? 0)
  return value
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    whole.set(chunk, at)
    at += chunk.length
  }
  return whole
}

/** Same texts in, same bytes out, in the order given. */
export function packTexts(parts: Readonly<Record<string, string>>): Uint8Array {
  const bytes = Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))
  // Zip dates are local wall-clock fields, so a local date gives the same bytes in every time zone.
  return zipSync(bytes, { level: 6, mtime: new Date(2019, 4, 20) })
}

const tooLarge = () =>
  new Problem(
    'limited',
    'workbook.too-large',
    'Excel 文件过大，请删除图片和多余的工作表，或分成几个文件后再导入',
    {
      ...limits,
    },
  )

const damaged = () =>
  new Problem(
    'invalid',
    'workbook.damaged',
    'Excel 文件已损坏，无法读取，请用 Excel 打开并另存为 .xlsx 后再导入',
  )

const locked = () =>
  new Problem('invalid', 'workbook.encrypted', 'Excel 文件设有打开密码，请取消密码后另存为 .xlsx 再导入')
