// Every endpoint × everybody. An endpoint without a row fails, and so does a row without an endpoint.
import { beforeAll, expect, test } from 'vitest'
import { type Ask, type Doors, openDoors } from '../../test/doors.ts'
import { bnu, campaign, makePlatform, type Person, type Platform } from '../../test/platform.ts'
import { addAccount } from '../actions/manage-accounts.ts'
import { receivePackage } from '../actions/receive-package.ts'
import { contract } from '../contract/all.ts'
import type { Endpoint } from '../contract/endpoint.ts'

const letters: Readonly<Record<Person, string>> = {
  administrator: 'A',
  reviewer: 'R',
  observer: 'O',
  unitAdministrator: 'U',
  filler: 'F',
  approver: 'P',
  // Administrator of another unit: what is done here is done to BNU.
  neighbour: 'N',
}
const everybody = 'AROUFPN'
const commission = 'ARO'
const ofUnit = 'UFP'

interface Row {
  /** Whose leave it is. Everybody else gets 403, and nobody 401. `anyone`: also nobody. */
  readonly who: string
  /** What those get who may ask. */
  readonly gets: number
  readonly ask?: Ask | ((person: string) => Ask)
}

const pdf = new TextEncoder().encode('%PDF-1.4')
const junk = new TextEncoder().encode('junk')
const hash = '0'.repeat(64)
let spare = ''

const { id: _, year: __, questionnaireId: ___, ...changeable } = campaign

const table: Readonly<Record<string, Row>> = {
  'session.signIn': { who: 'anyone', gets: 401, ask: { body: { username: 'nobody', password: 'wrong' } } },
  'session.signOut': { who: everybody, gets: 200 },
  'session.me': { who: everybody, gets: 200 },
  'session.sessions': { who: everybody, gets: 200 },
  'session.revoke': { who: everybody, gets: 404, ask: { params: { sessionId: 'none' } } },
  'session.changePassword': { who: everybody, gets: 422, ask: { body: { current: 'x', next: 'weak' } } },
  'session.setup': { who: 'anyone', gets: 200 },
  'session.setUp': {
    who: 'anyone',
    gets: 403,
    ask: { body: { token: 'x', authority: 'x', username: 'xx', name: 'x', password: 'long enough 1' } },
  },
  'campaigns.list': { who: everybody, gets: 200 },
  'campaigns.get': { who: everybody, gets: 200 },
  'campaigns.create': { who: 'A', gets: 201, ask: { body: { ...campaign, id: '2020' } } },
  'campaigns.change': { who: 'A', gets: 200, ask: { body: changeable } },
  'campaigns.addUnits': { who: 'A', gets: 200, ask: { body: { unitCodes: ['BNU'] } } },
  'campaigns.dropUnit': { who: 'A', gets: 409 },
  'campaigns.blankForm': { who: everybody, gets: 200 },
  'units.list': { who: commission, gets: 200 },
  'units.add': { who: 'A', gets: 201, ask: { body: { ...bnu, code: 'NEW', name: '新单位' } } },
  'units.change': { who: 'A', gets: 200, ask: { body: bnu } },
  'units.remove': { who: 'A', gets: 409 },
  'units.import': { who: 'A', gets: 422, ask: { body: junk } },
  'units.template': { who: 'A', gets: 200 },
  'units.export': { who: commission, gets: 200 },
  'units.accounts': { who: 'AUN', gets: 200 },
  'units.addAccount': {
    who: 'AU',
    gets: 201,
    ask: (person) => ({ body: { username: `by-${person}`, name: '新人', role: 'filler', unitCode: 'BNU' } }),
  },
  'units.changeAccount': {
    who: 'AU',
    gets: 200,
    ask: () => ({ params: { accountId: spare }, body: { name: '改名' } }),
  },
  'units.reissue': { who: 'A', gets: 200 },
  'units.resetPassword': { who: 'AU', gets: 200, ask: () => ({ params: { accountId: spare } }) },
  'progress.list': { who: commission, gets: 200 },
  'progress.csv': { who: commission, gets: 200 },
  'progress.xlsx': { who: commission, gets: 200 },
  'progress.totals': { who: commission, gets: 200 },
  'progress.totalsXlsx': { who: commission, gets: 200 },
  'submissions.get': { who: commission + ofUnit, gets: 200 },
  'submissions.uploadPackage': { who: 'UF', gets: 422, ask: { body: junk } },
  'submissions.sez': { who: 'ARUFP', gets: 200 },
  'submissions.contents': { who: 'ARUFP', gets: 200 },
  'submissions.workbook': { who: 'ARUFP', gets: 200 },
  'submissions.filing': { who: commission + ofUnit, gets: 200 },
  'submissions.attachment': { who: commission + ofUnit, gets: 404, ask: { params: { sha256: hash } } },
  'submissions.uploadPiece': {
    who: 'UFP',
    gets: 200,
    ask: { params: { piece: 'summary' }, query: { name: '总结.pdf' }, body: pdf },
  },
  'submissions.piece': { who: commission + ofUnit, gets: 200, ask: { params: { piece: 'form' } } },
  'submissions.letter': { who: commission + ofUnit, gets: 200 },
  'submissions.submit': { who: 'UP', gets: 422 },
  'submissions.return': { who: 'AR', gets: 409, ask: { body: { reason: '请补充' } } },
  'submissions.accept': { who: 'AR', gets: 409, ask: { body: { note: '' } } },
  'submissions.reopen': { who: 'A', gets: 409, ask: { body: { reason: '补充' } } },
  'submissions.recall': { who: 'AR', gets: 409, ask: { body: { note: '' } } },
  'submissions.removeComment': { who: 'AR', gets: 404, ask: { params: { commentId: 'none' } } },
  'submissions.comments': { who: commission + ofUnit, gets: 200 },
  'submissions.comment': { who: 'AR', gets: 201, ask: { body: { at: 'unitName', says: '请核对' } } },
  'submissions.resolve': {
    who: 'AR',
    gets: 404,
    ask: { params: { commentId: 'none' }, body: { resolved: true } },
  },
  'submissions.history': { who: commission + ofUnit, gets: 200 },
  'drafts.get': { who: ofUnit, gets: 200 },
  'drafts.patch': { who: 'UF', gets: 200, ask: { body: { version: 0, patches: [] } } },
  'drafts.adopt': { who: 'UF', gets: 409, ask: { body: { version: 999, number: 1 } } },
  'drafts.listAside': { who: ofUnit, gets: 200 },
  'drafts.getAside': { who: ofUnit, gets: 404, ask: { params: { version: '1' } } },
  'drafts.restoreAside': { who: 'UF', gets: 404, ask: { params: { version: '1' }, body: { version: 0 } } },
  'drafts.putAttachment': { who: 'UF', gets: 422, ask: { params: { sha256: hash }, body: pdf } },
  'drafts.keys': { who: commission + ofUnit, gets: 200 },
  'drafts.registerKey': {
    who: 'UF',
    gets: 422,
    ask: { body: { locked: { publicKey: { suite: 1, use: 'sign', key: 'AA' } } } },
  },
  'drafts.revokeKey': {
    who: 'AU',
    gets: 404,
    ask: { params: { fingerprint: hash }, body: { reason: '遗失' } },
  },
  'drafts.tool': { who: 'UF', gets: 404, ask: { query: { fingerprint: hash, as: 'html' } } },
  'trail.list': { who: 'A', gets: 200 },
  'trail.xlsx': { who: 'A', gets: 200 },
}

