// What a stranger, or a broken program, may send. Each gets a refusal that says what is wrong; nothing breaks.
import type { LightMyRequestResponse } from 'fastify'
import { beforeAll, expect, test } from 'vitest'
import { type Doors, openDoors } from '../../test/doors.ts'
import { campaign, makePlatform, type Person, type Platform } from '../../test/platform.ts'
import { registerKey } from '../actions/manage-keys.ts'
import { receivePackage } from '../actions/receive-package.ts'
import { openSession } from '../actions/sign-in.ts'
import { contract } from '../contract/all.ts'
import { type Endpoint, requestHeader } from '../contract/endpoint.ts'
import { makeKeyPair } from '../sealing/keys.ts'

let platform: Platform
let doors: Doors
const params = { campaignId: campaign.id, unitCode: 'BNU' }
const { session, submissions, drafts, campaigns, units, trail, progress } = contract
const { id: _, year: __, questionnaireId: ___, ...changeable } = campaign

beforeAll(async () => {
  platform = await makePlatform()
  doors = await openDoors(platform)
})

const patch = (patches: unknown, version = 0) =>
  doors.ask('filler', drafts.patch, { params, body: { version, patches } })

/** JSON that no JSON.stringify would write. */
async function raw(payload: string): Promise<LightMyRequestResponse> {
  const place = { address: '127.0.0.1', browser: 'test' }
  const { token } = await openSession(platform.db, platform.people.filler.id, place, platform.deps.now())
  const headers = {
    [requestHeader]: '1',
    cookie: `zicha=${token}`,
    'content-type': 'application/json',
  }
  return doors.app.inject({ method: 'PATCH', url: '/api/campaigns/2019/units/BNU/draft', headers, payload })
}

const nul = 'a\0b'

test.each([
  ['a search for units', () => doors.ask('reviewer', units.list, { query: { q: nul } })],
  ['a search for accounts', () => doors.ask('administrator', units.accounts, { query: { q: nul } })],
  ['a filter of the trail', () => doors.ask('administrator', trail.list, { query: { q: nul } })],
  ['a filter of the progress', () => doors.ask('reviewer', progress.list, { params, query: { kind: nul } })],
  ['an address', () => doors.ask('reviewer', campaigns.get, { params: { campaignId: nul } })],
  ['a comment', () => doors.ask('reviewer', submissions.comment, { params, body: { at: nul, says: nul } })],
  [
    'half a character in a comment',
    () => doors.ask('reviewer', submissions.comment, { params, body: { at: '', says: '\ud800' } }),
  ],
  ['an answer', () => patch([{ set: 'answers', key: 'unitName', was: null, now: nul }])],
  [
    'a requirement',
    () =>
      doors.ask('administrator', campaigns.change, { params, body: { ...changeable, requirements: [nul] } }),
  ],
  [
    'a title',
    () => doors.ask('administrator', campaigns.change, { params, body: { ...changeable, title: nul } }),
  ],
  [
    'a key',
    () => {
      const locked = { publicKey: { suite: 1, use: 'sign', key: 'A'.repeat(43) }, salt: nul }
      return doors.ask('filler', drafts.registerKey, { params, body: { locked } })
    },
  ],
  [
    'a revision that no column holds',
    () =>
      doors.ask('filler', submissions.piece, {
        params: { ...params, piece: 'form' },
        query: { revision: '9007199254740991' },
      }),
  ],
  [
    'a package number that no column holds',
    () => doors.ask('filler', drafts.adopt, { params, body: { version: 0, number: 2 ** 40 } }),
  ],
  [
    'a year that no calendar has',
    () => {
      const day = '0000-01-01'
      const body = { ...changeable, opensOn: day, dueOn: day, closesOn: day }
      return doors.ask('administrator', campaigns.change, { params, body })
    },
  ],
  [
    'a day that the month has not',
    () =>
      doors.ask('administrator', campaigns.change, {
        params,
        body: { ...changeable, opensOn: '2019-02-31' },
      }),
  ],
  [
    'a sort that there is not',
    () => doors.ask('reviewer', progress.list, { params, query: { sort: '__proto__' } }),
  ],
])('%s that cannot be kept is refused in words', async (_what, send) => {
  const response = await send()
  expect([400, 422]).toContain(response.statusCode)
  expect(response.json().message).toMatch(/\p{Script=Han}/u)
})

