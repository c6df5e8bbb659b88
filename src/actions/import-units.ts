import { cellName, type LedgerLine, readLedger, writeLedger } from '../documents/ledger.ts'
import type { Actor } from '../domain/account.ts'
import { readIdentifier } from '../domain/identifiers/read.ts'
import { demand } from '../domain/permission.ts'
import { type Unit, unitKinds } from '../domain/unit.ts'
import { takenUsernames } from '../store/accounts.ts'
import { getCampaign } from '../store/campaigns.ts'
import { insertSubmissions } from '../store/submissions.ts'
import { record } from '../store/trail.ts'
import { allUnits, freeNames, insertUnits, saveUnit } from '../store/units.ts'
import type { Deps } from './deps.ts'
import { keepAccounts, type Prepared, prepareAccount } from './manage-accounts.ts'

const columns = [
  '单位代码',
  '单位名称',
  '单位类别',
  '学校类别',
  '统一社会信用代码',
  '管理员姓名',
  '管理员用户名',
] as const
type Column = (typeof columns)[number]

/** What others call them in lists of their own. */
const alsoCalled: Readonly<Record<string, Column>> = {
  代码: '单位代码',
  单位编号: '单位代码',
  学校代码: '单位代码',
  名称: '单位名称',
  单位: '单位名称',
  学校: '单位名称',
  学校名称: '单位名称',
  单位全称: '单位名称',
  类别: '单位类别',
  单位性质: '单位类别',
  单位类型: '单位类别',
  信用代码: '统一社会信用代码',
  社会信用代码: '统一社会信用代码',
  管理员: '管理员姓名',
  联系人: '管理员姓名',
  用户名: '管理员用户名',
}

interface Line {
  readonly unit: Unit
  readonly administrator: string
  readonly username: string
  place(column: Column): string
}

interface Rejection {
  readonly cell: string
  readonly text: string
  readonly why: string
}

export interface ImportOutcome {
  readonly added: number
  readonly changed: number
  readonly unchanged: number
  readonly rejected: readonly Rejection[]
  readonly unknownColumns: readonly string[]
  readonly accounts: readonly {
    unitCode: string
    unitName: string
    name: string
    username: string
    oneTimePassword: string
  }[]
}

/** All or nothing: while one cell is wrong no unit is taken. New units get one administrator each. */
export async function importUnits(
  deps: Deps,
  actor: Actor,
  bytes: Uint8Array,
  { dry, campaignId }: { dry: boolean; campaignId?: string | undefined },
): Promise<ImportOutcome> {
  demand(actor, 'unit.edit')
  if (campaignId !== undefined) await getCampaign(deps.db, campaignId)
  const { lines, rejected, unknownColumns } = readLines(readLedger(bytes))
  const known = new Map((await allUnits(deps.db)).map((unit) => [unit.code, unit]))
  const fresh = lines.filter(({ unit }) => !known.has(unit.code))
  const changed = lines.filter(({ unit }) => known.has(unit.code) && !sameUnit(unit, known.get(unit.code)!))
  const counts = {
    added: fresh.length,
    changed: changed.length,
    unchanged: lines.length - fresh.length - changed.length,
  }
  const taken = await takenUsernames(deps.db, fresh.map(usernameOf))
  const refused = [...rejected, ...takenBefore(fresh, taken), ...namedAlike(lines, known)]
  if (dry || refused.length > 0) return { ...counts, rejected: refused, unknownColumns, accounts: [] }
  const now = deps.now()
  // One after the other: hashing takes the threads by which everybody else's files are read.
  const accounts: Prepared[] = []
  for (const line of fresh)
    accounts.push(
      await prepareAccount(
        {
          username: usernameOf(line),
          name: line.administrator || '单位管理员',
          role: 'unit-administrator',
          unitCode: line.unit.code,
        },
        now,
      ),
    )
  await deps.db.transaction().execute(async (tx) => {
    await freeNames(
      tx,
      changed.map(({ unit }) => unit.code),
    )
    await insertUnits(
      tx,
      fresh.map(({ unit }) => unit),
      now,
    )
    for (const { unit } of changed) await saveUnit(tx, unit)
    await keepAccounts(tx, actor, accounts, now)
    if (campaignId !== undefined)
      await insertSubmissions(
        tx,
        campaignId,
        lines.map(({ unit }) => unit.code),
      )
    await record(tx, actor, 'unit.imported', campaignId === undefined ? {} : { campaignId }, counts, now)
  })
  return {
    ...counts,
    rejected: [],
    unknownColumns,
    accounts: accounts.map(({ account, oneTimePassword }, at) => ({
      unitCode: account.unitCode ?? '',
      unitName: fresh[at]?.unit.name ?? '',
      name: account.name,
      username: account.username,
      oneTimePassword,
    })),
  }
}

const usernameOf = ({ username, unit }: Line): string => (username || unit.code).toLowerCase()

const sameUnit = (one: Unit, other: Unit): boolean =>
  (['name', 'kind', 'schoolClass', 'creditCode'] as const).every((key) => one[key] === other[key])

/** A username is one account's, whether that is there already or stands further up in the list. */
function takenBefore(fresh: readonly Line[], taken: ReadonlySet<string>): Rejection[] {
  const owners = new Map([...taken].map((username) => [username, '']))
  return fresh.flatMap((line) => {
    const username = usernameOf(line)
    const owner = owners.get(username) ?? line.unit.code
    owners.set(username, owner)
    // A unit that stands in the list twice was refused for that.
    if (owner === line.unit.code) return []
    const why = `用户名“${username}”已被使用，请在“管理员用户名”列另填一个`
    return [{ cell: line.place('管理员用户名'), text: username, why }]
  })
}

