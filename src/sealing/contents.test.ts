// What a registered but hostile or faulty sender could seal and sign: the envelope is sound, the contents are not.
import { deflateSync } from 'fflate'
import { beforeAll, expect, test } from 'vitest'
import {
  about,
  type Cast,
  makeCast,
  sampleContents,
  sealAnything,
  sealOptions,
  sha256,
} from '../../test/packages.ts'
import { type Bytes, concat, u32, utf8 } from './bytes.ts'
import { canonical } from './canonical.ts'
import { planContents } from './contents.ts'
import type { Manifest, Part } from './manifest.ts'
import { open } from './package.ts'
import { suites } from './suites/all.ts'
import { nativeSuites } from './suites/native.ts'
import type { Suites } from './suites/suite.ts'

let cast: Cast
beforeAll(async () => {
  cast = await makeCast(1)
})

const contents = sampleContents(1_000)
const [scanned] = contents.attachments.values()
const { manifest } = planContents(contents, about, suites[1].hasher)
const [filingPart, scanPart] = manifest.parts as [Part, Part]
const filingText = canonical(contents.filing)
const stored = deflateSync(utf8(filingText))

async function sent(list: unknown, ...parts: Uint8Array[]): Promise<string> {
  const json = typeof list === 'string' ? utf8(list) : utf8(canonical(list))
  return sentRaw(concat(u32(json.length), json, ...parts))
}

async function sentRaw(plain: Bytes): Promise<string> {
  const bytes = await sealAnything(plain, sealOptions(cast))
  const [here, onServer] = await Promise.all([outcome(bytes, suites), outcome(bytes, nativeSuites)])
  expect(here).toBe(onServer)
  return here
}

const outcome = (bytes: Bytes, suites: Suites): Promise<string> =>
  open(bytes, { keys: [cast.commission], signers: [cast.unit.publicKey], suites }).then(
    () => 'accepted',
    (error) => error.code ?? String(error),
  )

const withManifest = (changes: Partial<Record<keyof Manifest, unknown>>) =>
  sent({ ...manifest, ...changes }, stored, scanned!)
const withFiling = (text: string, changes: object = {}) => {
  const bytes = utf8(text)
  const part = {
    ...filingPart,
    size: bytes.length,
    stored: bytes.length,
    encoding: 'stored',
    sha256: sha256(bytes),
  }
  return sent(
    { ...manifest, contentDigest: part.sha256, parts: [part, scanPart], ...changes },
    bytes,
    scanned!,
  )
}

test('the sound contents that the hostile ones are made from are accepted', async () => {
  expect(await withManifest({})).toBe('accepted')
  expect(await withFiling(filingText)).toBe('accepted')
  expect(await withManifest({ fromTheFuture: 1 } as object)).toBe('accepted')
})

test('a filing that inflates beyond what was promised, or promises too much, is a zip bomb', async () => {
  const nothing = deflateSync(new Uint8Array(50_000_000))
  const bomb = (size: number) => ({
    ...filingPart,
    size,
    stored: nothing.length,
    sha256: sha256(new Uint8Array(size)),
  })
  for (const size of [1_000, 50_000_000, nothing.length * 200])
    expect(await sent({ ...manifest, parts: [bomb(size)] }, nothing), `${size}`).toBe('sealing.zip-bomb')
})

test('a filing of more than 64 MiB is oversized before it is read', async () => {
  const part = { ...filingPart, size: 100_000_000, encoding: 'stored', stored: 100_000_000 }
  expect(await sent({ ...manifest, parts: [part] })).toBe('sealing.oversized')
})

test('a part may only be the filing or an attachment under its digest', async () => {
  const names = [
    '../../etc/passwd',
    '/etc/passwd',
    'C:\\windows\\system32\\x.dll',
    'attachments/../filing.json',
    `attachments/${scanPart.sha256}/..`,
    `attachments\\${scanPart.sha256}`,
    `attachments/${scanPart.sha256.toUpperCase()}`,
    `attachments/${scanPart.sha256}\n`,
    'attachments/说明.pdf',
    'filing.json\0.pdf',
    '',
  ]
  for (const name of names)
    expect(await withManifest({ parts: [filingPart, { ...scanPart, name }] }), name).toBe('sealing.bad-path')
})

