import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doors, openDoors } from '../../test/doors.ts'
import { campaign, makePlatform, type Platform } from '../../test/platform.ts'
import { contract } from '../contract/all.ts'
import { requestHeader } from '../contract/endpoint.ts'
import { saveAccount } from '../store/accounts.ts'
import { keepSetting } from '../store/settings.ts'

let platform: Platform
let doors: Doors
const folder = mkdtempSync(join(tmpdir(), 'zicha-doors-'))
afterAll(() => rmSync(folder, { recursive: true }))
const params = { campaignId: campaign.id, unitCode: 'BNU' }
const { session, submissions, drafts, campaigns } = contract

beforeAll(async () => {
  platform = await makePlatform()
  mkdirSync(join(folder, 'web', 'assets'), { recursive: true })
  writeFileSync(join(folder, 'web', 'index.html'), '<!doctype html><title>自查</title>')
  writeFileSync(join(folder, 'web', 'assets', 'main-1a2b.js'), 'export {}')
  doors = await openDoors(platform, {
    webFolder: join(folder, 'web'),
    temporaryFolder: join(folder, 'incoming'),
  })
})

const enter = (
  headers: Record<string, string> = { [requestHeader]: '1' },
  username = 'liu',
  password = platform.password.filler,
) => doors.app.inject({ method: 'POST', url: '/api/session', headers, payload: { username, password } })

test('signing in gives a cookie that no script can read and no other site can send', async () => {
  const response = await enter()
  expect(response.statusCode).toBe(200)
  expect(response.json()).toMatchObject({
    account: { name: '刘填报', role: 'filler' },
    unit: { code: 'BNU' },
    authority: '示范市教育委员会',
  })
  expect(response.headers['set-cookie']).toMatch(/^zicha=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/)
  expect(response.body).not.toMatch(/token|hash/i)
})

test('over https the cookie is bound to the host and to https', async () => {
  const secure = await openDoors(platform, { secure: true })
  const headers = { [requestHeader]: '1', origin: 'https://localhost:80', host: 'localhost:80' }
  const response = await secure.app.inject({
    method: 'POST',
    url: '/api/session',
    headers,
    payload: { username: 'liu', password: platform.password.filler },
  })
  expect(response.headers['set-cookie']).toMatch(
    /^__Host-zicha=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  )
  expect(response.headers['strict-transport-security']).toBe('max-age=31536000')
})

test('a request that another site could have caused is refused before anything else', async () => {
  const own = { host: 'zicha.test', [requestHeader]: '1' }
  for (const headers of [
    {},
    { ...own, origin: 'http://evil.test' },
    { ...own, origin: 'null' },
    { ...own, 'sec-fetch-site': 'cross-site' },
  ])
    expect((await enter(headers as Record<string, string>)).json()).toMatchObject({
      code: 'request.strange-page',
    })
  expect(
    (await enter({ ...own, origin: 'http://zicha.test', 'sec-fetch-site': 'same-origin' })).statusCode,
  ).toBe(200)
})

test('an address spelt otherwise is the same door, with the same lock', async () => {
  const payload = { username: 'liu', password: platform.password.filler }
  const strange = await doors.app.inject({ method: 'POST', url: '/%61pi/session', payload })
  expect(strange.json()).toMatchObject({ code: 'request.strange-page' })
  const cookie = String((await enter()).headers['set-cookie']).split(';')[0]!
  const own = await doors.app.inject({ url: '/%61pi/session', headers: { cookie } })
  expect(own.json()).toMatchObject({ account: { name: '刘填报' } })
})

test.each(['/..%5C..%5Cpackage.json', '/assets/..%5C..%5Cpackage.json', '/%00'])(
  'nothing outside the built files is given, and no bug is told: %s',
  async (url) => {
    const response = await doors.app.inject({ url })
    expect(response.statusCode).toBe(404)
    expect(response.json()).toMatchObject({ code: 'request.nothing-here' })
  },
)

test('thirty guesses a minute from one address are the most', async () => {
  const other = await openDoors(platform)
  const guess = () => other.ask(null, session.signIn, { body: { username: 'nobody', password: 'guess' } })
  const statuses = []
  for (let time = 0; time < 31; time++) statuses.push((await guess()).statusCode)
  expect(statuses.filter((status) => status === 401)).toHaveLength(30)
  expect(statuses[30]).toBe(429)
  expect((await guess()).json()).toMatchObject({ code: 'request.too-often' })
})

