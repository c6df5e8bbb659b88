// The whole platform as a process: started, stopped, backed up and restored.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { addDays, dayOf } from '../src/domain/calendar.ts'
import { openDataFolder } from '../src/store/data-folder.ts'
import { makeMasterKey } from '../src/store/master-key.ts'
import { migrate } from '../src/store/migrate.ts'
import { campaign, fillPlatform } from './platform.ts'
import { type ServerProcess, signIn, startProcess, zicha } from './server-process.ts'

const folders: string[] = []
const running: ServerProcess[] = []
const newFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'zicha-server-'))
  folders.push(folder)
  return join(folder, 'data')
}
const start = async (...words: Parameters<typeof startProcess>) => {
  const server = await startProcess(...words)
  running.push(server)
  return server
}
afterEach(async () => {
  for (const server of running)
    if (server.child.exitCode === null && server.child.signalCode === null) await server.kill('SIGTERM')
}, 60_000)
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
}, 60_000)

const today = dayOf(new Date())
const held = {
  ...campaign,
  opensOn: addDays(today, -10),
  dueOn: addDays(today, 10),
  closesOn: addDays(today, 20),
}
const packages = `/api/campaigns/${held.id}/units/BNU/packages`

/** An installation with the cast in it; what a filler there knows, and five packages of hers. */
async function install(folder: string) {
  const data = await openDataFolder({ path: folder, databaseUrl: '' })
  try {
    await migrate(data.db)
    const platform = await fillPlatform(data.db, join(folder, 'blobs'), makeMasterKey(data.keyFile), held)
    const filing = platform.filing('BNU', 20)
    const packages = Array.from({ length: 5 }, (_, at) => {
      const sealedAt = `${today}T00:00:${String(at).padStart(2, '0')}Z`
      return platform.seal({ ...filing, marks: { unitName: `第 ${at} 次` } }, { sealedAt })
    })
    return { password: platform.password.filler, sealed: await Promise.all(packages) }
  } finally {
    await data.close()
  }
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

let folder: string
let installed: Awaited<ReturnType<typeof install>>
beforeAll(async () => {
  folder = newFolder()
  installed = await install(folder)
}, 60_000)

/** Digests of the packages that the server gives out again. */
async function kept(server: ServerProcess): Promise<Set<string>> {
  const ask = await signIn(server.url, 'liu', installed.password)
  const submission = (await (await ask(packages.replace('packages', 'submission'))).json()) as {
    packages: { number: number }[]
  }
  const all = submission.packages.map(async ({ number }) =>
    sha256(new Uint8Array(await (await ask(`${packages}/${number}/package.sez`)).arrayBuffer())),
  )
  return new Set(await Promise.all(all))
}

test('a backup made while the server works is a whole installation again elsewhere', async () => {
  const server = await start(folder)
  const ask = await signIn(server.url, 'liu', installed.password)
  for (const bytes of installed.sealed) expect((await ask(packages, 'POST', bytes)).ok).toBe(true)
  const file = join(folder, '..', 'backup.zbk')
  const words = join(folder, '..', 'words')
  expect(zicha(folder, 'backup', file)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('--passphrase-file'),
  })
  writeFileSync(words, '每季度换一次的备份口令\n')
  const made = zicha(folder, 'backup', file, '--json', '--passphrase-file', words)
  expect(made.status).toBe(0)
  expect(JSON.parse(made.stdout).files).toBeGreaterThan(5)
  const other = newFolder()
  const wrong = join(folder, '..', 'wrong')
  writeFileSync(wrong, '去年的那个备份口令')
  expect(zicha(other, 'restore', file, '--passphrase-file', wrong)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('备份口令不对'),
  })
  expect(existsSync(other)).toBe(false)
  mkdirSync(other)
  expect(zicha(other, 'restore', words, '--passphrase-file', words).status).toBe(1)
  expect(readdirSync(other)).toEqual([])
  const restore = ['restore', file, '--passphrase-file', words]
  expect(zicha(other, ...restore)).toMatchObject({ status: 0 })
  expect(zicha(other, ...restore)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('已有数据'),
  })
  const restored = await start(other)
  expect(await kept(restored)).toEqual(await kept(server))
  expect((await kept(restored)).size).toBe(5)
}, 180_000)

test('a command on a folder without an installation makes none, and a backup of it least of all', () => {
  const nowhere = newFolder()
  for (const words of [
    ['user', 'list'],
    ['backup', join(folder, '..', 'nothing.zbk')],
  ])
    expect(zicha(nowhere, ...words)).toMatchObject({ status: 1, stderr: expect.stringContaining(nowhere) })
  expect(existsSync(nowhere)).toBe(false)
})

test('a data folder that is a file is called one', () => {
  const file = join(newFolder(), '..', 'file')
  writeFileSync(file, '')
  expect(zicha(file, 'serve')).toMatchObject({ status: 1, stderr: expect.stringContaining('是一个文件') })
})

test('asked for any free port, it tells the one that it was given', async () => {
  const server = await start(newFolder(), { PORT: '0' })
  const told = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(server.said())?.[0]
  expect((await fetch(`${told}/healthz`)).ok).toBe(true)
})

test('a campaign that is not there is answered with those that are', () => {
  const file = join(folder, '..', 'progress.csv')
  const { status, stderr } = zicha(folder, 'export', 'progress', '--campaign', '1999', '--out', file)
  expect([status, stderr]).toEqual([1, expect.stringContaining(held.id)])
})

