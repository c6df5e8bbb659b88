import { beforeAll, describe, expect, test } from 'vitest'
import { about, type Cast, makeCast, sampleContents, sealOptions, sha256 } from '../../test/packages.ts'
import { concat, u32, utf8 } from './bytes.ts'
import { CHUNK_BYTES } from './header.ts'
import { makeKeyPair } from './keys.ts'
import { type OpenedPackage, open, readHeader, type SealedPackage, seal, verify } from './package.ts'
import { suites } from './suites/all.ts'
import { nativeSuites } from './suites/native.ts'
import type { SuiteId } from './suites/suite.ts'

const refused = async (deed: Promise<unknown>): Promise<string> => {
  try {
    await deed
  } catch (error) {
    return (error as { code?: string }).code ?? String(error)
  }
  return 'accepted'
}

describe.each<SuiteId>([1, 2])('in suite %i', (suite) => {
  let cast: Cast
  let sealed: SealedPackage
  const contents = sampleContents(200_000, 17)
  const sealNew = (changes: object = {}) => seal(contents, { ...sealOptions(cast), ...changes })
  const openIt = (bytes: Uint8Array, changes: object = {}): Promise<OpenedPackage> =>
    open(bytes, { keys: [cast.commission], signers: [cast.unit.publicKey], ...changes })
  /** Where the sealed contents begin, and how long one full chunk is. */
  const layout = () => {
    const start = 8 + new DataView(sealed.bytes.buffer).getUint32(4) + 32
    return { start, chunk: CHUNK_BYTES + suites[suite].tagBytes }
  }

  beforeAll(async () => {
    cast = await makeCast(suite)
    sealed = await sealNew({ selfCheck: true })
  })

  test('the commission opens what was sealed for it, and so does the unit', async () => {
    for (const key of [cast.commission, cast.unit]) {
      const opened = await openIt(sealed.bytes, { keys: [key] })
      expect(opened.filing).toEqual(contents.filing)
      expect([...opened.attachments]).toEqual([...contents.attachments].sort())
      expect(opened.manifest).toMatchObject({
        ...about,
        previous: contents.previous,
        note: contents.note,
        counts: { answers: 4, rows: { systems: 2, websites: 0 }, attachments: 2 },
      })
      expect(opened).toMatchObject({ digest: sealed.digest, contentDigest: sealed.contentDigest })
    }
  })

  test('the digest is that of the whole file, so any tool can find it', () => {
    const hasher = nativeSuites[suite].hasher()
    hasher.update(sealed.bytes)
    expect(sealed.digest).toBe(Buffer.from(hasher.digest()).toString('hex'))
    if (suite === 1) expect(sealed.digest).toBe(sha256(sealed.bytes))
  })

  test('what Node seals natively, the browser opens, and the other way round', async () => {
    const native = await sealNew({ suites: nativeSuites })
    expect((await openIt(native.bytes)).filing).toEqual(contents.filing)
    expect((await openIt(sealed.bytes, { suites: nativeSuites })).filing).toEqual(contents.filing)
    expect(await verify(native.bytes, { signers: [cast.unit.publicKey] })).toMatchObject({
      digest: native.digest,
    })
    const flipped = native.bytes.slice()
    flipped[flipped.length - 1]! ^= 1
    expect(await refused(openIt(flipped, { suites: nativeSuites }))).toBe('sealing.altered')
    flipped.set(native.bytes)
    flipped[layout().start + 5]! ^= 1
    expect(await refused(openIt(flipped, { suites: nativeSuites }))).toBe('sealing.altered')
  })

  test('without a key one reads which reply it is, and proves who signed it, and no more', async () => {
    expect(await readHeader(sealed.bytes)).toEqual({ version: 1, ...about, size: sealed.header.size })
    const { signer, digest } = await verify(sealed.bytes, { signers: [cast.unit.publicKey] })
    expect({ signer, digest }).toEqual({ signer: cast.unit.publicKey, digest: sealed.digest })
    const text = Buffer.from(sealed.bytes).toString('latin1')
    // Long enough that no ciphertext holds them by chance.
    expect(text).not.toContain('unitName')
    expect(text).not.toContain('application/pdf')
  })

  test('a Blob and a stream open like bytes', async () => {
    async function* stream() {
      for (let at = 0; at < sealed.bytes.length; at += 777) yield sealed.bytes.subarray(at, at + 777)
    }
    const options = { keys: [cast.commission], signers: [cast.unit.publicKey] }
    expect((await open(stream(), options)).digest).toBe(sealed.digest)
    expect((await open(new Blob([sealed.bytes]), options)).digest).toBe(sealed.digest)
  })

  test('the same contents never seal to the same bytes', async () => {
    const again = await sealNew()
    expect(again.digest).not.toBe(sealed.digest)
    expect(again.contentDigest).toBe(sealed.contentDigest)
  })

  test('a passphrase opens a package sealed with one', async () => {
    const withWords = await sealNew({ passphrase: '正确的口令 １', suites: nativeSuites })
    const fast = { keys: [], suites: nativeSuites }
    const opened = await openIt(withWords.bytes, { ...fast, passphrase: '正确的口令 1' })
    expect(opened.filing).toEqual(contents.filing)
    expect(await refused(openIt(withWords.bytes, { ...fast, passphrase: '错误的口令' }))).toBe(
      'sealing.wrong-passphrase',
    )
    expect(await refused(openIt(sealed.bytes, { ...fast, passphrase: '正确的口令 1' }))).toBe(
      'sealing.wrong-passphrase',
    )
  })

  test('whoever it is not sealed for cannot open it', async () => {
    expect(await refused(openIt(sealed.bytes, { keys: [cast.stranger] }))).toBe('sealing.not-for-us')
    expect(await refused(openIt(sealed.bytes, { keys: [] }))).toBe('sealing.not-for-us')
    expect(await refused(openIt(sealed.bytes, { keys: [await makeKeyPair(suite, 'seal')] }))).toBe(
      'sealing.not-for-us',
    )
  })

  test('a private key that is not the public key’s is refused by name', async () => {
    const mixed = { ...cast.commission, privateKey: (await makeKeyPair(suite, 'seal')).privateKey }
    expect(await refused(openIt(sealed.bytes, { keys: [mixed] }))).toBe('sealing.wrong-key')
    expect(await refused(sealNew({ recipients: [cast.stranger.publicKey] }))).toBe('sealing.wrong-key')
  })

  test('a signer whom nobody registered is refused, and so is one who only claims to be registered', async () => {
    const trusting = { signers: [cast.stranger.publicKey] }
    expect(await refused(openIt(sealed.bytes, trusting))).toBe('sealing.untrusted-signer')
    expect(await refused(verify(sealed.bytes, trusting))).toBe('sealing.untrusted-signer')
    const claimed = swapText(sealed.bytes, cast.unit.publicKey.key, cast.stranger.publicKey.key)
    expect(await refused(openIt(claimed, trusting))).toBe('sealing.altered')
    expect(await refused(verify(claimed, trusting))).toBe('sealing.altered')
  })

  test('a package cut short anywhere is truncated', async () => {
    const { start, chunk } = layout()
    const { length } = sealed.bytes
    const cuts = [length - 1, length - 63, length - 64, length - 200, start + chunk, start + 2 * chunk]
    for (const cut of [...cuts, start + chunk - 1, start + chunk + 1, start + 1, start, start - 1, 9]) {
      expect(await refused(openIt(sealed.bytes.slice(0, cut))), `cut at ${cut}`).toBe('sealing.truncated')
      expect(await refused(verify(sealed.bytes.slice(0, cut), { signers: 'any' })), `cut at ${cut}`).toBe(
        'sealing.truncated',
      )
    }
  })

  test('a chunk taken out with the signature left on is truncated', async () => {
    const { start, chunk } = layout()
    const without = concat(sealed.bytes.subarray(0, start), sealed.bytes.subarray(start + chunk))
    expect(await refused(openIt(without))).toBe('sealing.truncated')
  })

  test('anything added at the end, or a chunk sent twice, is extended', async () => {
    const { start, chunk } = layout()
    const { bytes } = sealed
    expect(await refused(openIt(concat(bytes, Uint8Array.of(0))))).toBe('sealing.extended')
    expect(await refused(verify(concat(bytes, bytes), { signers: 'any' }))).toBe('sealing.extended')
    const twice = concat(bytes.subarray(0, start + chunk), bytes.subarray(start))
    expect(await refused(openIt(twice))).toBe('sealing.extended')
  })

  test('chunks that changed places are reordered', async () => {
    const { start, chunk } = layout()
    const { bytes } = sealed
    const cut = (from: number, to?: number) =>
      bytes.subarray(start + from * chunk, to === undefined ? undefined : start + to * chunk)
    const swapped = concat(bytes.subarray(0, start), cut(1, 2), cut(0, 1), cut(2))
    expect(await refused(openIt(swapped))).toBe('sealing.reordered')
    expect(await refused(verify(swapped, { signers: 'any' }))).toBe('sealing.altered')
  })

  test('chunks of another package of the same unit do not fit', async () => {
    const { start, chunk } = layout()
    const other = await sealNew()
    const mixed = concat(
      sealed.bytes.subarray(0, start),
      other.bytes.subarray(start, start + chunk),
      sealed.bytes.subarray(start + chunk),
    )
    expect(await refused(openIt(mixed))).toBe('sealing.altered')
  })

  test('every claim of the header is bound: changed, it is refused even for the right key', async () => {
    for (const [was, now] of [
      ['"unitCode":"BJ-01"', '"unitCode":"BJ-02"'],
      ['"revision":2', '"revision":9'],
      ['"campaignId":"2019"', '"campaignId":"2020"'],
      ['T09:30:00Z', 'T09:30:01Z'],
    ] as const) {
      const edited = swapText(sealed.bytes, was, now)
      expect(await refused(openIt(edited)), now).toBe('sealing.altered')
      expect(await refused(verify(edited, { signers: 'any' })), now).toBe('sealing.altered')
    }
  })

  test('an older revision, another unit’s and another campaign’s package are refused by name', async () => {
    const expecting = (expect: object) => refused(openIt(sealed.bytes, { expect: { ...about, ...expect } }))
    expect(await expecting({ newerThan: 1 })).toBe('accepted')
    expect(await expecting({ newerThan: 2 })).toBe('sealing.replayed')
    expect(await expecting({ newerThan: 3 })).toBe('sealing.replayed')
    expect(await expecting({ unitCode: 'BJ-02' })).toBe('sealing.other-unit')
    expect(await expecting({ campaignId: '2020' })).toBe('sealing.other-campaign')
  })

  test('a format or suite from the future is unknown, other files are no packages', async () => {
    expect(await refused(openIt(swapText(sealed.bytes, 'SEZ1', 'SEZ2')))).toBe('sealing.unknown-version')
    expect(await refused(openIt(swapText(sealed.bytes, '"version":1', '"version":2')))).toBe(
      'sealing.unknown-version',
    )
    expect(await refused(openIt(swapText(sealed.bytes, `"suite":${suite}`, '"suite":7')))).toBe(
      'sealing.unknown-version',
    )
    expect(await refused(openIt(utf8('PK\u0003\u0004 a zip')))).toBe('sealing.not-a-package')
    expect(await refused(openIt(new Uint8Array(0)))).toBe('sealing.not-a-package')
    expect(await refused(openIt(utf8('SEZ1')))).toBe('sealing.not-a-package')
  })

  test('sizes are refused before any cryptography', async () => {
    expect(await refused(openIt(sealed.bytes, { maxBytes: 200_000 }))).toBe('sealing.oversized')
    const hugeHeader = concat(utf8('SEZ1'), u32(2 ** 31), new Uint8Array(100))
    expect(await refused(openIt(hugeHeader))).toBe('sealing.oversized')
    const crowd = await Promise.all(Array.from({ length: 17 }, () => makeKeyPair(suite, 'seal')))
    expect(await refused(sealNew({ recipients: crowd.map(({ publicKey }) => publicKey) }))).toBe(
      'sealing.oversized',
    )
  })

  test('a filing of another unit or campaign than the header says is not sealed', async () => {
    for (const changes of [{ unitCode: 'BJ-02' }, { campaignId: '2020' }])
      expect(await refused(sealNew({ header: { ...about, ...changes } }))).toBe('sealing.malformed')
  })

  test('an attachment that is missing or changed since it was added stops the sealing', async () => {
    const [first] = contents.attachments.keys()
    const without = { ...contents, attachments: new Map() }
    expect(await refused(seal(without, sealOptions(cast)))).toBe('sealing.missing-attachment')
    for (const bytes of [new Uint8Array(200_000), new Uint8Array(10), new Uint8Array(300_000)]) {
      const changed = { ...contents, attachments: new Map([...contents.attachments, [first!, bytes]]) }
      expect(await refused(seal(changed, sealOptions(cast)))).toBe('sealing.changed-attachment')
    }
  })
})

/** The same bytes with one text in the header exchanged for another of the same length. */
function swapText(bytes: Uint8Array, was: string, now: string): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  if (!text.includes(was) || was.length !== now.length) throw new Error(`Cannot put ${now} for ${was}`)
  return Buffer.from(text.replace(was, now), 'latin1')
}
