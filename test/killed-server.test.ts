// The real server as a process of its own, killed in the middle of thirty uploads: what it had confirmed is there.
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { CampaignView } from '../src/contract/campaigns.ts'
import { requestHeader } from '../src/contract/endpoint.ts'
import type { PackageReceived, SubmissionView } from '../src/contract/submissions.ts'
import type { ImportReport } from '../src/contract/units.ts'
import { writeLedger } from '../src/documents/ledger.ts'
import { dayOf } from '../src/domain/calendar.ts'
import { makeKeyPair } from '../src/sealing/keys.ts'
import { seal } from '../src/sealing/package.ts'
import { nativeSuites } from '../src/sealing/suites/native.ts'
import { completeFiling } from './complete-filing.ts'
import { campaign, form } from './platform.ts'
import { type ServerProcess, startProcess } from './server-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'zicha-kill-'))
let server: ServerProcess
const start = async () => {
  server = await startProcess(join(folder, 'data'), { LOG_LEVEL: 'silent' })
}
afterAll(async () => {
  if (server?.child.exitCode === null) await server.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
})

class Visitor {
  #cookie = ''

  async ask(method: string, path: string, body?: unknown): Promise<Response> {
    const bytes = body instanceof Uint8Array
    const response = await fetch(`${server.url}/api${path}`, {
      method,
      headers: {
        [requestHeader]: '1',
        cookie: this.#cookie,
        ...(body === undefined
          ? {}
          : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: bytes ? new Uint8Array(body) : JSON.stringify(body) }),
    })
    const [cookie] = response.headers.getSetCookie()
    if (cookie) this.#cookie = cookie.split(';')[0] ?? ''
    if (!response.ok) throw new Error(`${method} ${path}: ${await response.text()}`)
    return response
  }

  async json<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    return (await (await this.ask(method, path, body)).json()) as Answer
  }
}

test('a server killed amid thirty uploads has lost none that it confirmed', async () => {
  await start()
  const token = /setup#(\S+)/.exec(server.said())?.[1]
  const commission = new Visitor()
  const password = '一个足够足够长的密码'
  await commission.ask('POST', '/setup', {
    token,
    authority: '某市教委',
    username: 'first',
    name: '首任',
    password,
  })
  const today = dayOf(new Date())
  const { sealingKeys } = await commission.json<CampaignView>('POST', '/campaigns', {
    ...campaign,
    opensOn: today,
    dueOn: today,
    closesOn: '2099-12-31',
  })
  const codes = Array.from({ length: 15 }, (_, at) => `U${at + 10}`)
  const sheet = writeLedger({
    title: '单位',
    head: ['单位代码', '单位名称', '单位类别'],
    rows: codes.map((code) => [code, `单位${code}`, '直属单位']),
  })
  const { accounts } = await commission.json<ImportReport>('POST', '/units/import?campaign=2019', sheet)

  const units = await Promise.all(
    accounts.map(async ({ unitCode, username, oneTimePassword }) => {
      const visitor = new Visitor()
      await visitor.ask('POST', '/session', { username, password: oneTimePassword })
      await visitor.ask('PUT', '/password', { current: oneTimePassword, next: password })
      const signer = await makeKeyPair(1, 'sign')
      const path = `/campaigns/2019/units/${unitCode}`
      await visitor.ask('POST', `${path}/keys`, { locked: { publicKey: signer.publicKey } })
      const unit = {
        code: unitCode,
        name: `单位${unitCode}`,
        kind: '直属单位',
        schoolClass: null,
        creditCode: null,
      }
      const filing = completeFiling(form, '2019', unit, 3)
      const packages = await Promise.all(
        [1, 2].map(async (revision) => {
          const header = { campaignId: '2019', unitCode, revision, sealedAt: `${today}T00:00:0${revision}Z` }
          const recipients = sealingKeys.filter(({ suite }) => suite === 1)
          return seal(
            { filing, attachments: new Map(), previous: null, generator: 'test' },
            { recipients, signer, header, suites: nativeSuites },
          )
        }),
      )
      return { visitor, path, packages: packages.map(({ bytes }) => bytes) }
    }),
  )

  const confirmed: { visitor: Visitor; path: string; digest: string; bytes: Uint8Array }[] = []
  const killed = new Promise<void>((resolve, reject) => {
    const enough = setInterval(() => {
      if (confirmed.length < 9) return
      clearInterval(enough)
      server.kill('SIGKILL').then(() => resolve(), reject)
    }, 1)
  })
  await Promise.all([
    killed,
    ...units.map(async ({ visitor, path, packages }) => {
      for (const bytes of packages) {
        // What breaks off was not confirmed; the unit will send it again.
        const answer = await visitor
          .json<PackageReceived>('POST', `${path}/packages`, bytes)
          .catch(() => undefined)
        if (!answer) return
        confirmed.push({ visitor, path, digest: answer.package.digest, bytes })
      }
    }),
  ])
  expect(confirmed.length).toBeGreaterThanOrEqual(9)
  expect(confirmed.length).toBeLessThan(30)

  await start()
  for (const { visitor, path, digest, bytes } of confirmed) {
    const { packages } = await visitor.json<SubmissionView>('GET', `${path}/submission`)
    const kept = packages.find((one) => one.digest === digest)
    expect(kept).toBeDefined()
    const back = await (
      await visitor.ask('GET', `${path}/packages/${kept?.number}/package.sez`)
    ).arrayBuffer()
    expect(createHash('sha256').update(new Uint8Array(back)).digest('hex')).toBe(
      createHash('sha256').update(bytes).digest('hex'),
    )
  }
  // And what broke off goes in as if nothing had been.
  const results = await Promise.all(
    units.map(({ visitor, path, packages }) =>
      visitor.json<PackageReceived>('POST', `${path}/packages`, packages[1]),
    ),
  )
  expect(results.map(({ submission }) => submission.packages[0]?.revision)).toEqual(units.map(() => 2))
}, 120_000)