test('whoever has a one-time password can do nothing but change it', async () => {
  await saveAccount(platform.db, platform.people.approver.id, { mustChangePassword: true })
  expect((await doors.ask('approver', submissions.get, { params })).json()).toMatchObject({
    code: 'account.must-change-password',
  })
  expect((await doors.ask('approver', session.me)).statusCode).toBe(200)
  const body = { current: platform.password.approver, next: '审批人自己的新密码甲' }
  expect((await doors.ask('approver', session.changePassword, { body })).json()).toMatchObject({
    account: { mustChangePassword: false },
  })
  expect((await doors.ask('approver', submissions.get, { params })).statusCode).toBe(200)
})

test('signing out ends the session on the server', async () => {
  const cookie = String((await enter()).headers['set-cookie']).split(';')[0]!
  const ask = (method: 'GET' | 'DELETE') =>
    doors.app.inject({ method, url: '/api/session', headers: { cookie, [requestHeader]: '1' } })
  expect((await ask('GET')).statusCode).toBe(200)
  expect((await ask('DELETE')).statusCode).toBe(200)
  expect((await ask('GET')).json()).toMatchObject({ code: 'session.none' })
})

test('what is not as the contract says is refused, naming the field', async () => {
  const body = { version: 0, patches: [{ set: 'answers', key: '' }] }
  const response = await doors.ask('filler', drafts.patch, { params, body })
  expect(response.statusCode).toBe(400)
  expect(response.json()).toMatchObject({
    code: 'request.malformed',
    details: { fields: [{ at: 'body.patches.0' }] },
  })
  const broken = await doors.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { [requestHeader]: '1', 'content-type': 'application/json' },
    payload: '{',
  })
  expect(broken.json()).toMatchObject({ code: 'request.malformed' })
})

test('a stranger is turned away before the body is read, and heard only shortly', async () => {
  const unread = (function* () {
    yield Buffer.alloc(1000)
    throw new Error('was read')
  })()
  const url = '/api/campaigns/2019/units/BNU/packages'
  const headers = { [requestHeader]: '1', 'content-type': 'application/octet-stream' }
  expect(
    (await doors.app.inject({ method: 'POST', url, headers, payload: Readable.from(unread) })).statusCode,
  ).toBe(401)
  const body = { username: 'x'.repeat(20_000), password: 'x' }
  expect((await doors.ask(null, session.signIn, { body })).json()).toMatchObject({
    code: 'request.too-large',
  })
})

test('an address that holds what no text may hold is refused, not stumbled over', async () => {
  expect((await doors.ask('filler', campaigns.get, { params: { campaignId: 'a\u0000b' } })).statusCode).toBe(
    400,
  )
})

test('two edits of one cell: the later gets 409 and what stands', async () => {
  const edit = (now: string) =>
    doors.ask('filler', drafts.patch, {
      params,
      body: { version: 0, patches: [{ set: 'answers', key: 'w14_summary', was: null, now }] },
    })
  const body = await platform.seal(platform.filing('BNU', 2))
  await doors.ask('filler', submissions.uploadPackage, { params, body })
  const was = (await doors.ask('filler', drafts.get, { params })).json().filing.answers.w14_summary
  expect(was).toBeTruthy()
  const response = await edit('另一种说法')
  expect(response.statusCode).toBe(409)
  expect(response.json()).toMatchObject({
    code: 'draft.conflict',
    details: { conflicts: [{ path: 'w14_summary', stands: was, wanted: '另一种说法' }] },
  })
})

test('the tool is downloaded with its digest', async () => {
  const { fingerprint } = await platform.db
    .selectFrom('signingKey')
    .select('fingerprint')
    .where('unitCode', '=', 'BNU')
    .executeTakeFirstOrThrow()
  const response = await doors.ask('filler', drafts.tool, { params, query: { fingerprint, as: 'html' } })
  expect(response.headers['x-sha256']).toBe(createHash('sha256').update(response.rawPayload).digest('hex'))
  expect(decodeURIComponent(String(response.headers['content-disposition']))).toContain(
    '北京示范大学_2019年网络安全自查工具.html',
  )
})

