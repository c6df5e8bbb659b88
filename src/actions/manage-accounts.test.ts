import { beforeAll, expect, test } from 'vitest'
import { makePlatform, type Platform } from '../../test/platform.ts'
import { writeLedger } from '../documents/ledger.ts'
import { saveAccount } from '../store/accounts.ts'
import { exportUnits, importUnits } from './import-units.ts'
import { changePassword, recogniseSession } from './keep-session.ts'
import {
  addAccount,
  changeAccount,
  findAccount,
  reissuePasswords,
  resetPassword,
  seeAccounts,
} from './manage-accounts.ts'
import { needsSetup, offerSetup, setUp } from './set-up.ts'
import { signIn } from './sign-in.ts'

let platform: Platform
beforeAll(async () => {
  platform = await makePlatform()
})
const place = { address: '10.0.0.1', browser: 'test' }
const enter = (username: string, password: string) => signIn(platform.deps, username, password, place)

test('a new account enters by its one-time password, and is told to change it', async () => {
  const { deps, people } = platform
  const wanted = { username: 'New.Filler', name: '新人', role: 'filler', unitCode: 'BNU' } as const
  const { account, oneTimePassword } = await addAccount(deps, people.unitAdministrator, wanted)
  expect((await enter('NEW.filler', oneTimePassword)).account).toMatchObject({
    id: account.id,
    mustChangePassword: true,
  })
  await expect(addAccount(deps, people.unitAdministrator, wanted)).rejects.toMatchObject({
    code: 'account.same-username',
  })
})

test('guesses from elsewhere do not shut an account out of the place where it is used', async () => {
  const { deps, people, password } = platform
  const office = { address: '10.1.1.1', browser: 'test' }
  const stranger = { address: '10.9.9.9', browser: 'test' }
  const code = (from: typeof office, words: string) =>
    signIn(deps, 'sun', words, from).then(
      () => 'in',
      (error: { code: string }) => error.code,
    )
  expect(await code(office, password.neighbour)).toBe('in')
  for (let time = 0; time < 5; time++) await code(stranger, 'guess')
  expect(await code(stranger, password.neighbour)).toBe('session.locked')
  expect(await code(office, 'mistyped')).toBe('session.wrong-password')
  expect(await code(stranger, password.neighbour)).toBe('session.locked')
  expect(await code(office, password.neighbour)).toBe('in')
  // Nor may one guess without end from there.
  for (let time = 0; time < 5; time++) await code(stranger, 'guess')
  for (let time = 0; time < 5; time++) await code(office, 'guess')
  expect(await code(office, password.neighbour)).toBe('session.locked')
  await saveAccount(deps.db, people.neighbour.id, { failures: 0, lockedUntil: null })
})

test('a password typed where the name belongs is not kept whole', async () => {
  await expect(enter('My-Secret-Password-1', 'x')).rejects.toMatchObject({ code: 'session.wrong-password' })
  const rows = await platform.db.selectFrom('trail').select('doneBy').where('accountId', 'is', null).execute()
  expect(JSON.stringify(rows)).not.toMatch(/secret/i)
})

test('five wrong passwords lock an account, even with the right one, for a quarter of an hour', async () => {
  const right = platform.password.observer
  for (let time = 0; time < 5; time++)
    await expect(enter('zhou', 'wrong')).rejects.toMatchObject({ code: 'session.wrong-password' })
  await expect(enter('zhou', right)).rejects.toMatchObject({ code: 'session.locked' })
  platform.at('2019-06-01T02:15:01Z')
  expect((await enter('zhou', right)).account.name).toBe('周观察')
  platform.at('2019-06-01T02:00:00Z')
})

test('ten guesses at once count as ten', async () => {
  const guesses = await Promise.allSettled(Array.from({ length: 10 }, () => enter('zhao', 'guess')))
  const codes = guesses.map((one) => (one.status === 'rejected' ? one.reason.code : 'in'))
  expect(codes.filter((code) => code === 'session.wrong-password')).toHaveLength(5)
  expect(codes.filter((code) => code === 'session.locked')).toHaveLength(5)
})

test('a changed password ends the other sessions; a reset one ends them all', async () => {
  const { deps, people, password } = platform
  const [here, there] = [await enter('li', password.reviewer), await enter('li', password.reviewer)]
  const found = await recogniseSession(deps, here.token)
  await expect(
    changePassword(deps, people.reviewer, found!.session.id, 'wrong', '崭新的密码二〇一九年夏'),
  ).rejects.toMatchObject({ code: 'account.wrong-password' })
  await changePassword(deps, people.reviewer, found!.session.id, password.reviewer, '崭新的密码二〇一九年夏')
  expect(await recogniseSession(deps, there.token)).toBeUndefined()
  expect(await recogniseSession(deps, here.token)).toBeDefined()
  await resetPassword(deps, people.administrator, people.reviewer.id)
  expect(await recogniseSession(deps, here.token)).toBeUndefined()
})