test('signs that mean something to LIKE or to SQL are only signs in a search', async () => {
  for (const q of ['%', '_', "'", '\\', "'; drop table unit; --"])
    expect((await doors.ask('reviewer', units.list, { query: { q } })).json()).toMatchObject({ total: 0 })
})

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'a table, question or row named %s is refused, and nothing is changed by it',
  async (name) => {
    const rows = [{ id: 'r1', cells: {} }]
    for (const one of [
      { insert: name, at: 0, rows },
      { delete: name, at: 0, rows },
      { insert: 'systems', at: 0, rows: [{ id: name, cells: {} }] },
      { set: 'cell', key: `${name}/r1/c`, was: null, now: 'x' },
      ...['answers', 'nils', 'explanations', 'marks', 'finished', 'attachments'].map((set) => ({
        set,
        key: name,
        was: null,
        now: 'x',
      })),
    ])
      expect([400, 422]).toContain((await patch([one])).statusCode)
    expect(Object.prototype).not.toHaveProperty('r1')
    expect((await doors.ask('filler', drafts.get, { params })).json()).toMatchObject({ version: 0 })
  },
)

test.each([
  ['a prototype in the body', '{"version":0,"patches":[],"__proto__":{"x":1}}'],
  [
    'a constructor in a patch',
    '{"version":0,"patches":[{"set":"nils","key":"k","was":null,"now":{"constructor":{"prototype":{}}}}]}',
  ],
  [
    'a number beyond all numbers',
    '{"version":0,"patches":[{"set":"answers","key":"k","was":null,"now":1e400}]}',
  ],
  ['no number', '{"version":NaN,"patches":[]}'],
  ['a body of brackets', '['.repeat(500_000) + ']'.repeat(500_000)],
  [
    'a patch of brackets',
    `{"version":0,"patches":[{"set":"answers","key":"k","was":${'['.repeat(500_000)}${']'.repeat(500_000)},"now":${'['.repeat(500_000)}${']'.repeat(500_000)}}]}`,
  ],
])('%s is refused', async (_what, payload) => {
  const response = await raw(payload)
  expect(response.statusCode).toBe(400)
  expect(response.json().code).toBe('request.malformed')
})

test.each<[string, unknown]>([
  ['a row that names a place', [{ insert: 'systems', at: 0, rows: [{ id: 'a/b', cells: {} }] }]],
  [
    'two rows of one name',
    [
      {
        insert: 'systems',
        at: 0,
        rows: [
          { id: 'a', cells: {} },
          { id: 'a', cells: {} },
        ],
      },
    ],
  ],
  [
    'more rows than a table may have',
    [
      {
        insert: 'systems',
        at: 0,
        rows: Array.from({ length: 6000 }, (_, at) => ({ id: `r${at}`, cells: {} })),
      },
    ],
  ],
  ...['../x', '..', 'a\r\nb', 'gpj.\u202eexe'].map((name): [string, unknown] => [
    `a file named ${JSON.stringify(name)}`,
    [
      {
        set: 'attachments',
        key: 'a',
        was: null,
        now: { name, mediaType: 'x', size: 1, sha256: '0'.repeat(64) },
      },
    ],
  ]),
])('%s is refused', async (_what, patches) => {
  const response = await patch(patches)
  expect(response.statusCode).toBe(422)
  expect(response.json().code).toBe('filing.malformed')
})

test('every answer forbids guessing its type and loading anything, the refusal of a broken address too', async () => {
  const got = (url: string) => doors.app.inject(url)
  for (const url of [
    '/',
    '/healthz',
    '/api/nothing',
    '/api/session',
    '/api/%zz',
    '/%E0%A4',
    '//evil.test/',
    '/%2e%2e/etc/passwd',
  ]) {
    const { headers, body } = await got(url)
    expect(headers, url).toMatchObject({ 'x-content-type-options': 'nosniff' })
    expect(headers['content-security-policy'], url).toContain("default-src 'none'")
    expect(headers, url).not.toHaveProperty('location')
    expect(body, url).not.toContain('root:')
  }
  expect((await got('/api/%zz')).json()).toMatchObject({ code: 'request.malformed' })
})

test('behind a proxy the address is the one that the proxy saw, not what the client claims', async () => {
  const proxied = await openDoors(platform, { behindProxy: true })
  await proxied.ask(null, session.signIn, {
    body: { username: 'nobody', password: 'guess' },
    headers: { 'x-forwarded-for': '6.6.6.6, 10.0.0.7' },
  })
  const { rows } = (
    await doors.ask('administrator', trail.list, { query: { verb: 'session.refused' } })
  ).json()
  expect(rows[0].address).toBe('10.0.0.7')
})