const endpoints = Object.entries(contract).flatMap(([topic, members]) =>
  Object.entries(members).map(([name, endpoint]) => [`${topic}.${name}`, endpoint as Endpoint] as const),
)

let platform: Platform
let doors: Doors
beforeAll(async () => {
  platform = await makePlatform()
  const { deps, people } = platform
  doors = await openDoors(platform)
  // Whoever has never signed in is given another password on the way.
  await platform.db.updateTable('account').set({ lastSignedInAt: new Date() }).execute()
  const place = { campaignId: campaign.id, unitCode: 'BNU' }
  await receivePackage(deps, people.filler, place, await platform.seal(platform.filing('BNU')))
  const wanted = { username: 'spare', name: '备用', role: 'filler', unitCode: 'BNU' } as const
  spare = (await addAccount(deps, people.administrator, wanted)).account.id
})

test('every endpoint has its row here, and every row its endpoint', () => {
  expect(Object.keys(table).toSorted()).toEqual(endpoints.map(([name]) => name).toSorted())
})

test.each(endpoints)('%s answers those who have leave, and turns all others away', async (name, endpoint) => {
  const { who, gets, ask = {} } = table[name]!
  const expected: Record<string, number> = { nobody: who === 'anyone' ? gets : 401 }
  const found: Record<string, number> = {}
  for (const person of [null, ...(Object.keys(letters) as Person[])]) {
    const given = typeof ask === 'function' ? ask(person ?? 'nobody') : ask
    const params = { campaignId: campaign.id, unitCode: 'BNU', number: 'last', ...given.params }
    const response = await doors.ask(person, endpoint, { ...given, params })
    found[person ?? 'nobody'] = response.statusCode
    if (person) expected[person] = who === 'anyone' || who.includes(letters[person]) ? gets : 403
  }
  expect(found).toEqual(expected)
})
