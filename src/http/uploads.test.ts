import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Doors, openDoors } from '../../test/doors.ts'
import { campaign, makePlatform, type Platform } from '../../test/platform.ts'
import { contract } from '../contract/all.ts'
import { requestHeader } from '../contract/endpoint.ts'

let platform: Platform
let doors: Doors
const folder = mkdtempSync(join(tmpdir(), 'zicha-uploads-'))
afterAll(() => rmSync(folder, { recursive: true }))
const params = { campaignId: campaign.id, unitCode: 'BNU' }
const { submissions } = contract

beforeAll(async () => {
  platform = await makePlatform()
  doors = await openDoors(platform, { temporaryFolder: join(folder, 'incoming') })
})

const cookieOfFiller = async () => {
  const response = await doors.app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { [requestHeader]: '1' },
    payload: { username: 'liu', password: platform.password.filler },
  })
  return String(response.headers['set-cookie']).split(';')[0]!
}

test('a sealed package goes in over http and comes out byte for byte', async () => {
  const bytes = await platform.seal(platform.filing('BNU', 2))
  const response = await doors.ask('filler', submissions.uploadPackage, { params, body: bytes })
  expect(response.statusCode).toBe(200)
  expect(response.json()).toMatchObject({
    fresh: true,
    package: { number: 1, receivedBy: '刘填报' },
    submission: {
      state: 'filling',
      missing: ['summary', 'letter'],
      next: { revision: 2 },
      closedBecause: null,
    },
  })
  const back = await doors.ask('reviewer', submissions.sez, { params: { ...params, number: '1' } })
  expect(back.rawPayload.equals(bytes)).toBe(true)
  expect(back.headers['content-disposition']).toBe(
    `attachment; filename="2019_BNU_1.sez"; filename*=UTF-8''2019_BNU_1.sez`,
  )
  expect(back.headers['cache-control']).toBe('private, no-store')
  const contents = await doors.ask('reviewer', submissions.contents, {
    params: { ...params, number: 'last' },
  })
  expect(contents.rawPayload.subarray(0, 2).toString()).toBe('PK')
})

test('an attachment is saved under the name its unit gave it, and never shown in place', async () => {
  const bytes = Buffer.from('%PDF-1.4 方案')
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const filing = platform.filing('BNU', 1)
  const named = { name: '应急 预案(1).pdf', mediaType: 'text/html', size: bytes.length, sha256 }
  const sealed = await platform.seal(
    { ...filing, attachments: { ...filing.attachments, a9: named } },
    { revision: 7, attachments: new Map([[sha256, bytes]]) },
  )
  await doors.ask('filler', submissions.uploadPackage, { params, body: sealed })
  const { headers } = await doors.ask('reviewer', submissions.attachment, { params: { ...params, sha256 } })
  expect(headers['content-disposition']).toBe(
    `attachment; filename="______1_.pdf"; filename*=UTF-8''%E5%BA%94%E6%80%A5%20%E9%A2%84%E6%A1%88%281%29.pdf`,
  )
  expect(headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
  })
})

test('a body larger than it may be is refused without being kept', async () => {
  const small = await openDoors(platform, {
    mostUploadBytes: 2_000_000,
    temporaryFolder: join(folder, 'small'),
  })
  const response = await small.ask('filler', submissions.uploadPackage, {
    params,
    body: new Uint8Array(2_000_001),
  })
  expect(response.json()).toMatchObject({ code: 'request.too-large' })
  expect(response.statusCode).toBe(413)
  // Without a length told in advance it is found out on the way, when part of it lies on the disk already.
  const cookie = await cookieOfFiller()
  const unsaid = (async function* () {
    for (let megabyte = 0; megabyte < 3; megabyte++) yield Buffer.alloc(1_000_000)
  })()
  const streamed = await small.app.inject({
    method: 'POST',
    url: submissions.uploadPackage.path.replace(':campaignId', '2019').replace(':unitCode', 'BNU'),
    headers: { cookie, [requestHeader]: '1', 'content-type': 'application/octet-stream' },
    payload: Readable.from(unsaid),
  })
  expect(streamed.statusCode).toBe(413)
  expect(readdirSync(join(folder, 'small'))).toEqual([])
})

const onDisk = () => (existsSync(join(folder, 'incoming')) ? readdirSync(join(folder, 'incoming')) : [])

test('an empty file is called empty', async () => {
  for (const response of [
    await doors.ask('filler', submissions.uploadPackage, { params, body: new Uint8Array() }),
    await doors.ask('filler', submissions.uploadPiece, {
      params: { ...params, piece: 'summary' },
      query: { name: '总结.pdf' },
      body: new Uint8Array(),
    }),
  ])
    expect(response.json()).toMatchObject({ code: 'request.empty-file' })
})

test('a package may be as large as the installation takes, a paper only as large as papers are', async () => {
  const large = await openDoors(platform, { mostUploadBytes: 500 * 1024 * 1024 })
  const body = Buffer.from('not what it says')
  const headers = { 'content-length': String(200 * 1024 * 1024) }
  const sealed = await large.ask('filler', submissions.uploadPackage, { params, body, headers })
  expect(sealed.json()).toMatchObject({ code: 'sealing.not-a-package' })
  const query = { name: '总结.pdf' }
  const piece = { ...params, piece: 'summary' }
  const paper = await large.ask('filler', submissions.uploadPiece, { params: piece, query, body, headers })
  expect(paper.json()).toMatchObject({ code: 'request.too-large', message: expect.stringContaining('20 MB') })
})

test('a large package, sealed as it is, waits on the disk and is gone afterwards', async () => {
  let waiting: string[] = []
  const pieces = (async function* () {
    for (let at = 0; at < 48; at++) {
      yield randomBytes(65_536)
      await new Promise((resolve) => setTimeout(resolve, 5))
      waiting = onDisk()
    }
  })()
  const cookie = await cookieOfFiller()
  const refused = await doors.app.inject({
    method: 'POST',
    url: '/api/campaigns/2019/units/BNU/packages',
    headers: { cookie, [requestHeader]: '1', 'content-type': 'application/octet-stream' },
    payload: Readable.from(pieces),
  })
  expect(refused.json()).toMatchObject({ code: 'sealing.not-a-package' })
  expect(waiting).toHaveLength(1)
  expect(onDisk()).toEqual([])
})

test('a large paper comes whole, and never waits on the disk in clear', async () => {
  const pdf = Buffer.concat([Buffer.from('%PDF-1.4'), randomBytes(3_000_000)])
  let waiting: string[] = []
  const pieces = (function* () {
    for (let at = 0; at < pdf.length; at += 65_536) {
      waiting = waiting.concat(onDisk())
      yield pdf.subarray(at, at + 65_536)
    }
  })()
  const cookie = await cookieOfFiller()
  const taken = await doors.app.inject({
    method: 'PUT',
    url: '/api/campaigns/2019/units/BNU/pieces/summary',
    query: { name: '总结.pdf' },
    headers: { cookie, [requestHeader]: '1', 'content-type': 'application/pdf' },
    payload: Readable.from(pieces),
  })
  expect(taken.statusCode).toBe(200)
  expect([...waiting, ...onDisk()]).toEqual([])
  const back = await doors.ask('filler', submissions.piece, { params: { ...params, piece: 'summary' } })
  expect(back.rawPayload.equals(pdf)).toBe(true)
  expect(back.headers['content-type']).toBe('application/pdf')
})
