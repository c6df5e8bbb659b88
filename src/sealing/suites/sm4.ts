// SM4 (GB/T 32907) as a key stream. The tables fold the S-box and the linear step together; they are read at places
// that depend on the key, so this is for a machine that nobody hostile shares.
const S = Uint8Array.from(
  (
    'd690e9fecce13db716b614c228fb2c052b679a762abe04c3aa441326498606999c4250f491ef987a33540b43edcfac62' +
    'e4b31ca9c908e89580df94fa758f3fa64707a7fcf37317ba83593c19e6854fa8686b81b27164da8bf8eb0f4b70569d35' +
    '1e240e5e6358d1a225227c3b01217887d40046579fd327524c3602e7a0c4c89eeabf8ad240c738b5a3f7f2cef96115a1' +
    'e0ae5da49b341a55ad933230f58cb1e31df6e22e8266ca60c02923ab0d534e6fd5db3745defd8e2f03ff6a726d6c5b51' +
    '8d1baf92bbddbc7f11d95c411f105ad80ac13188a5cd7bbd2d74d012b8e5b4b08969974a0c96777e65b9f109c56ec684' +
    '18f07dec3adc4d2079ee5f3ed7cb3948'
  ).match(/../g)!,
  (byte) => Number.parseInt(byte, 16),
)

const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by))

const table = (turn: number) =>
  Int32Array.from(S, (byte) => {
    const word = rotate(byte, turn)
    return word ^ rotate(word, 2) ^ rotate(word, 10) ^ rotate(word, 18) ^ rotate(word, 24)
  })
const [T0, T1, T2, T3] = [table(24), table(16), table(8), table(0)]

const substitute = (word: number) =>
  (S[word >>> 24]! << 24) | (S[(word >>> 16) & 255]! << 16) | (S[(word >>> 8) & 255]! << 8) | S[word & 255]!

const mix = (word: number) =>
  T0[word >>> 24]! ^ T1[(word >>> 16) & 255]! ^ T2[(word >>> 8) & 255]! ^ T3[word & 255]!

const FK = [0xa3b1bac6, 0x56aa3350, 0x677d9197, 0xb27022dc] as const

export type RoundKeys = Int32Array

export function sm4RoundKeys(key: Uint8Array): RoundKeys {
  const view = new DataView(key.buffer, key.byteOffset, 16)
  const words = FK.map((word, at) => view.getInt32(4 * at) ^ word)
  const keys = new Int32Array(32)
  for (let round = 0; round < 32; round += 1) {
    let constant = 0
    for (let byte = 0; byte < 4; byte += 1) constant = (constant << 8) | (((4 * round + byte) * 7) & 255)
    const word = substitute(words[1]! ^ words[2]! ^ words[3]! ^ constant)
    const next = words.shift()! ^ word ^ rotate(word, 13) ^ rotate(word, 23)
    words.push(next)
    keys[round] = next
  }
  return keys
}

/** Encrypts one block in place, given and left as four words. */
export function sm4Block(keys: RoundKeys, words: Int32Array): void {
  let a = words[0]!
  let b = words[1]!
  let c = words[2]!
  let d = words[3]!
  for (let round = 0; round < 32; round += 4) {
    a ^= mix(b ^ c ^ d ^ keys[round]!)
    b ^= mix(c ^ d ^ a ^ keys[round + 1]!)
    c ^= mix(d ^ a ^ b ^ keys[round + 2]!)
    d ^= mix(a ^ b ^ c ^ keys[round + 3]!)
  }
  words[0] = d
  words[1] = c
  words[2] = b
  words[3] = a
}

/** Counter mode: `nonce` is 12 bytes, then a big-endian block counter from 0. The same both ways. */
export function sm4Ctr(keys: RoundKeys, nonce: Uint8Array, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const start = new DataView(nonce.buffer, nonce.byteOffset, 12)
  const result = new Uint8Array(Math.ceil(bytes.length / 16) * 16)
  result.set(bytes)
  const view = new DataView(result.buffer)
  const words = new Int32Array(4)
  for (let at = 0; at < bytes.length; at += 16) {
    words[0] = start.getInt32(0)
    words[1] = start.getInt32(4)
    words[2] = start.getInt32(8)
    words[3] = at / 16
    sm4Block(keys, words)
    for (let word = 0; word < 4; word += 1)
      view.setInt32(at + 4 * word, view.getInt32(at + 4 * word) ^ words[word]!)
  }
  return result.subarray(0, bytes.length)
}