test('a master key that lies elsewhere is not beside the data, and nothing starts without it', async () => {
  const [data, elsewhere] = [newFolder(), join(newFolder(), '..', 'master.key')]
  const settings = { MASTER_KEY_FILE: elsewhere }
  await (await start(data, settings)).kill('SIGTERM')
  expect(existsSync(elsewhere)).toBe(true)
  expect(existsSync(join(data, 'master.key'))).toBe(false)
  const without = String(await startProcess(data).catch((error: Error) => error))
  expect(without).toContain(`找不到主密钥文件 ${join(data, 'master.key')}`)
  expect(without).not.toContain('at ')
  expect(existsSync(join(data, 'master.key'))).toBe(false)
  expect((await fetch(`${(await start(data, settings)).url}/readyz`)).status).toBe(200)
}, 90_000)

test('health and readiness are told to anybody, and told apart: without its database it lives and is not ready', async () => {
  const data = newFolder()
  const server = await start(data)
  const both = () =>
    Promise.all(['/healthz', '/readyz'].map(async (path) => (await fetch(server.url + path)).status))
  expect(await both()).toEqual([200, 200])
  const [postmaster] = readFileSync(join(data, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(postmaster), 'SIGKILL')
  const seen: number[][] = []
  for (
    let time = 0;
    time < 400 && !(seen.some(([, ready]) => ready === 503) && seen.at(-1)?.[1] === 200);
    time++
  ) {
    seen.push(await both())
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  expect(new Set(seen.map(([health]) => health))).toEqual(new Set([200]))
  expect(seen.some(([, ready]) => ready === 503)).toBe(true)
  expect(seen.at(-1)).toEqual([200, 200])
}, 60_000)

test('the first start gives a link to set up, each later one a new one, until somebody has', async () => {
  const [empty, links] = [newFolder(), [] as string[]]
  for (const _ of [1, 2]) {
    const server = await start(empty)
    links.push(/\/setup#(\S+)/.exec(server.said())?.[1] ?? '')
    await server.kill('SIGINT')
  }
  expect(links[0]).toMatch(/^[\w-]{20,}$/)
  expect(links[1]).not.toBe(links[0])
  expect((await start(folder)).said()).not.toContain('/setup')
}, 60_000)

test('nothing that opens anything is in the logs', async () => {
  const server = await start(newFolder(), { LOG_LEVEL: 'debug' })
  const secret = 'geheimes-wort-42'
  await fetch(`${server.url}/api/session?password=${secret}`, {
    headers: { cookie: `zicha=${secret}`, authorization: secret },
  })
  await signIn(server.url, 'nobody', secret).catch(() => {})
  await server.kill('SIGTERM')
  expect(server.said()).toContain('/api/session')
  expect(server.said()).not.toContain(secret)
}, 60_000)

test('a port that is taken is said in a sentence, before a demonstration is made for it', async () => {
  const server = await start(folder)
  const { port } = new URL(server.url)
  const error = await startProcess(newFolder(), { PORT: port }, { command: 'demo' }).catch(String)
  expect(error).toContain(`端口 ${port} 已被其他程序占用`)
  expect(error).not.toContain('正在建立演示')
  expect(error).not.toContain('at Server')
}, 60_000)

test.each([
  [{ HOST: 'no.such.host.invalid' }, 'HOST'],
  [{ TLS_CERT: 'README.md', TLS_KEY: 'nowhere.pem' }, 'TLS_KEY'],
])(
  'a setting that cannot be used is named in a sentence: %j',
  async (settings, name) => {
    const error = await startProcess(newFolder(), settings).catch(String)
    expect(error).toContain(name)
    expect(error).not.toMatch(/^ +at /m)
  },
  60_000,
)

test('a demonstration that is stopped half made leaves no database running, and is made anew', async () => {
  const folder = newFolder()
  const server = await startProcess(folder, {}, { command: 'demo', until: '12/108' })
  expect(await server.kill('SIGINT')).toBe(1)
  expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false)
  const again = await start(folder)
  expect(again.said()).toContain('已清除')
  expect(again.said()).toContain('/setup#')
}, 120_000)

test('what a kill has left of uploads is gone at the next start', async () => {
  const left = [join(folder, 'incoming'), join(folder, 'blobs', 'incoming')].map((name) => {
    mkdirSync(name, { recursive: true })
    writeFileSync(join(name, 'half'), 'half a package')
    return join(name, 'half')
  })
  await start(folder)
  expect(left.filter((name) => existsSync(name))).toEqual([])
}, 60_000)

test('a database that dies is a refusal in words, and is there again by itself', async () => {
  const server = await start(folder)
  const ask = await signIn(server.url, 'liu', installed.password)
  const status = async () => (await ask('/api/session')).status
  expect(await status()).toBe(200)
  const [postmaster] = readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(postmaster), 'SIGKILL')
  const seen = new Set<number>()
  for (let time = 0; time < 200 && !(seen.has(503) && seen.has(200)); time++) {
    const now = await status()
    if (now === 503 || seen.has(503)) seen.add(now)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  expect([...seen]).toEqual([503, 200])
}, 60_000)

test('whoever uploads without end does not keep the server from stopping', async () => {
  const server = await start(folder)
  const { headers } = await fetch(`${server.url}/api/session`, {
    method: 'POST',
    headers: { 'x-zicha': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'liu', password: installed.password }),
  })
  const endless = request(server.url + packages, {
    method: 'POST',
    headers: { 'x-zicha': '1', cookie: headers.getSetCookie()[0]?.split(';')[0] },
  })
  endless.on('error', () => {})
  const drip = setInterval(() => endless.write(Buffer.alloc(1000)), 100)
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(await server.kill('SIGTERM')).toBe(0)
  clearInterval(drip)
  endless.destroy()
}, 60_000)
