import { createCipheriv, createHash, randomBytes } from 'node:crypto'
import { openStream, sealStream } from '../src/sealing/stream.ts'
import { suites as portable } from '../src/sealing/suites/all.ts'
import { nativeSuites } from '../src/sealing/suites/native.ts'
import type { SuiteId, Suites } from '../src/sealing/suites/suite.ts'
import { makeCast, sampleContents, sealOptions } from '../test/packages.ts'
import type { Benchmark, Result, Setting } from './benchmark.ts'
import { race, result, type Turn, worked } from './race.ts'

const ways = { native: nativeSuites, portable }
const wayNames = { native: 'Node 原生', portable: '浏览器代码' }

/** What is read and thrown away: a disk would only blur the picture. */
const nowhere = { begin() {}, write() {}, end() {} }

export const sealing: Benchmark = {
  id: 'sealing',
  title: '封装与打开 .sez',
  async run(setting) {
    const results: Result[] = []
    for (const [megabytes, rounds] of setting.smoke
      ? [[1, 1] as const]
      : [[1, 9] as const, [16, 5] as const, [100, 3] as const])
      results.push(...(await ofSize(megabytes, rounds, setting)))
    return results
  },
}

async function ofSize(megabytes: number, rounds: number, { smoke }: Setting): Promise<Result[]> {
  const size = megabytes * 1024 * 1024
  const contents = sampleContents(size)
  const [bytes] = [...contents.attachments.values()]
  const rate =
    (turn: Turn): Turn =>
    async () =>
      megabytes / ((await turn()) / 1000)

  const turns: Record<string, Turn> = {
    'AES SHA-256': rate(worked(() => plain('aes-256-gcm', 'sha256', 12, bytes!))),
    'SM4 SM3': rate(worked(() => plain('sm4-ctr', 'sm3', 16, bytes!))),
  }
  const shown: { key: string; what: string }[] = []
  for (const suite of [1, 2] as const)
    for (const way of ['native', 'portable'] as const) {
      const { seal, open } = await deeds(suite, ways[way], contents)
      const name = `${megabytes} MB，套件 ${suite}，${wayNames[way]}`
      turns[`seal ${suite} ${way}`] = rate(worked(seal))
      turns[`open ${suite} ${way}`] = rate(worked(open))
      shown.push({ key: `seal ${suite} ${way}`, what: `${name}：封装` })
      shown.push({ key: `open ${suite} ${way}`, what: `${name}：打开` })
    }
  const measured = await race(turns, rounds, smoke || megabytes > 16 ? 0 : 1)
  const against = ['node:crypto AES-256-GCM＋SHA-256', measured['AES SHA-256']!] as const
  return [
    result(`${megabytes} MB，node:crypto SM4-CTR＋SM3`, 'MB/s', measured['SM4 SM3']!, { against }),
    ...shown.map(({ key, what }) => result(what, 'MB/s', measured[key]!, { against })),
  ]
}

/** The least that hiding and proving these bytes can cost here. */
function plain(cipher: string, hash: string, nonceBytes: number, bytes: Uint8Array): void {
  const seal = createCipheriv(
    cipher,
    randomBytes(cipher.startsWith('aes') ? 32 : 16),
    randomBytes(nonceBytes),
  )
  const digest = createHash(hash)
  for (let at = 0; at < bytes.length; at += 65_536) {
    const chunk = bytes.subarray(at, at + 65_536)
    digest.update(chunk)
    seal.update(chunk)
  }
  seal.final()
  digest.digest()
}

async function deeds(suite: SuiteId, suites: Suites, contents: ReturnType<typeof sampleContents>) {
  const cast = await makeCast(suite)
  const chunks: Uint8Array[] = []
  const seal = async () => {
    chunks.length = 0
    for await (const chunk of sealStream(contents, { ...sealOptions(cast), suites })) chunks.push(chunk)
  }
  await seal()
  const sealed = chunks.slice()
  return {
    seal,
    open: () =>
      openStream(
        (async function* () {
          yield* sealed
        })(),
        { keys: [cast.commission], signers: [cast.unit.publicKey], suites },
        nowhere,
      ),
  }
}
