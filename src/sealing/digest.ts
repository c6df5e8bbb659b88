import { sha256 } from '@noble/hashes/sha2.js'
import { type ByteSource, hex, pieces } from './bytes.ts'

/** SHA-256 in lowercase hex; a large file is read piece by piece. */
export async function sha256Hex(source: ByteSource): Promise<string> {
  const hash = sha256.create()
  for await (const piece of pieces(source)) hash.update(piece)
  return hex(hash.digest())
}