test('a session ends when unused for twelve hours, and not while it is used', async () => {
  const { deps, password } = platform
  const { token } = await enter('liu', password.filler)
  platform.at('2019-06-01T13:00:00Z')
  expect(await recogniseSession(deps, token)).toBeDefined()
  platform.at('2019-06-02T00:30:00Z')
  expect(await recogniseSession(deps, token)).toBeDefined()
  platform.at('2019-06-02T12:31:00Z')
  expect(await recogniseSession(deps, token)).toBeUndefined()
  platform.at('2019-06-01T02:00:00Z')
})

test('a disabled account is out at once, and the last administrator cannot be disabled', async () => {
  const { deps, people, password } = platform
  const { token } = await enter('sun', password.neighbour)
  await changeAccount(deps, people.administrator, people.neighbour.id, { disabled: true })
  expect(await recogniseSession(deps, token)).toBeUndefined()
  await expect(enter('sun', password.neighbour)).rejects.toMatchObject({ code: 'session.wrong-password' })
  await expect(
    changeAccount(deps, people.administrator, people.administrator.id, { disabled: true }),
  ).rejects.toMatchObject({
    code: 'account.last-administrator',
  })
})

test('a lost list of passwords is issued anew to those who never signed in, and to nobody else', async () => {
  const { deps, people, password } = platform
  const wanted = { username: 'late', name: '迟老师', role: 'unit-administrator', unitCode: 'LIB' } as const
  const { account, oneTimePassword } = await addAccount(deps, people.administrator, wanted)
  await enter('zhang', password.unitAdministrator)
  const issued = await reissuePasswords(deps, people.administrator)
  expect(issued.map(({ username }) => username)).toContain('late')
  expect(issued.map(({ username }) => username)).not.toContain('zhang')
  await expect(enter('late', oneTimePassword)).rejects.toMatchObject({ code: 'session.wrong-password' })
  const anew = issued.find(({ username }) => username === 'late')
  expect(anew).toMatchObject({ unitName: '北京示例图书馆', name: '迟老师' })
  expect((await enter('late', anew?.oneTimePassword ?? '')).account.mustChangePassword).toBe(true)
  const never = () => seeAccounts(deps, people.administrator, { standing: 'never' }, 1, 100)
  expect((await never()).rows.map(({ id }) => id)).not.toContain(account.id)
})

test('an administrator ends a lock-out before its time', async () => {
  const { deps, people } = platform
  const wanted = { username: 'locked', name: '锁老师', role: 'filler', unitCode: 'LIB' } as const
  const { account, oneTimePassword } = await addAccount(deps, people.administrator, wanted)
  for (let guess = 0; guess < 5; guess++) await enter('locked', 'wrong').catch(() => {})
  const locked = () => seeAccounts(deps, people.administrator, { standing: 'locked' }, 1, 100)
  expect((await locked()).rows.map(({ id }) => id)).toContain(account.id)
  await changeAccount(deps, people.administrator, account.id, { unlock: true })
  expect((await locked()).rows.map(({ id }) => id)).not.toContain(account.id)
  await enter('locked', oneTimePassword)
})

test('an account is found by the whole of its username, in capitals too', async () => {
  const { deps, people } = platform
  expect(await findAccount(deps, people.administrator, 'LI')).toMatchObject({ name: '李审核' })
  await expect(findAccount(deps, people.administrator, 'l')).rejects.toMatchObject({
    code: 'account.missing',
  })
})

test('a unit administrator cannot raise anybody to its own rank', async () => {
  const { deps, people } = platform
  await expect(
    changeAccount(deps, people.unitAdministrator, people.filler.id, { role: 'unit-administrator' }),
  ).rejects.toMatchObject({ code: 'permission.denied' })
})

const head = [
  '单位代码',
  '单位名称',
  '单位类别',
  '学校类别',
  '统一社会信用代码',
  '管理员姓名',
  '管理员用户名',
  '备注',
]
const sheet = (...rows: string[][]) => writeLedger({ title: '单位', head, rows })

test('units come in from Excel with an account each; a second time only what changed', async () => {
  const { deps, people } = platform
  const bytes = sheet(
    ['ｂfa', '北京艺术学院（筹）', '市属高校', 'II', '12110000400686419D', '钱老师', ''],
    ['BNU', '北京示范大学', '市属高校', 'I', '', '', ''],
  )
  const dry = await importUnits(deps, people.administrator, bytes, { dry: true })
  expect(dry).toMatchObject({ added: 1, unchanged: 1, accounts: [], unknownColumns: ['备注'] })
  const done = await importUnits(deps, people.administrator, bytes, { dry: false, campaignId: '2019' })
  expect(done).toMatchObject({
    added: 1,
    changed: 0,
    unchanged: 1,
    rejected: [],
    accounts: [{ unitCode: 'BFA', username: 'bfa' }],
  })
  expect((await enter('bfa', done.accounts[0]!.oneTimePassword)).account).toMatchObject({
    name: '钱老师',
    role: 'unit-administrator',
  })
  const renamed = sheet(['BFA', '北京艺术大学', '市属高校', 'II', '12110000400686419D', '', ''])
  expect(await importUnits(deps, people.administrator, renamed, { dry: false })).toMatchObject({
    added: 0,
    changed: 1,
  })
  const again = await importUnits(deps, people.administrator, await exportUnits(deps, people.administrator), {
    dry: true,
  })
  expect(again).toMatchObject({ added: 0, changed: 0, rejected: [] })
})

