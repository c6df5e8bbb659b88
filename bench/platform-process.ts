// The platform as a process of its own, as in life, on a database that waits for the disk. Beside its own doors it
// has the plainest ones that could do the same: a row for any bytes, and a bare page.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { sql } from 'kysely'
import { makeCommissionKeys, sealingKeys } from '../src/actions/commission-keys.ts'
import type { Deps } from '../src/actions/deps.ts'
import { keepAccounts, prepareAccount } from '../src/actions/manage-accounts.ts'
import { registerKey } from '../src/actions/manage-keys.ts'
import { createCampaign } from '../src/actions/run-campaign.ts'
import { openSession } from '../src/actions/sign-in.ts'
import { readConfig } from '../src/config.ts'
import { builtFolder, furnish, openFolder } from '../src/house.ts'
import { buildApp } from '../src/http/app.ts'
import { makeKeyPair } from '../src/sealing/keys.ts'
import { saveAccount } from '../src/store/accounts.ts'
import { insertUnits } from '../src/store/units.ts'
import { barePath, type Ready, rowPath, type Sender, workPath } from './platform.ts'
import { campaign, today, unit } from './samples.ts'

async function enrol(deps: Deps, number: number): Promise<Sender> {
  const { code } = unit(number)
  const made = await prepareAccount(
    { username: `sender${number}`, name: '张老师', role: 'unit-administrator', unitCode: code },
    deps.now(),
  )
  await keepAccounts(deps.db, made.account, [made], deps.now())
  await saveAccount(deps.db, made.account.id, { mustChangePassword: false })
  const signers = { 1: await makeKeyPair(1, 'sign'), 2: await makeKeyPair(2, 'sign') }
  for (const { publicKey } of Object.values(signers))
    await registerKey(deps, made.account, { campaignId: campaign.id, unitCode: code }, { publicKey })
  const place = { address: '127.0.0.1', browser: 'bench' }
  const { token } = await openSession(deps.db, made.account.id, place, deps.now())
  return { unitCode: code, cookie: `zicha=${token}`, signers }
}

const folder = mkdtempSync(join(tmpdir(), 'zicha-bench-'))
const senders = Number(process.argv[2])
const data = await openFolder(readConfig({ DATA_DIR: folder, LOG_LEVEL: 'silent' }), {})
const deps: Deps = { ...(await furnish(data)), now: () => new Date(`${today}T02:00:00Z`) }
await (await makeCommissionKeys(deps)).keep(deps.db)
const units = Array.from({ length: senders }, (_, at) => unit(at + 1))
await insertUnits(deps.db, units, deps.now())
const head = await prepareAccount(
  { username: 'head', name: '王管理', role: 'administrator', unitCode: null },
  deps.now(),
)
await keepAccounts(deps.db, head.account, [head], deps.now())
await createCampaign(deps, head.account, campaign)
const webFolder = builtFolder('web')
const app = await buildApp(deps, {
  logLevel: 'silent',
  behindProxy: false,
  secure: false,
  temporaryFolder: join(folder, 'incoming'),
  mostUploadBytes: 100 * 1024 * 1024,
  isReady: async () => true,
  ...(webFolder ? { webFolder } : {}),
})
await sql`create table bench_row (id bigint generated always as identity primary key, bytes bytea not null)`.execute(
  deps.db,
)
app.post(rowPath, async (request) => {
  const parts: Buffer[] = []
  for await (const part of request.body as Readable) parts.push(part)
  await sql`insert into bench_row (bytes) values (${Buffer.concat(parts)})`.execute(deps.db)
  return { size: parts.length }
})
app.get(workPath, async () => {
  const { user, system } = process.cpuUsage()
  return { ms: (user + system) / 1000 }
})
app.get(barePath, async (_, reply) =>
  reply.type('text/html; charset=utf-8').send('<!doctype html><title>空页</title><h1>网络安全自查</h1>'),
)
const ready: Ready = {
  url: await app.listen({ host: '127.0.0.1', port: 0 }),
  senders: await Promise.all(units.map((_, at) => enrol(deps, at + 1))),
  recipients: await sealingKeys(deps.db),
}

let running = true

async function stop(): Promise<void> {
  if (!running) return
  running = false
  await app.close()
  await data.close()
  rmSync(folder, { recursive: true, force: true })
  if (process.connected) process.disconnect()
}
process.on('message', () => void stop())
// Whoever started us is gone.
process.on('disconnect', () => void stop())
process.send?.(ready)
