// SM3 (GB/T 32905), on the frame of @noble/hashes, so that its HMAC and PBKDF2 take it.
import '../old-browsers.ts'
import { HashMD } from '@noble/hashes/_md.js'
import { createHasher } from '@noble/hashes/utils.js'

const IV = [
  0x7380166f, 0x4914b2b9, 0x172442d7, 0xda8a0600, 0xa96f30bc, 0x163138aa, 0xe38dee4d, 0xb0fb0e4e,
] as const

const rotate = (word: number, by: number) => (word << by) | (word >>> (32 - by))

/** The round constants, already rotated. */
const T = Int32Array.from({ length: 64 }, (_, round) =>
  rotate(round < 16 ? 0x79cc4519 : 0x7a879d8a, round % 32),
)
const W = new Int32Array(68)

class Sm3 extends HashMD<Sm3> {
  // Fields, not an array: engines keep them in registers, and this is three times as fast.
  a = IV[0] | 0
  b = IV[1] | 0
  c = IV[2] | 0
  d = IV[3] | 0
  e = IV[4] | 0
  f = IV[5] | 0
  g = IV[6] | 0
  h = IV[7] | 0

  constructor() {
    super(64, 32, 8, false)
  }

  protected get(): number[] {
    const { a, b, c, d, e, f, g, h } = this
    return [a, b, c, d, e, f, g, h]
  }

  protected set(a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0): void {
    this.a = a
    this.b = b
    this.c = c
    this.d = d
    this.e = e
    this.f = f
    this.g = g
    this.h = h
  }

  _cloneInto(to: Sm3 = new Sm3()): Sm3 {
    to.set(this.a, this.b, this.c, this.d, this.e, this.f, this.g, this.h)
    return this._cloneIntoMeta(to)
  }

  protected process(block: DataView, offset: number): void {
    for (let at = 0; at < 16; at += 1) W[at] = block.getInt32(offset + 4 * at)
    for (let at = 16; at < 68; at += 1) {
      const mixed = W[at - 16]! ^ W[at - 9]! ^ rotate(W[at - 3]!, 15)
      W[at] = mixed ^ rotate(mixed, 15) ^ rotate(mixed, 23) ^ rotate(W[at - 13]!, 7) ^ W[at - 6]!
    }
    let { a, b, c, d, e, f, g, h } = this
    for (let round = 0; round < 64; round += 1) {
      const a12 = rotate(a, 12)
      const ss1 = rotate((a12 + e + T[round]!) | 0, 7)
      const ff = round < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c)
      const gg = round < 16 ? e ^ f ^ g : (e & f) | (~e & g)
      const tt1 = (ff + d + (ss1 ^ a12) + (W[round]! ^ W[round + 4]!)) | 0
      const tt2 = (gg + h + ss1 + W[round]!) | 0
      d = c
      c = rotate(b, 9)
      b = a
      a = tt1
      h = g
      g = rotate(f, 19)
      f = e
      e = tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17)
    }
    this.a ^= a
    this.b ^= b
    this.c ^= c
    this.d ^= d
    this.e ^= e
    this.f ^= f
    this.g ^= g
    this.h ^= h
  }

  protected roundClean(): void {
    W.fill(0)
  }

  destroy(): void {
    this.destroyed = true
    this.set()
    this.buffer.fill(0)
  }
}

export const sm3 = createHasher(() => new Sm3())
