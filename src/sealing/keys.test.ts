import { describe, expect, test } from 'vitest'
import {
  fingerprint,
  isWhole,
  lockKey,
  makeKeyPair,
  ownSealingKey,
  readKeyPair,
  readPublicKey,
  shortFingerprint,
  unlockKey,
} from './keys.ts'
import { suites } from './suites/all.ts'
import { nativeSuites } from './suites/native.ts'
import type { SuiteId } from './suites/suite.ts'

const codeOf = async (deed: () => unknown) => {
  try {
    await deed()
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
  return 'accepted'
}

describe.each<SuiteId>([1, 2])('in suite %i', (suite) => {
  test('a locked key opens by its passphrase, however the keyboard spelled it, and by no other', async () => {
    const pair = await makeKeyPair(suite, 'sign')
    const locked = JSON.parse(JSON.stringify(await lockKey(pair, '市属高校 ２０１９', nativeSuites)))
    expect(JSON.stringify(locked)).not.toContain(pair.privateKey)
    expect(await unlockKey(locked, '市属高校 2019')).toEqual(pair)
    expect(await codeOf(() => unlockKey(locked, '市属高校 2020', nativeSuites))).toBe(
      'sealing.wrong-passphrase',
    )
    const exchanged = { ...locked, publicKey: (await makeKeyPair(suite, 'sign')).publicKey }
    expect(await codeOf(() => unlockKey(exchanged, '市属高校 2019', nativeSuites))).toBe(
      'sealing.wrong-passphrase',
    )
  })

  test('a locked key that asks for absurd work, or is no key, is refused without trying', async () => {
    const { publicKey } = await makeKeyPair(suite, 'sign')
    const sealed = Buffer.alloc(32 + suites[suite].tagBytes).toString('base64url')
    const locked = { version: 1 as const, publicKey, salt: 'A'.repeat(22), locked: sealed }
    const absurd = suite === 1 ? { m: 2 ** 31, t: 3, p: 1 } : { iterations: 1e12 }
    for (const cost of [absurd, null, 3, 'cheap', { ...(suites[suite].cost as object), more: 1 }])
      expect(await codeOf(() => unlockKey({ ...locked, cost }, 'x')), JSON.stringify(cost)).toBe(
        'sealing.not-a-key',
      )
    const bearable = { ...locked, cost: suites[suite].cost }
    expect(await codeOf(() => unlockKey(bearable, 'x', nativeSuites))).toBe('sealing.wrong-passphrase')
    for (const key of [null, {}, { suite: 9, use: 'sign', key: 'AA' }, { suite, use: 'sign', key: 'AA' }])
      expect(await codeOf(() => readPublicKey(key)), JSON.stringify(key)).toBe('sealing.not-a-key')
  })

  test('fingerprints tell keys, uses and suites apart', async () => {
    const { publicKey } = await makeKeyPair(suite, 'sign')
    const other = await makeKeyPair(suite, 'sign')
    expect(fingerprint(publicKey)).toMatch(/^[0-9a-f]{64}$/)
    expect(fingerprint(other.publicKey)).not.toBe(fingerprint(publicKey))
    expect(fingerprint({ ...publicKey, use: 'seal' })).not.toBe(fingerprint(publicKey))
    expect(shortFingerprint(publicKey)).toMatch(/^([0-9A-F]{4} ){7}[0-9A-F]{4}$/)
  })

  test('halves that do not belong together are no key pair', async () => {
    const one = await makeKeyPair(suite, 'seal')
    const other = await makeKeyPair(suite, 'seal')
    expect(readKeyPair(JSON.parse(JSON.stringify(one)))).toEqual(one)
    expect(isWhole({ ...one, privateKey: other.privateKey })).toBe(false)
    expect(await codeOf(() => readKeyPair({ ...one, privateKey: other.privateKey }))).toBe(
      'sealing.not-a-key',
    )
  })

  test('a unit’s own sealing key follows from its signing key, and is the same everywhere', async () => {
    const pair = await makeKeyPair(suite, 'sign')
    const own = ownSealingKey(pair)
    expect(own).toEqual(ownSealingKey(pair, nativeSuites))
    expect(own.publicKey.use).toBe('seal')
    expect(own.privateKey).not.toBe(pair.privateKey)
    expect(isWhole(own)).toBe(true)
  })
})
