// SM3 (GB/T 32905), on the frame of @noble/hashes, so that its HMAC and PBKDF2 take it.
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
  readonly #state = Int32Array.from(IV)

  constructor() {
    super(64, 32, 8, false)
  }

  protected get(): number[] {
    return [...this.#state]
  }

  protected set(...state: number[]): void {
    this.#state.set(state)
  }

  _cloneInto(to: Sm3 = new Sm3()): Sm3 {
    to.#state.set(this.#state)
    return this._cloneIntoMeta(to)
  }

  protected process(block: DataView, offset: number): void {
    for (let at = 0; at < 16; at += 1) W[at] = block.getInt32(offset + 4 * at)
    for (let at = 16; at < 68; at += 1) {
      const mixed = W[at - 16]! ^ W[at - 9]! ^ rotate(W[at - 3]!, 15)
      W[at] = mixed ^ rotate(mixed, 15) ^ rotate(mixed, 23) ^ rotate(W[at - 13]!, 7) ^ W[at - 6]!
    }
    const state = this.#state
    let [a, b, c, d, e, f, g, h] = state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ]
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
    state[0]! ^= a
    state[1]! ^= b
    state[2]! ^= c
    state[3]! ^= d
    state[4]! ^= e
    state[5]! ^= f
    state[6]! ^= g
    state[7]! ^= h
  }

  protected roundClean(): void {
    W.fill(0)
  }

  destroy(): void {
    this.destroyed = true
    this.#state.fill(0)
    this.buffer.fill(0)
  }
}

export const sm3 = createHasher(() => new Sm3())