test('a list with headings alone is sent back, not taken for done', async () => {
  const { deps, people } = platform
  const bytes = writeLedger({ title: '单位', head: ['单位代码', '单位名称', '单位类别'], rows: [] })
  const { rejected } = await importUnits(deps, people.administrator, bytes, { dry: true })
  expect(rejected).toMatchObject([{ cell: 'A2', why: '表头下面没有任何单位，请先填写' }])
})

test('while one cell is wrong nothing is taken, and every wrong cell is named', async () => {
  const { deps, people } = platform
  const bytes = sheet(
    ['NEW1', '新单位一', '直属单位', '', '', '', ''],
    ['new 2', '', '', 'IV', '123', '', '张老师'],
    ['NEW1', '新单位一', '直属单位', '', '', '', ''],
  )
  const { rejected } = await importUnits(deps, people.administrator, bytes, { dry: false })
  expect(rejected.map(({ cell }) => cell)).toEqual(['A3', 'B3', 'C3', 'D3', 'E3', 'G3', 'A4', 'B4'])
  expect(await platform.db.selectFrom('unit').select('code').where('code', '=', 'NEW1').execute()).toEqual([])
})

test('a list of one’s own is read below its title and by its own headings, and says whose name is taken', async () => {
  const { deps, people } = platform
  const bytes = writeLedger({
    title: '名单',
    head: ['2019 年参加自查单位一览表'],
    rows: [
      ['序号', '学校代码', '学校名称', '单位性质', '联系人'],
      ['1', 'OWN1', '北京自拟学院', '市属高校', '周老师'],
      ['2', 'OWN2', '北京示范大学', '高校', ''],
      ['3', 'SUN', '北京太阳学院', '市属高校', ''],
    ],
  })
  const { added, rejected, unknownColumns } = await importUnits(deps, people.administrator, bytes, {
    dry: true,
  })
  expect(added).toBe(3)
  expect(unknownColumns).toEqual(['序号'])
  expect(rejected).toMatchObject([
    { cell: 'D4', why: '单位类别应为“市属高校”或“直属单位”' },
    { text: 'sun', why: expect.stringContaining('已被使用') },
    { cell: 'C4', why: '已有同名单位，代码为“BNU”' },
  ])
})

test('one username for two units of a list is refused, in whatever way it is written', async () => {
  const { deps, people } = platform
  const bytes = sheet(
    ['TWO1', '双名学院一', '市属高校', '', '', '孟老师', 'Meng'],
    ['TWO2', '双名学院二', '市属高校', '', '', '孟老师', 'meng'],
    ['MENG', '双名学院三', '市属高校', '', '', '', ''],
  )
  const { rejected, accounts } = await importUnits(deps, people.administrator, bytes, { dry: false })
  expect(rejected.map(({ cell, text }) => [cell, text])).toEqual([
    ['G3', 'meng'],
    ['G4', 'meng'],
  ])
  expect(accounts).toEqual([])
})

test('units of a list may exchange their names, and a new one may take the name of a renamed one', async () => {
  const { deps, people, db } = platform
  const as = (...names: string[]) =>
    sheet(...names.map((name, at) => [`EX${at + 1}`, name, '直属单位', '', '', '', '']))
  const take = (bytes: Uint8Array) => importUnits(deps, people.administrator, bytes, { dry: false })
  await take(as('甲中心', '乙中心'))
  expect(await take(as('乙中心', '丙中心', '甲中心'))).toMatchObject({ added: 1, changed: 2, rejected: [] })
  const named = db.selectFrom('unit').select('name').where('code', 'like', 'EX%').orderBy('code')
  expect((await named.execute()).map(({ name }) => name)).toEqual(['乙中心', '丙中心', '甲中心'])
})

test('the set-up link works once, and only while nobody has set up', async () => {
  const { deps, db } = platform
  expect(await offerSetup(deps)).toBeUndefined()
  await db.deleteFrom('setting').execute()
  expect(await needsSetup(deps)).toBe(true)
  const stale = await offerSetup(deps)
  const token = await offerSetup(deps)
  const first = { authority: '某市教委', username: 'first', name: '首任', password: '一个足够足够长的密码' }
  await expect(setUp(deps, stale!, first, place)).rejects.toMatchObject({ code: 'setup.bad-link' })
  const token2 = await offerSetup(deps)
  const both = await Promise.allSettled([
    setUp(deps, token2!, first, place),
    setUp(deps, token2!, { ...first, username: 'second' }, place),
  ])
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await needsSetup(deps)).toBe(false)
  expect(token).not.toBe(token2)
})
