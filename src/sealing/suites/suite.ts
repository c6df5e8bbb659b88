// A suite is one full set of algorithms, told as a table. The package format knows suites only by this shape.
import type { Bytes } from '../bytes.ts'

export type SuiteId = 1 | 2
export type KeyUse = 'seal' | 'sign'

export interface Hasher {
  update(bytes: Uint8Array): unknown
  digest(): Uint8Array
  clone(): Hasher
}

/** Encrypts and proves: `open` answers nothing where the proof fails. Never use one nonce twice with a key. */
export interface Cipher {
  seal(nonce: Bytes, plain: Bytes): Promise<Bytes>
  open(nonce: Bytes, sealed: Bytes): Promise<Bytes | undefined>
}

export interface Suite<Cost = unknown> {
  readonly id: SuiteId
  readonly name: string
  readonly cipherKeyBytes: number
  /** What `seal` adds to a text. */
  readonly tagBytes: number
  readonly publicKeyBytes: Readonly<Record<KeyUse, number>>
  /** Length of a content key wrapped for a public key. */
  readonly wrappedBytes: number
  hasher(): Hasher
  hmac(key: Uint8Array, message: Uint8Array): Bytes
  /** Raw deflate, undone: no work and no memory beyond `size` bytes of result. */
  inflate(deflated: Bytes, size: number): Bytes | 'longer' | 'broken'
  cipher(key: Bytes): Promise<Cipher>
  /** A private key out of 48 bytes that nobody can guess. */
  privateKey(seed: Uint8Array): Bytes
  /** Throws where the private key is none. */
  publicKey(use: KeyUse, privateKey: Uint8Array): Bytes
  /** Throws where the recipient's key is none. `info` binds the wrapping to one package. */
  wrap(contentKey: Bytes, recipient: Uint8Array, info: Bytes): Promise<Bytes>
  unwrap(wrapped: Bytes, privateKey: Uint8Array, info: Bytes): Promise<Bytes | undefined>
  sign(message: Bytes, privateKey: Uint8Array): Bytes
  verify(signature: Uint8Array, message: Bytes, publicKey: Uint8Array): boolean
  /** What a new passphrase costs to try. */
  readonly cost: Cost
  /** Bounds the work that a stranger's file may ask for. */
  isBearable(cost: unknown): cost is Cost
  /** 32 bytes out of a passphrase. */
  stretch(passphrase: Bytes, salt: Bytes, cost: Cost): Promise<Bytes>
}

/** A set of suites: the plain one runs anywhere, Node has a faster one. */
export type Suites = Readonly<Record<SuiteId, Suite>>

export const SIGNATURE_BYTES = 64
export const CONTENT_KEY_BYTES = 32
export const NONCE_BYTES = 12
