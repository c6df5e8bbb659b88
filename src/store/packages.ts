import type { Selectable } from 'kysely'
import { sql } from 'kysely'
import { type Figure, figures } from '../domain/figures.ts'
import type { Filing } from '../domain/filing.ts'
import { Problem } from '../domain/problem.ts'
import type { Remark } from '../domain/remark.ts'
import type { Db } from './database.ts'
import type { Schema } from './schema.ts'
import { lockJson, type Spot, unlockJson } from './vault.ts'

/** What is known of a package besides its content. */
export type PackageMark = Omit<Selectable<Schema['package']>, 'filing' | 'remarks'>

const spot = (
  column: 'filing' | 'remarks',
  { campaignId, unitCode, number }: Pick<PackageMark, 'campaignId' | 'unitCode' | 'number'>,
): Spot => ['package', column, campaignId, unitCode, number]

const marks = [
  'campaignId',
  'unitCode',
  'number',
  'revision',
  'digest',
  'contentDigest',
  'previous',
  'size',
  'sealedAt',
  'blob',
  'signer',
  'receivedAt',
  'receivedBy',
  'submittedAs',
  'warnings',
  'hints',
] as const

/** Newest first. */
export const listPackages = (db: Db, campaignId: string, unitCode: string): Promise<PackageMark[]> =>
  db
    .selectFrom('package')
    .select(marks)
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .orderBy('number', 'desc')
    .execute()

export const lastPackage = (db: Db, campaignId: string, unitCode: string): Promise<PackageMark | undefined> =>
  db
    .selectFrom('package')
    .select(marks)
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()

export async function getPackage(
  db: Db,
  campaignId: string,
  unitCode: string,
  number: number,
): Promise<PackageMark> {
  const found = await db
    .selectFrom('package')
    .select(marks)
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .where('number', '=', number)
    .executeTakeFirst()
  if (!found) throw noPackage(number)
  return found
}

export async function getContent(
  db: Db,
  campaignId: string,
  unitCode: string,
  number: number,
): Promise<{ filing: Filing; remarks: readonly Remark[] }> {
  const { filing, remarks } = await db
    .selectFrom('package')
    .select(['filing', 'remarks'])
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  const place = { campaignId, unitCode, number }
  return {
    filing: unlockJson(db, spot('filing', place), filing),
    remarks: unlockJson(db, spot('remarks', place), remarks),
  }
}

/** The package that was handed in as that revision. */
export const findSubmitted = (
  db: Db,
  campaignId: string,
  unitCode: string,
  revision: number,
): Promise<PackageMark | undefined> =>
  db
    .selectFrom('package')
    .select(marks)
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .where('submittedAs', '=', revision)
    .executeTakeFirst()

/** The package and its figures in one statement: the record and what is added up can never part. */
export async function insertPackage(
  db: Db,
  mark: PackageMark,
  content: { filing: Filing; remarks: readonly Remark[] },
  counts: Readonly<Partial<Record<Figure, number>>>,
): Promise<void> {
  const { campaignId, unitCode, number } = mark
  const columns = Object.fromEntries(figures.map((figure) => [figureColumn(figure), counts[figure] ?? null]))
  const locked = {
    filing: lockJson(db, spot('filing', mark), content.filing),
    remarks: lockJson(db, spot('remarks', mark), content.remarks),
  }
  await db
    .with('kept', (cte) => cte.insertInto('package').values({ ...mark, ...locked }))
    .insertInto('figure')
    .values({ campaignId, unitCode, number, ...columns } as never)
    .execute()
}

export async function markSubmitted(
  db: Db,
  { campaignId, unitCode, number }: PackageMark,
  revision: number,
): Promise<void> {
  await db
    .updateTable('package')
    .set({ submittedAs: revision })
    .where('campaignId', '=', campaignId)
    .where('unitCode', '=', unitCode)
    .where('number', '=', number)
    .execute()
}

/** `sysTotal.l3` → `sysTotalL3`, the column's name on this side. */
export const figureColumn = (figure: Figure): string =>
  figure.replace(/\.(.)/, (_, first: string) => first.toUpperCase())

export interface Sums {
  readonly kind: string
  readonly n: number
  readonly asked: number
  readonly sums: Readonly<Record<Figure, number>>
}

/** By kind of unit, over the packages of accepted submissions: typed columns, so a nation is one quick scan. */
export async function sumAccepted(db: Db, campaignId: string): Promise<Sums[]> {
  const sums = figures.map((figure) => {
    const column = sql.ref(figureColumn(figure))
    return sql`coalesce(sum(figure.${column}), 0) as ${column}`
  })
  const { rows } = await sql<Record<string, unknown> & { kind: string; n: number; asked: number }>`
    select unit.kind, count(figure.number) as n, count(*) as asked, ${sql.join(sums)}
    from submission
    join unit on unit.code = submission.unit_code
    left join package on package.campaign_id = submission.campaign_id and package.unit_code = submission.unit_code
      and submission.state = 'accepted' and package.submitted_as = submission.revision
    left join figure on figure.campaign_id = package.campaign_id and figure.unit_code = package.unit_code
      and figure.number = package.number
    where submission.campaign_id = ${campaignId}
    group by unit.kind
    order by unit.kind`.execute(db)
  return rows.map(({ kind, n, asked, ...row }) => ({
    kind,
    n,
    asked,
    sums: Object.fromEntries(figures.map((figure) => [figure, row[figureColumn(figure)]])) as Sums['sums'],
  }))
}

const noPackage = (number: number) =>
  new Problem('missing', 'package.missing', `没有第 ${number} 个数据包`, { number })