test('the page may load from itself alone, and is framed by nobody', async () => {
  const { headers } = await doors.app.inject('/')
  expect(headers['content-security-policy']).toBe(
    "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data: blob:;font-src 'self';connect-src 'self';worker-src 'self' blob:;frame-ancestors 'none';form-action 'self';base-uri 'none'",
  )
  expect(headers).toMatchObject({
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'referrer-policy': 'no-referrer',
  })
})

test('every address of the application is its one page; built files last, and unknown ones are missing', async () => {
  const get = (url: string) => doors.app.inject(url)
  expect((await get('/campaigns/2019')).body).toContain('自查')
  expect((await get('/campaigns/2019')).headers['cache-control']).toBe('no-cache')
  expect((await get('/assets/main-1a2b.js')).headers['cache-control']).toContain('immutable')
  expect((await get('/assets/gone.js')).statusCode).toBe(404)
  expect((await get('/api/nothing')).json()).toMatchObject({ code: 'request.nothing-here' })
  expect((await get('/../../etc/passwd')).body).not.toContain('root:')
})

test('a bug answers 500 with a number to ask after, and nothing of what broke', async () => {
  const broken = await openDoors({
    ...platform,
    deps: { ...platform.deps, toolTemplate: async () => 'no place: secret' },
  })
  const { fingerprint } = await platform.db
    .selectFrom('signingKey')
    .select('fingerprint')
    .where('unitCode', '=', 'BNU')
    .executeTakeFirstOrThrow()
  const response = await broken.ask('filler', drafts.tool, { params, query: { fingerprint, as: 'html' } })
  expect(response.statusCode).toBe(500)
  expect(response.json()).toEqual({
    code: 'server.failed',
    message: expect.any(String),
    details: {},
    requestId: response.headers['x-request-id'],
  })
})

test('the log holds no password, cookie, file name or answer', async () => {
  const lines: string[] = []
  const { write } = process.stdout
  process.stdout.write = ((line: string) => lines.push(String(line)) > 0) as typeof write
  try {
    const loud = await openDoors(platform, { logLevel: 'trace' })
    await loud.ask('filler', submissions.uploadPiece, {
      params: { ...params, piece: 'letter' },
      query: { name: '机密承诺书.pdf' },
      body: Buffer.from('%PDF-1'),
    })
    await loud.app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { [requestHeader]: '1' },
      payload: { username: 'liu', password: 'Secret-1234' },
    })
    await new Promise((resolve) => setTimeout(resolve, 50))
  } finally {
    process.stdout.write = write
  }
  const log = lines.join('')
  expect(log).toContain('"path":"/api/session"')
  expect(log).not.toMatch(/Secret-1234|zicha=|机密|%E6/)
})

test('a unit learns nothing of campaigns that do not ask it', async () => {
  const { questionnaireId, year, ...rest } = campaign
  await doors.ask('administrator', campaigns.create, {
    body: { ...rest, questionnaireId, year, id: 'other', unitCodes: ['BTU'] },
  })
  expect((await doors.ask('filler', campaigns.list)).json()).toHaveLength(1)
  expect((await doors.ask('filler', campaigns.get, { params: { campaignId: 'other' } })).statusCode).toBe(404)
  expect((await doors.ask('neighbour', campaigns.list)).json()).toHaveLength(2)
})

test('the first administrator sets up over http', async () => {
  await platform.db.deleteFrom('setting').execute()
  expect((await doors.ask(null, session.setup)).json()).toEqual({ needed: true })
  await keepSetting(platform.db, 'setupToken', createHash('sha256').update('link').digest('hex'))
  const body = {
    token: 'link',
    authority: '某市教委',
    username: 'first',
    name: '首任',
    password: '一个足够足够长的密码',
  }
  const response = await doors.ask(null, session.setUp, { body })
  expect(response.json()).toMatchObject({ account: { role: 'administrator' }, authority: '某市教委' })
  expect(response.headers['set-cookie']).toBeTruthy()
  expect((await doors.ask(null, session.setup)).json()).toEqual({ needed: false })
})
