import { mkdtempSync, rmSync } from 'node:fs'
import { open, rename } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { requestHeader } from '../src/contract/endpoint.ts'
import { submissions } from '../src/contract/submissions.ts'
import type { Filing } from '../src/domain/filing.ts'
import { canonical } from '../src/sealing/canonical.ts'
import { seal } from '../src/sealing/package.ts'
import { nativeSuites } from '../src/sealing/suites/native.ts'
import type { SuiteId } from '../src/sealing/suites/suite.ts'
import type { Benchmark, Result } from './benchmark.ts'
import { type Platform, rowPath, startPlatform, workPath } from './platform.ts'
import { quantile, race, result, type Turn } from './race.ts'
import { campaign, ofBytes, unit } from './samples.ts'

/** More than come at once, so that no two packages of one unit wait for each other. */
const units = 16
const answerBytes = 12 * 1024

export const receiving: Benchmark = {
  id: 'receiving',
  title: '接收数据包',
  async run(setting) {
    const platform = await startPlatform(units)
    const folder = mkdtempSync(join(tmpdir(), 'zicha-bench-'))
    const agent = new Agent({ keepAlive: true })
    try {
      const sealer = makeSealer(platform)
      const results: Result[] = []
      for (const [together, wanted] of [
        [1, 24],
        [8, 96],
      ] as const) {
        const count = setting.many(wanted)
        const rounds = setting.rounds(5)
        const waits: Record<SuiteId, number[]> = { 1: [], 2: [] }
        const work: Record<SuiteId | 'row', number[]> = { 1: [], 2: [], row: [] }
        const watched = async (whose: SuiteId | 'row', turn: Turn): Promise<number> => {
          const before = await serverWork(platform)
          const value = await turn()
          work[whose].push(((await serverWork(platform)) - before) / count)
          return value
        }
        const sample = await sealer(1)
        const packages =
          (suite: SuiteId): Turn =>
          async () => {
            const letters: Letter[] = []
            while (letters.length < count) letters.push(await sealer(suite))
            return watched(suite, () =>
              rate(together, letters, async (letter) => {
                const from = performance.now()
                const received = await post(platform.url, agent, letter)
                if (!received.fresh) throw new Error(`A package was not taken: ${JSON.stringify(received)}`)
                waits[suite].push(performance.now() - from)
              }),
            )
          }
        const measured = await race(
          {
            suite1: packages(1),
            suite2: packages(2),
            row: () =>
              watched('row', () =>
                rate(together, Array.from({ length: count }), () =>
                  post(platform.url, agent, { ...sample, path: rowPath }),
                ),
              ),
            file: () =>
              rate(together, Array.from({ length: count }), (_, at) =>
                keepFile(join(folder, `${together}-${at}`), sample.bytes),
              ),
          },
          rounds,
        )
        const row = ['同样的字节存一行（HTTP）', measured.row] as const
        const file = ['同样的字节写一个文件（fsync）', measured.file] as const
        for (const suite of [1, 2] as const) {
          const what = `${together} 路并发，套件 ${suite}`
          results.push(
            result(what, '份/秒', measured[`suite${suite}`], { against: row }),
            result(what, '份/秒', measured[`suite${suite}`], { against: file }),
            result(`${what}：95% 的等待不超过`, 'ms', [quantile(waits[suite], 0.95)]),
            result(`${what}：每份占用服务进程处理器`, 'ms', work[suite].slice(-rounds), {
              against: ['存一行', work.row.slice(-rounds)],
            }),
          )
        }
        results.push(result(`${together} 路并发，存一行`, '份/秒', measured.row, { against: file }))
      }
      return [
        result('答卷', 'KB', [sealer.answers / 1024]),
        result('数据包', 'KB', [sealer.size / 1024]),
        ...results,
      ]
    } finally {
      agent.destroy()
      rmSync(folder, { recursive: true, force: true })
      await platform.stop()
    }
  },
}

interface Letter {
  readonly path: string
  readonly cookie: string
  readonly bytes: Uint8Array
}

/** Seals packages in turn for every unit, each newer than the last, as their tools would. */
function makeSealer({ senders, recipients }: Platform) {
  const filings: Filing[] = senders.map((_, at) => ofBytes(answerBytes, unit(at + 1)))
  let sealed = 0
  const sealer = async (suite: SuiteId): Promise<Letter> => {
    const at = sealed % senders.length
    const revision = Math.floor(sealed / senders.length) + 1
    sealed++
    const { unitCode, cookie, signers } = senders[at]!
    const sealedAt = new Date(Date.UTC(2019, 5, 4) + sealed * 1000).toISOString().replace('.000', '')
    const { bytes } = await seal(
      { filing: filings[at]!, attachments: new Map(), previous: null, generator: 'bench' },
      {
        recipients: recipients.filter((key) => key.suite === suite),
        signer: signers[suite],
        header: { campaignId: campaign.id, unitCode, revision, sealedAt },
        suites: nativeSuites,
      },
    )
    sealer.size = bytes.length
    const path = submissions.uploadPackage.path
      .replace(':campaignId', campaign.id)
      .replace(':unitCode', unitCode)
    return { path, cookie, bytes }
  }
  sealer.size = 0
  sealer.answers = Buffer.byteLength(canonical(filings[0]!))
  return sealer
}

/** Things done a second, so many at a time. */
async function rate<Thing>(
  together: number,
  things: readonly Thing[],
  work: (thing: Thing, at: number) => Promise<unknown>,
): Promise<number> {
  const from = performance.now()
  let next = 0
  await Promise.all(
    Array.from({ length: together }, async () => {
      for (let at = next++; at < things.length; at = next++) await work(things[at]!, at)
    }),
  )
  return things.length / ((performance.now() - from) / 1000)
}

function post(url: string, agent: Agent, { path, cookie, bytes }: Letter): Promise<Record<string, unknown>> {
  const headers = { cookie, [requestHeader]: '1', 'content-type': 'application/octet-stream' }
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), { method: 'POST', agent, headers }, async (response) => {
      try {
        const body = JSON.parse(Buffer.concat(await response.toArray()).toString())
        if (response.statusCode === 200) resolve(body)
        else reject(new Error(`${response.statusCode}: ${JSON.stringify(body)}`))
      } catch (error) {
        reject(error)
      }
    })
    sent.on('error', reject)
    sent.end(bytes)
  })
}

/** Milliseconds of processor time; the database's own processes are not in it. */
async function serverWork({ url }: Platform): Promise<number> {
  const { ms } = (await (await fetch(new URL(workPath, url))).json()) as { ms: number }
  return ms
}

/** On the disk under its name, and still there after a power cut but for the folder's own entry. */
async function keepFile(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(`${path}.new`, 'w')
  try {
    await file.writeFile(bytes)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(`${path}.new`, path)
}