test.each([
  ['the database is gone', { code: 'ECONNREFUSED' }, 503],
  ['the database is being stopped', { code: '57P01' }, 503],
  ['the connection breaks off', { message: 'Connection terminated unexpectedly' }, 503],
  ['the disk is full', { code: 'ENOSPC' }, 507],
  ['the folder may not be written to', { code: 'EACCES' }, 507],
])('when %s the refusal says so and says that nothing was kept', async (_what, fault, status) => {
  const broken = await openDoors({
    ...platform,
    deps: {
      ...platform.deps,
      get blobs(): never {
        throw Object.assign(new Error('fault'), fault)
      },
    },
  })
  const response = await broken.ask('filler', submissions.uploadPiece, {
    params: { ...params, piece: 'summary' },
    query: { name: '总结.pdf' },
    body: Buffer.from('%PDF-1.4'),
  })
  expect(response.statusCode).toBe(status)
  expect(response.json().message).toContain('未保存')
})

test('of units made at once under one name one is made, and the others are refused', async () => {
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, at) => {
      const body = { code: `R${at}`, name: '同名学院', kind: '市属高校', schoolClass: null, creditCode: null }
      return doors.ask('administrator', units.add, { body })
    }),
  )
  const statuses = answers.map(({ statusCode }) => statusCode)
  expect(statuses.toSorted()).toEqual([201, ...Array(7).fill(409)])
})

test('no answer to anybody holds a digest of a password or session, or a private key', async () => {
  const { db, people, deps } = platform
  const locked = { publicKey: (await makeKeyPair(1, 'sign')).publicKey, locked: 'the-unit-s-own-locked-key' }
  await registerKey(deps, people.filler, params, locked)
  await receivePackage(deps, people.filler, params, await platform.seal(platform.filing('BNU', 1)))
  const secrets = [
    ...(await db.selectFrom('account').select('passwordHash as text').execute()),
    ...(await db.selectFrom('session').select('tokenHash as text').execute()),
    ...(await db.selectFrom('commissionKey').select('locked as text').execute()),
    { text: Buffer.from(deps.masterKey).toString('hex') },
  ].map(({ text }) => text)
  const reads = Object.values(contract)
    .flatMap((topic) => Object.values(topic) as Endpoint[])
    .filter(({ method }) => method === 'GET')
  expect(reads.length).toBeGreaterThan(20)
  for (const endpoint of reads)
    for (const person of Object.keys(people) as Person[]) {
      const { body } = await doors.ask(person, endpoint, {
        params: { ...params, number: 'last', piece: 'form', sha256: '0'.repeat(64) },
        query: { fingerprint: '0'.repeat(64), as: 'html' },
      })
      const where = `${endpoint.path} as ${person}`
      expect(
        secrets.filter((secret) => body.includes(secret)),
        where,
      ).toEqual([])
      if (people[person].unitCode !== 'BNU') expect(body, where).not.toContain('the-unit-s-own-locked-key')
    }
})

test('rows that the database quotes in its complaints do not reach the log', async () => {
  const lines: string[] = []
  const { write } = process.stdout
  process.stdout.write = ((line: string) => lines.push(String(line)) > 0) as typeof write
  try {
    const loud = await openDoors(
      {
        ...platform,
        deps: {
          ...platform.deps,
          async toolTemplate() {
            const row = {
              id: 'x',
              username: 'UPPER',
              name: '机密',
              role: 'reviewer',
              passwordHash: '$argon2id$secret',
            }
            const rest = { mustChangePassword: false, unitCode: null, createdAt: new Date() }
            await platform.db
              .insertInto('account')
              .values({ ...row, ...rest } as never)
              .execute()
            return ''
          },
        },
      },
      { logLevel: 'info' },
    )
    const { fingerprint } = await platform.db
      .selectFrom('signingKey')
      .select('fingerprint')
      .where('unitCode', '=', 'BNU')
      .executeTakeFirstOrThrow()
    await loud.ask('filler', drafts.tool, { params, query: { fingerprint, as: 'html' } })
    await new Promise((resolve) => setTimeout(resolve, 50))
  } finally {
    process.stdout.write = write
  }
  expect(lines.join('')).toContain('"msg":"bug"')
  expect(lines.join('')).not.toMatch(/argon2id|机密/)
})
