// SM2 (GB/T 32918) over the curve arithmetic of @noble/curves: signature (part 2), encryption (part 4, C1C3C2).
import '../old-browsers.ts'
import { weierstrass } from '@noble/curves/abstract/weierstrass.js'
import { type Bytes, concat, hex, randomBytes, same, u32, utf8 } from '../bytes.ts'
import { sm3 } from './sm3.ts'

const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn
const n = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n
const a = p - 3n
const b = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n
const Gx = 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n
const Gy = 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n

const Point = weierstrass({ p, n, h: 1n, a, b, Gx, Gy })

/** The signer's name in every signature that does not agree on another. */
const ID = '1234567812345678'

const number = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes)}`)
const bytes32 = (value: bigint): Bytes =>
  Uint8Array.from(value.toString(16).padStart(64, '0').match(/../g)!, (byte) => Number.parseInt(byte, 16))
const mod = (value: bigint): bigint => ((value % n) + n) % n

const digest = (...parts: Uint8Array[]): Bytes => new Uint8Array(sm3(concat(...parts)))

/** 1 … n−2, evenly, out of 48 bytes. */
export const sm2PrivateKey = (seed: Uint8Array): Bytes => bytes32((number(seed) % (n - 2n)) + 1n)

const scalar = (privateKey: Uint8Array): bigint => {
  const value = number(privateKey)
  if (privateKey.length !== 32 || value < 1n || value > n - 2n) throw new RangeError('Not an SM2 private key')
  return value
}

/** 0x04, x, y. */
export const sm2PublicKey = (privateKey: Uint8Array): Bytes =>
  new Uint8Array(Point.BASE.multiply(scalar(privateKey)).toBytes(false))

/** Throws unless the bytes are an uncompressed point on the curve. */
function pointOf(bytes: Uint8Array) {
  if (bytes[0] !== 4) throw new RangeError('Not an uncompressed point')
  const point = Point.fromBytes(bytes)
  point.assertValidity()
  return point
}

/** Z_A: what binds a signature to the signer's name, curve and key. */
export const sm2Z = (publicKey: Uint8Array): Bytes =>
  digest(Uint8Array.of(0, ID.length * 8), utf8(ID), ...[a, b, Gx, Gy].map(bytes32), publicKey.subarray(1))

const freshScalar = () => number(sm2PrivateKey(randomBytes(48)))

/** r ‖ s, 64 bytes. */
export function sm2Sign(
  message: Uint8Array,
  privateKey: Uint8Array,
  draw: () => bigint = freshScalar,
): Bytes {
  const d = scalar(privateKey)
  const e = number(digest(sm2Z(sm2PublicKey(privateKey)), message))
  for (;;) {
    const k = draw()
    const r = mod(e + Point.BASE.multiply(k).toAffine().x)
    const s = mod(Point.Fn.inv(1n + d) * mod(k - r * d))
    if (r !== 0n && r + k !== n && s !== 0n) return concat(bytes32(r), bytes32(s))
  }
}

export function sm2Verify(signature: Uint8Array, message: Uint8Array, publicKey: Uint8Array): boolean {
  if (signature.length !== 64) return false
  const r = number(signature.subarray(0, 32))
  const s = number(signature.subarray(32))
  const t = mod(r + s)
  if (r < 1n || r >= n || s < 1n || s >= n || t === 0n) return false
  try {
    const point = Point.BASE.multiplyUnsafe(s).add(pointOf(publicKey).multiplyUnsafe(t))
    return mod(number(digest(sm2Z(publicKey), message)) + point.toAffine().x) === r
  } catch {
    return false
  }
}

/** The standard's key derivation: SM3 over the shared point and a counter from 1. */
function stream(x: Bytes, y: Bytes, size: number): Bytes {
  const blocks: Bytes[] = []
  for (let turn = 1; (turn - 1) * 32 < size; turn += 1) blocks.push(digest(x, y, u32(turn)))
  return concat(...blocks).slice(0, size)
}

const xor = (one: Uint8Array, other: Uint8Array): Bytes =>
  Uint8Array.from(one, (byte, at) => byte ^ other[at]!)

/** C1 (65 bytes) ‖ C3 (32) ‖ C2 (as long as the text). */
export function sm2Encrypt(
  plain: Uint8Array,
  publicKey: Uint8Array,
  draw: () => bigint = freshScalar,
): Bytes {
  const recipient = pointOf(publicKey)
  for (;;) {
    const k = draw()
    const shared = recipient.multiply(k).toAffine()
    const [x, y] = [bytes32(shared.x), bytes32(shared.y)]
    const key = stream(x, y, plain.length)
    if (key.some((byte) => byte !== 0))
      return concat(Point.BASE.multiply(k).toBytes(false), digest(x, plain, y), xor(plain, key))
  }
}

/** Nothing where the text does not prove itself. */
export function sm2Decrypt(sealed: Uint8Array, privateKey: Uint8Array): Bytes | undefined {
  const d = scalar(privateKey)
  try {
    const shared = pointOf(sealed.subarray(0, 65)).multiply(d).toAffine()
    const [x, y] = [bytes32(shared.x), bytes32(shared.y)]
    const masked = sealed.subarray(97)
    const plain = xor(masked, stream(x, y, masked.length))
    return same(digest(x, plain, y), sealed.subarray(65, 97)) ? plain : undefined
  } catch {
    // C1 is not on the curve.
    return undefined
  }
}
