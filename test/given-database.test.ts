// The platform on a PostgreSQL that somebody else looks after.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Address } from '../src/store/database.ts'
import { makeDatabase } from './database.ts'
import { startProcess, zichaWith } from './server-process.ts'

const folder = mkdtempSync(join(tmpdir(), 'zicha-given-'))
const drops: (() => Promise<void>)[] = []

async function given(): Promise<Record<string, string>> {
  const { address, drop } = await makeDatabase()
  drops.push(drop)
  return { DATABASE_URL: urlOf(address) }
}

function urlOf(address: Address): string {
  if ('url' in address) return address.url
  const { host, port, user, password, database } = address
  return `postgresql://${user}:${password}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`
}

let settings: Record<string, string>
beforeAll(async () => {
  settings = await given()
})
afterAll(async () => {
  for (const drop of drops) await drop()
  rmSync(folder, { recursive: true, force: true })
})

test('it starts there, keeps everything there, and makes no database of its own', async () => {
  const data = join(folder, 'data')
  const first = await startProcess(data, settings)
  expect(first.said()).toContain('/setup#')
  expect((await fetch(`${first.url}/readyz`)).status).toBe(200)
  await first.kill('SIGTERM')
  const added = ['user', 'add', 'chen', '--role', 'administrator', '--name', '陈老师']
  expect(zichaWith(settings, data, ...added)).toMatchObject({ status: 0 })
  const second = await startProcess(data, settings)
  expect(zichaWith(settings, data, 'user', 'list', '--json').stdout).toContain('陈老师')
  await second.kill('SIGTERM')
  expect(existsSync(join(data, 'postgres'))).toBe(false)
}, 120_000)

test('what it kept is backed up from there, and put back on another', async () => {
  const [data, other] = [join(folder, 'data'), join(folder, 'other')]
  const [file, words] = [join(folder, 'backup.zcb'), join(folder, 'words')]
  writeFileSync(words, '每季度换一次的备份口令')
  const under = ['--passphrase-file', words]
  expect(zichaWith(settings, data, 'backup', file, ...under)).toMatchObject({ status: 0 })
  const elsewhere = await given()
  expect(zichaWith(elsewhere, other, 'restore', file, ...under)).toMatchObject({ status: 0 })
  const { stdout } = zichaWith(elsewhere, other, 'user', 'list', '--json')
  expect(JSON.parse(stdout)).toMatchObject({ accounts: [{ username: 'chen', name: '陈老师' }], total: 1 })
}, 120_000)

test('one that nobody answers at is said in a sentence that tells no password', async () => {
  const nobody = { DATABASE_URL: 'postgresql://zicha:geheim@127.0.0.1:9/zicha' }
  const why = await startProcess(join(folder, 'nobody'), nobody).catch(String)
  expect(why).toMatch(/\p{Script=Han}/u)
  expect(why).toContain('DATABASE_URL')
  expect(why).not.toContain('geheim')
  expect(why).not.toMatch(/^ +at /m)
}, 60_000)