test('a manifest that contradicts the header, the filing or itself is malformed', async () => {
  const other = 'f'.repeat(64)
  const wrong: Partial<Record<keyof Manifest, unknown>>[] = [
    { unitCode: 'BJ-02' },
    { revision: 3 },
    { campaignId: '2020' },
    { sealedAt: '2019-06-10T09:30:01Z' },
    { questionnaireId: 'BJEDU2020' },
    { contentDigest: other },
    { previous: 'none' },
    { previous: [other] },
    { generator: 7 },
    { draftVersion: -1 },
    { note: {} },
    { filingVersion: 2 },
    { counts: { ...manifest.counts, answers: 3 } },
    { counts: { ...manifest.counts, rows: { systems: 1, websites: 0 } } },
    { parts: [] },
    { parts: 'filing.json' },
    { parts: [filingPart] },
    { parts: [scanPart, filingPart] },
    { parts: [filingPart, scanPart, scanPart] },
    { parts: [filingPart, null] },
    { parts: [filingPart, { ...scanPart, sha256: other }] },
    { parts: [filingPart, { ...scanPart, size: 999, stored: 999 }] },
    { parts: [filingPart, { ...scanPart, size: -1, stored: -1 }] },
    { parts: [filingPart, { ...scanPart, encoding: 'deflate' }] },
    { parts: [{ ...filingPart, encoding: 'brotli' }, scanPart] },
    { parts: [{ ...filingPart, size: filingPart.size + 1 }, scanPart] },
    { parts: [{ ...filingPart, sha256: other }, scanPart] },
  ]
  for (const changes of wrong)
    expect(await withManifest(changes), JSON.stringify(changes)).toBe('sealing.malformed')
})

test('an attachment that is not the one listed is malformed', async () => {
  const otherBytes = scanned!.slice()
  otherBytes[0]! ^= 1
  expect(await sent(manifest, stored, otherBytes)).toBe('sealing.malformed')
})

test('bytes that belong to no part are malformed', async () => {
  expect(await sent(manifest, stored, scanned!, Uint8Array.of(0))).toBe('sealing.malformed')
  expect(await sent(manifest, stored, scanned!.subarray(1))).toBe('sealing.malformed')
  expect(await sentRaw(utf8('x'))).toBe('sealing.malformed')
  expect(await sentRaw(concat(u32(2 ** 32 - 1), utf8('{}')))).toBe('sealing.malformed')
  expect(await sent('{"not json')).toBe('sealing.malformed')
  expect(await sent('[]')).toBe('sealing.malformed')
  const twice = canonical(manifest).replace('{', '{"campaignId":"2019",')
  expect(await sent(twice, stored, scanned!)).toBe('sealing.malformed')
})

test('a filing that is not whole, not canonical or another unit’s is malformed', async () => {
  const { filing } = contents
  const broken = [
    '{}',
    'null',
    filingText.slice(0, -1),
    ` ${filingText}`,
    filingText.replace('"answers":{', '"answers":{"unitName":"别名",'),
    canonical({ ...filing, unitCode: 'BJ-02' }),
    canonical({ ...filing, tables: { ...filing.tables, systems: {} } }),
    canonical({ ...filing, tables: { ...filing.tables, systems: [null] } }),
    canonical({ ...filing, answers: [] }),
    canonical({ ...filing, attachments: {} }),
    canonical({ ...filing, attachments: { a: null } }),
    canonical({ ...filing, attachments: { a: [] } }),
    `\ufeff${filingText}`,
    filingText.replace('"answers":', `"abyss":${'['.repeat(200_000)}${']'.repeat(200_000)},"answers":`),
  ]
  for (const text of broken) expect(await withFiling(text), text.slice(0, 60)).toBe('sealing.malformed')
  const latin1 = Uint8Array.from(Buffer.from(filingText, 'latin1'))
  const part = {
    ...filingPart,
    size: latin1.length,
    stored: latin1.length,
    encoding: 'stored',
    sha256: sha256(latin1),
  }
  expect(await sent({ ...manifest, parts: [part, scanPart] }, latin1, scanned!)).toBe('sealing.malformed')
})

test('a filing of a later version is refused by name, whatever it looks like', async () => {
  const later = canonical({ ...contents.filing, version: 2, answers: 'elsewhere' })
  expect(await withFiling(later, { filingVersion: 2 })).toBe('filing.newer')
  const odd = canonical({ ...contents.filing, version: 'one' })
  expect(await withFiling(odd, { filingVersion: 'one' })).toBe('sealing.malformed')
})

test('a filing that deflates better than any honest one is sent as it is', async () => {
  const filing = { ...contents.filing, answers: { unitName: '京'.repeat(3_000_000) } }
  const plan = planContents({ ...contents, filing }, about, suites[1].hasher)
  expect(plan.manifest.parts[0]).toMatchObject({ encoding: 'stored' })
})
