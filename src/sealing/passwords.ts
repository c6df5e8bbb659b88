// Passwords and tokens of people who sign in. Only digests of them are kept.
import { createHash, randomBytes, randomInt } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'

/** argon2id, 19 MiB, two passes: what OWASP asks for, in about 12 ms. */
export const hashPassword = (password: string): Promise<string> =>
  hash(password.normalize('NFC'), { memoryCost: 19_456, timeCost: 2, parallelism: 1 })

let nobody: Promise<string> | undefined

/** Takes as long when there is no such account, so that names cannot be tried out. */
export async function checkPassword(kept: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword(randomBytes(16).toString('hex'))
  const matches = await verify(kept ?? (await nobody), password.normalize('NFC'))
  return kept !== null && matches
}

/** 256 bits, for addresses and cookies. */
export const makeToken = (): string => randomBytes(32).toString('base64url')

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

// No letters or digits that look alike on paper.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Four groups of four, about 79 bits: to be read out or written down once. */
export const makePassword = (): string =>
  Array.from({ length: 4 }, () =>
    Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join(''),
  ).join('-')