/** A name may pass from one unit to another, but two may not bear it. */
function namedAlike(lines: readonly Line[], known: ReadonlyMap<string, Unit>): Rejection[] {
  const renamed = new Map(lines.map(({ unit }) => [unit.code, unit.name]))
  const bearers = new Map([...known.values()].map(({ name, code }) => [name, code]))
  return lines.flatMap(({ unit: { code, name }, place }) => {
    const bearer = bearers.get(name)
    return bearer === undefined || bearer === code || (renamed.get(bearer) ?? name) !== name
      ? []
      : [{ cell: place('单位名称'), text: name, why: `已有同名单位，代码为“${bearer}”` }]
  })
}

const columnOf = (words: string): Column | undefined => {
  const bare = words.replace(/[\s*＊]/g, '')
  return columns.find((known) => known === bare) ?? alsoCalled[bare]
}

/** Above the headings there may stand a title. */
const headingAt = (lines: readonly LedgerLine[]): number =>
  Math.max(
    0,
    lines.slice(0, 10).findIndex(({ cells }) => cells.filter(columnOf).length >= 2),
  )

function readLines(all: readonly LedgerLine[]) {
  const [first, ...rest] = all.slice(headingAt(all))
  const head = first?.cells ?? []
  const at = new Map<Column, number>()
  const unknownColumns: string[] = []
  head.forEach((words, index) => {
    const column = columnOf(words)
    if (column && !at.has(column)) at.set(column, index)
    else if (words) unknownColumns.push(words)
  })
  const rejected: Rejection[] = []
  for (const needed of ['单位代码', '单位名称', '单位类别'] as const)
    if (!at.has(needed))
      rejected.push({
        cell: cellName(head.length, first?.row ?? 0),
        text: '',
        why: `缺少“${needed}”列，请使用导入模板`,
      })
  if (rejected.length > 0) return { lines: [], rejected, unknownColumns }
  const lines: Line[] = []
  const codes = new Map<string, number>()
  const names = new Map<string, number>()
  for (const { row, cells } of rest) {
    if (cells.every((text) => text === '')) continue
    // A column that is not there has its first cell named: the line is right at least.
    const place = (column: Column) => cellName(at.get(column) ?? 0, row)
    const text = (column: Column) => cells[at.get(column) ?? -1] ?? ''
    const reject = (column: Column, why: string) =>
      rejected.push({ cell: place(column), text: text(column), why })
    const code = narrow(text('单位代码')).toUpperCase()
    const name = text('单位名称')
    if (!/^[A-Z0-9-]{1,20}$/.test(code)) reject('单位代码', '单位代码应为 1–20 位的字母、数字或“-”')
    else if (codes.has(code)) reject('单位代码', `与第 ${codes.get(code)} 行重复`)
    codes.set(code, row + 1)
    if (name === '' || name.length > 100) reject('单位名称', '单位名称不能为空，也不能超过 100 个字')
    else if (names.has(name)) reject('单位名称', `与第 ${names.get(name)} 行重复`)
    names.set(name, row + 1)
    const kind = text('单位类别')
    if (!(unitKinds as readonly string[]).includes(kind))
      reject('单位类别', `单位类别应为“${unitKinds.join('”或“')}”`)
    const schoolClass = schoolClasses[narrow(text('学校类别')).toUpperCase()]
    if (schoolClass === undefined) reject('学校类别', '学校类别应为 I、II、III 或留空')
    const credit = text('统一社会信用代码')
    const read = credit === '' ? undefined : readIdentifier('credit-code', credit)
    if (read && 'fault' in read) reject('统一社会信用代码', read.fault)
    const username = narrow(text('管理员用户名'))
    if (username !== '' && !/^[a-z0-9][a-z0-9._@-]{1,63}$/i.test(username))
      reject('管理员用户名', '用户名须为 2–64 个字母、数字或 . _ @ -')
    else if (username === '' && code.length < 2)
      reject('管理员用户名', '单位代码太短，不能兼作用户名，请填写用户名')
    lines.push({
      unit: {
        code,
        name,
        kind,
        schoolClass: schoolClass ?? null,
        creditCode: read && 'normal' in read ? read.normal : null,
      },
      administrator: text('管理员姓名').slice(0, 50),
      username,
      place,
    })
  }
  if (lines.length === 0)
    rejected.push({
      cell: cellName(0, (first?.row ?? 0) + 1),
      text: '',
      why: '表头下面没有任何单位，请先填写',
    })
  return { lines, rejected, unknownColumns }
}

/** Codes may be typed full-width; names keep their own brackets. */
const narrow = (text: string): string => text.normalize('NFKC')

const schoolClasses: Readonly<Record<string, 'I' | 'II' | 'III' | null>> = {
  '': null,
  I: 'I',
  II: 'II',
  III: 'III',
  I类: 'I',
  II类: 'II',
  III类: 'III',
  一类: 'I',
  二类: 'II',
  三类: 'III',
}

export async function unitTemplate(actor: Actor): Promise<Uint8Array> {
  demand(actor, 'unit.edit')
  return writeLedger({ title: '单位', head: columns, rows: [] })
}

/** Reads back in as it went out; accounts are not in it. */
export async function exportUnits(deps: Deps, actor: Actor): Promise<Uint8Array> {
  demand(actor, 'unit.list')
  const units = await allUnits(deps.db)
  await record(deps.db, actor, 'unit.exported', {}, { units: units.length }, deps.now())
  return writeLedger({
    title: '单位',
    head: columns.slice(0, 5),
    rows: units.map(({ code, name, kind, schoolClass, creditCode }) => [
      code,
      name,
      kind,
      schoolClass ?? '',
      creditCode ?? '',
    ]),
  })
}
