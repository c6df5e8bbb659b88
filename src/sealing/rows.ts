// How the platform locks what it writes into its database: AES-256-GCM, a key per value, bound to the value's place.
// 0x01 | 16 bytes salt | the deflated text, encrypted | 16 bytes tag
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { Problem } from '../domain/problem.ts'

const form = 1
const saltSize = 16
const tagSize = 16
// Every value has a key of its own, so the nonce need not differ.
const nonce = new Uint8Array(12)

const valueKey = (master: Uint8Array, salt: Uint8Array): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', master, salt, 'zicha row 1', 32))

/** Locks texts, each so that it opens in its own place alone. */
export const vaultUnder = (master: Uint8Array) => ({
  lock: (place: string, text: string): Buffer => lockValue(master, place, text),
  unlock: (place: string, locked: Uint8Array): string => unlockValue(master, place, locked),
})

function lockValue(master: Uint8Array, place: string, text: string): Buffer {
  const salt = randomBytes(saltSize)
  const cipher = createCipheriv('aes-256-gcm', valueKey(master, salt), nonce)
  cipher.setAAD(Buffer.from(place))
  // Locked bytes cannot be packed by the database any more, so they are before.
  const locked = cipher.update(deflateRawSync(text, { level: 1 }))
  return Buffer.concat([Uint8Array.of(form), salt, locked, cipher.final(), cipher.getAuthTag()])
}

function unlockValue(master: Uint8Array, place: string, locked: Uint8Array): string {
  const head = 1 + saltSize
  if (locked[0] !== form || locked.length < head + tagSize) throw damaged(place)
  const key = valueKey(master, locked.subarray(1, head))
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagSize })
  decipher.setAAD(Buffer.from(place))
  decipher.setAuthTag(locked.subarray(-tagSize))
  try {
    const packed = [decipher.update(locked.subarray(head, -tagSize)), decipher.final()]
    return inflateRawSync(Buffer.concat(packed)).toString()
  } catch {
    throw damaged(place)
  }
}

const damaged = (place: string) =>
  new Problem(
    'conflict',
    'at-rest.row-damaged',
    '数据库中的一项内容被改动、调换或损坏，不能使用；请从备份恢复，并检查谁能直接改动数据库',
    { place },
  )
