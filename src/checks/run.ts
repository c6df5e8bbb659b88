import { judgedOn } from '../domain/campaign.ts'
import type { Path } from '../domain/filing.ts'
import type { Questionnaire } from '../domain/questionnaire.ts'
import type { Remark } from '../domain/remark.ts'
import type { Check, Finding, Subject } from './check.ts'
import { allChecks } from './within/all.ts'

/** What the checks find in one filing, in the form's order. */
export function runChecks(subject: Subject): Remark[] {
  const day = judgedOn(subject.campaign, subject.today)
  const remarks = allChecks
    .filter((check) => holdsOn(check, day))
    .flatMap((check) => check.run({ ...subject, day }).map((finding) => remarkOf(check, finding)))
  return inFormOrder(remarks, subject)
}

export const holdsOn = ({ from, until }: Pick<Check, 'from' | 'until'>, day: string): boolean =>
  (from === undefined || from <= day) && (until === undefined || day <= until)

const remarkOf = ({ id, severity, serious, cites }: Check, { at, says, fix }: Finding): Remark => ({
  code: id,
  severity,
  ...(serious && { serious }),
  at,
  says,
  ...(fix !== undefined && { fix }),
  ...(cites.length > 0 && { cites }),
})

function inFormOrder(remarks: readonly Remark[], { questionnaire, filing }: Subject): Remark[] {
  const places = placesOf(questionnaire)
  const rows = new Map<string, Map<string, number>>()
  const rowPlace = (table: string, row: string): number => {
    let order = rows.get(table)
    if (!order) {
      order = new Map(filing.tables[table]?.map(({ id }, at) => [id, at]))
      rows.set(table, order)
    }
    return order.get(row) ?? -1
  }
  return remarks
    .map((remark, found) => {
      const [part = '', row, column = ''] = remark.at.split('/')
      const key = [
        places.get(part) ?? places.size,
        row === undefined ? -1 : rowPlace(part, row),
        places.get(`${part}/${column}`) ?? -1,
        found,
      ]
      return { remark, key }
    })
    .sort((a, b) => {
      const differs = a.key.findIndex((place, at) => place !== b.key[at])
      return differs < 0 ? 0 : a.key[differs]! - b.key[differs]!
    })
    .map(({ remark }) => remark)
}

const known = new WeakMap<Questionnaire, Map<Path, number>>()

/** Where each question, table and `table/column` stands in the form. */
function placesOf(questionnaire: Questionnaire): Map<Path, number> {
  const before = known.get(questionnaire)
  if (before) return before
  const places = new Map<Path, number>()
  const put = (path: Path) => {
    if (!places.has(path)) places.set(path, places.size)
  }
  for (const { parts } of questionnaire.sections)
    for (const part of parts) {
      if ('questions' in part) part.questions.forEach(put)
      else if ('table' in part) put(part.table)
      else
        for (const row of questionnaire.matrices.find(({ id }) => id === part.matrix)?.rows ?? [])
          row.questions.forEach(put)
    }
  for (const { id, columns } of questionnaire.tables) for (const column of columns) put(`${id}/${column.id}`)
  known.set(questionnaire, places)
  return places
}
