// Every released format must stay readable, here and by a stranger's program written from the documents.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { describePackage } from '../../test/package-vector.ts'
import { about, makeCast, sampleContents, sealAnything, sealOptions } from '../../test/packages.ts'
import { type Bytes, concat, fromBase64url, u32, utf8 } from './bytes.ts'
import { canonical } from './canonical.ts'
import { planContents } from './contents.ts'
import { type KeyPair, type LockedKey, unlockKey } from './keys.ts'
import { open, seal, verify } from './package.ts'
import { suites } from './suites/all.ts'
import { nativeSuites } from './suites/native.ts'
import type { SuiteId } from './suites/suite.ts'

interface FixtureKeys {
  commission: KeyPair
  unit: KeyPair
  locked: LockedKey
  passphrases: { unit: string; package: string }
  digest: string
  contentDigest: string
}

const root = join(import.meta.dirname, '../..')
const fixtures = join(root, 'test/fixtures/packages')
const readJson = async (path: string) => JSON.parse(await readFile(path, 'utf8'))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sez-formats-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** The decoder in docs/sez, which shares no line with this program. */
async function decode(...words: string[]) {
  const run = promisify(execFile)('python3', ['-B', join(root, 'docs/sez/decode.py'), ...words])
  return run.then(
    ({ stdout }) => JSON.parse(stdout),
    (error) => ({ refused: String(error.stderr) }),
  )
}

test('every package of a released format is among the fixtures opened here', async () => {
  const packages = (await readdir(fixtures)).filter((name) => name.endsWith('.sez'))
  expect(packages.toSorted()).toEqual(['v1-suite1.sez', 'v1-suite2.sez'])
})

test('every refusal is in the published format', async () => {
  const [problems, document] = await Promise.all([
    readFile(join(root, 'src/sealing/problems.ts'), 'utf8'),
    readFile(join(root, 'docs/sez-format.md'), 'utf8'),
  ])
  const codes = [...problems.matchAll(/'sealing\.([a-z-]+)'/g)].map(([, code]) => code)
  expect(codes.length).toBeGreaterThan(15)
  for (const code of codes) expect(document).toContain(`\`${code}\``)
})

describe.each<SuiteId>([1, 2])('format 1, suite %i', (suite) => {
  const path = join(fixtures, `v1-suite${suite}.sez`)
  const keysOf = async (): Promise<FixtureKeys> =>
    (await readJson(join(fixtures, 'keys.json')))[`suite${suite}`]

  test('the kept package opens with every key it was sealed for', async () => {
    const [keys, expected] = [await keysOf(), await readJson(join(fixtures, 'expected.json'))]
    const { commission, unit, locked, passphrases } = keys
    const bytes = new Uint8Array(await readFile(path))
    const expecting = { signers: [unit.publicKey], expect: expected.header, suites: nativeSuites }
    const unlocked = await unlockKey(locked, passphrases.unit, nativeSuites)
    for (const opening of [
      { keys: [commission] },
      { keys: [unlocked] },
      { keys: [], passphrase: passphrases.package },
    ]) {
      const opened = await open(bytes, { ...opening, ...expecting })
      expect(opened.header).toMatchObject(expected.header)
      expect(opened.filing).toEqual(expected.filing)
      expect(opened.attachments.size).toBe(2)
      expect(opened.manifest).toMatchObject({ previous: expected.previous, note: expected.note })
      expect(opened).toMatchObject({ digest: keys.digest, contentDigest: keys.contentDigest })
    }
    expect(await verify(bytes, { signers: [unit.publicKey] })).toMatchObject({ digest: keys.digest })
  })

  test('the kept package is read by the independent decoder', async () => {
    const { commission, unit, digest, contentDigest } = await keysOf()
    const expected = await readJson(join(fixtures, 'expected.json'))
    await writeFile(join(folder, 'key.json'), JSON.stringify(commission))
    const said = await decode(
      'open',
      path,
      '--key',
      join(folder, 'key.json'),
      '--out',
      join(folder, `out${suite}`),
    )
    expect(said).toMatchObject({ digest, signer: unit.publicKey.key, filing: expected.filing })
    expect(said.manifest.contentDigest).toBe(contentDigest)
    expect(await readdir(join(folder, `out${suite}/attachments`))).toHaveLength(2)
    expect((await decode('verify', path)).digest).toBe(digest)
  })

  test('every value of the published vector comes out again', async () => {
    const vectors = await readJson(join(root, 'docs/sez/vectors.json'))
    const vector = vectors[suite - 1]
    expect(
      await describePackage(fromBase64url(vector.file) as Bytes, vector.commission, vector.unit),
    ).toEqual(vector)
  })

  test('a package sealed now is read by the independent decoder, and refused by it when altered', async () => {
    const cast = await makeCast(suite)
    const sealed = await seal(sampleContents(3_000, 0), sealOptions(cast))
    const [file, key] = [join(folder, 'new.sez'), join(folder, 'unit.json')]
    await writeFile(file, sealed.bytes)
    await writeFile(key, JSON.stringify(cast.unit))
    expect(await decode('open', file, '--key', key)).toMatchObject({ digest: sealed.digest })
    await writeFile(key, JSON.stringify(cast.stranger))
    expect((await decode('open', file, '--key', key)).refused).toContain('不是加密给这个密钥')
    sealed.bytes[sealed.bytes.length - 100]! ^= 1
    await writeFile(file, sealed.bytes)
    expect((await decode('verify', file)).refused).toContain('签名不对')
  })
})

test('the independent decoder refuses what is sealed and signed but not as the format says', async () => {
  const cast = await makeCast(1)
  const [file, key] = [join(folder, 'ill.sez'), join(folder, 'commission.json')]
  await writeFile(key, JSON.stringify(cast.commission))
  const contents = sampleContents(1_000)
  const { manifest } = planContents(contents, about, suites[1].hasher)
  const [filing, scan] = [utf8(canonical(contents.filing)), [...contents.attachments.values()][0]!]
  const [filingPart, scanPart] = manifest.parts
  const plain = { ...filingPart, encoding: 'stored', size: filing.length, stored: filing.length }
  const read = async (changes: object, spelt: (value: unknown) => string = canonical) => {
    const list = utf8(spelt({ ...manifest, parts: [plain, scanPart], ...changes }))
    await writeFile(file, await sealAnything(concat(u32(list.length), list, filing, scan), sealOptions(cast)))
    return decode('open', file, '--key', key)
  }
  expect((await read({})).filing).toEqual(contents.filing)
  const { counts } = manifest
  const ill: [object, string][] = [
    [{ unitCode: 'BJ-02' }, '清单与包头不符'],
    [{ questionnaireId: 'BJEDU2020' }, '填报内容与清单不符'],
    [{ counts: { ...counts, answers: counts.answers + 1 } }, '数量与清单不符'],
    [{ parts: [plain] }, '内容与清单不符'],
    [{ parts: [plain, { ...scanPart, encoding: 'deflate' }] }, '清单不对'],
    [{ parts: [plain, { ...scanPart, name: '../x' }] }, '不允许的文件名'],
  ]
  for (const [changes, says] of ill)
    expect((await read(changes)).refused, JSON.stringify(changes)).toContain(says)
  expect((await read({}, (value) => JSON.stringify(value, null, 1))).refused).toContain('不是规范 JSON')
})
