import { sql } from 'kysely'
import type { Campaign, Piece } from '../domain/campaign.ts'
import { type Status, statuses } from '../domain/submission.ts'
import type { Unit } from '../domain/unit.ts'
import type { Db } from './database.ts'
import type { SubmissionRow } from './submissions.ts'

export interface ProgressFilter {
  readonly status?: Status | undefined
  readonly kind?: string | undefined
  /** Part of a unit's name or code. */
  readonly q?: string | undefined
}

export type ProgressSort =
  | 'code'
  | 'name'
  | 'kind'
  | 'status'
  | 'submittedAt'
  | 'lastWorkedAt'
  | 'systems'
  | 'warnings'

export interface ProgressLine extends Omit<SubmissionRow, 'reason'> {
  readonly unit: Unit
  readonly status: Status
  readonly openComments: number
  readonly warnings: number | null
  readonly systems: number | null
  /** A package waits to be handed in, or was. */
  readonly hasPackage: boolean
  readonly pieces: readonly Piece[]
}

/** The law is `statusOf` in domain/submission.ts; a test compares the two over every case. */
const statusIn = (campaign: Campaign, today: string) => sql<Status>`case
  when s.state = 'accepted' then '通过'
  when s.state = 'returned' then '退回'
  when s.state = 'submitted' then case when s.late then '迟报' else '已报送' end
  when ${today} > ${campaign.dueOn}::text then '未报'
  when s.state = 'filling' then '填报中'
  else '未启动' end`

const orders: Readonly<Record<ProgressSort, ReturnType<typeof sql>>> = {
  code: sql`code`,
  // Pinyin order where the server has it; the collation comes with every PostgreSQL that is built with ICU.
  name: sql`name collate "zh-x-icu"`,
  kind: sql`kind`,
  status: sql`array_position(${sql.lit(`{${statuses.join(',')}}`)}::text[], status)`,
  submittedAt: sql`submitted_at`,
  lastWorkedAt: sql`last_worked_at`,
  systems: sql`systems`,
  warnings: sql`warnings`,
}

const lines = (campaign: Campaign, { kind, q }: ProgressFilter, today: string) => sql`
  select s.campaign_id, s.unit_code, s.state, s.revision, s.late, s.submitted_at, s.decided_at, s.decided_by,
    s.last_worked_at, u.code, u.name, u.kind, u.school_class, u.credit_code,
    ${statusIn(campaign, today)} as status,
    (select count(*) from comment c where c.campaign_id = s.campaign_id and c.unit_code = s.unit_code
      and c.resolved_at is null) as open_comments,
    p.warnings, f.sys_total_total as systems,
    p.number is not null and (p.submitted_as is null or s.state in ('submitted', 'accepted')) as has_package,
    array(select d.piece from piece d where d.campaign_id = s.campaign_id and d.unit_code = s.unit_code
      and d.revision = case when s.state in ('submitted', 'accepted') then s.revision else s.revision + 1 end) as pieces
  from submission s
  join unit u on u.code = s.unit_code
  left join lateral (select number, warnings, submitted_as from package p
    where p.campaign_id = s.campaign_id and p.unit_code = s.unit_code order by number desc limit 1) p on true
  left join figure f on f.campaign_id = s.campaign_id and f.unit_code = s.unit_code and f.number = p.number
  where s.campaign_id = ${campaign.id}
    ${kind === undefined ? sql`` : sql`and u.kind = ${kind}`}
    ${q === undefined ? sql`` : sql`and (position(${q} in u.name) > 0 or position(upper(${q}) in u.code) > 0)`}`

type Flat = Omit<ProgressLine, 'unit'> & Unit

export async function listProgress(
  db: Db,
  campaign: Campaign,
  filter: ProgressFilter,
  today: string,
  { sort, down, page, size }: { sort: ProgressSort; down: boolean; page: number; size: number },
): Promise<ProgressLine[]> {
  const chosen = filter.status === undefined ? sql`` : sql`where status = ${filter.status}`
  const { rows } = await sql<Flat>`
    select * from (${lines(campaign, filter, today)}) line ${chosen}
    order by ${orders[sort]} ${down ? sql`desc` : sql`asc`} nulls last, code
    limit ${size} offset ${(page - 1) * size}`.execute(db)
  return rows.map(({ code, name, kind, schoolClass, creditCode, ...line }) => ({
    ...line,
    unit: { code, name, kind, schoolClass, creditCode },
  }))
}

/** How many stand where, over what the filter on kind and text leaves. */
export async function countProgress(
  db: Db,
  campaign: Campaign,
  { kind, q }: ProgressFilter,
  today: string,
): Promise<Record<Status, number>> {
  const { rows } = await sql<{ status: Status; n: number }>`
    select ${statusIn(campaign, today)} as status, count(*) as n
    from submission s join unit u on u.code = s.unit_code
    where s.campaign_id = ${campaign.id}
      ${kind === undefined ? sql`` : sql`and u.kind = ${kind}`}
      ${q === undefined ? sql`` : sql`and (position(${q} in u.name) > 0 or position(upper(${q}) in u.code) > 0)`}
    group by 1`.execute(db)
  const counted = new Map(rows.map(({ status, n }) => [status, n]))
  return Object.fromEntries(statuses.map((status) => [status, counted.get(status) ?? 0])) as Record<
    Status,
    number
  >
}
