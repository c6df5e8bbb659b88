import { deedName, detailWords } from '../catalog/deeds.ts'
import { writeLedger } from '../documents/ledger.ts'
import type { Actor } from '../domain/account.ts'
import { addDays, momentOf } from '../domain/calendar.ts'
import { demand } from '../domain/permission.ts'
import { Problem } from '../domain/problem.ts'
import { historyOf, listTrail, record, type TrailFilter } from '../store/trail.ts'
import type { Deps } from './deps.ts'

/** Days, both of them within. */
export interface TrailWanted extends Pick<TrailFilter, 'q' | 'verb'> {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export function seeTrail(deps: Deps, actor: Actor, wanted: TrailWanted, page: number, size: number) {
  demand(actor, 'trail.see')
  return listTrail(deps.db, within(wanted), page, size)
}

const mostRows = 20_000

export async function exportTrail(deps: Deps, actor: Actor, wanted: TrailWanted): Promise<Uint8Array> {
  demand(actor, 'trail.see')
  const { rows, total } = await listTrail(deps.db, within(wanted), 1, mostRows)
  if (total > mostRows) throw tooManyRows(total)
  await record(deps.db, actor, 'trail.exported', {}, { ...wanted, rows: total }, deps.now())
  return writeLedger({
    title: '操作记录',
    head: ['时间', '操作人', '操作', '单位代码', '单位名称', '详情', '来自'],
    rows: rows.map(({ happenedAt, doneBy, verb, unitCode, unitName, details, address }) => [
      momentOf(happenedAt),
      doneBy,
      deedName(verb),
      unitCode,
      unitName,
      detailWords(details),
      address,
    ]),
  })
}

function within({ from, to, ...wanted }: TrailWanted): TrailFilter {
  return {
    ...wanted,
    from: from ? beginning(from) : undefined,
    until: to ? beginning(addDays(to, 1)) : undefined,
  }
}

const beginning = (day: string) => new Date(`${day}T00:00:00+08:00`)

/** What was done to one submission, for both sides to read; comments reach the unit as comments, once it may read them. */
export async function seeHistory(deps: Deps, actor: Actor, campaignId: string, unitCode: string) {
  demand(actor, 'submission.see', { unitCode })
  const deeds = await historyOf(deps.db, campaignId, unitCode)
  return actor.unitCode === null ? deeds : deeds.filter(({ verb }) => !verb.startsWith('comment.'))
}

const tooManyRows = (rows: number) =>
  new Problem(
    'invalid',
    'trail.too-many-rows',
    `符合条件的记录有 ${rows} 条，一次最多导出 ${mostRows} 条，请缩短时间范围后分批导出`,
    { rows },
  )
