// Everything that is to be said about the filing now: the engine's remarks and the checks' in one book.
import { runChecks } from '../checks/run.ts'
import type { Campaign } from '../domain/campaign.ts'
import { cellPlace, type Path } from '../domain/filing.ts'
import { isOpen, type Remark, remarkKey } from '../domain/remark.ts'
import type { Unit } from '../domain/unit.ts'
import type { Form } from '../form/form.ts'
import { sectionOf } from '../form/progress.ts'
import { classifiedMarks } from './classified.ts'
import { labelOf, questionOf, tableOf, unreadable } from './show.ts'

const none: readonly Remark[] = []
const restMs = 300
const longestMs = 2000

export class RemarkBook {
  private readonly form: Form
  private readonly about: { campaign: Campaign; unit: Unit; today: string }
  private all: readonly Remark[] = none
  private judged: object | undefined
  private at = new Map<Path, readonly Remark[]>()
  private tables = new Map<string, readonly Remark[]>()
  private readonly listeners = new Set<() => void>()
  private timer: ReturnType<typeof setTimeout> | undefined
  private waitingSince = 0

  constructor(form: Form, about: { campaign: Campaign; unit: Unit; today: string }) {
    this.form = form
    this.about = about
  }

  /** Follows the form until the answer is called. Judging waits for a pause, so that it never meets a keystroke. */
  follow(): () => void {
    const stop = this.form.subscribe('*', () => {
      const now = Date.now()
      if (this.timer === undefined) this.waitingSince = now
      else clearTimeout(this.timer)
      const wait = Math.max(0, Math.min(restMs, this.waitingSince + longestMs - now))
      this.timer = setTimeout(() => this.judge(), wait)
    })
    return () => {
      stop()
      clearTimeout(this.timer)
      this.timer = undefined
    }
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** As of the last pause; the first time, as of now. */
  settled(): readonly Remark[] {
    if (this.judged === undefined) this.judge()
    return this.all
  }

  /** As of this moment: for deciding whether a step may be taken. */
  fresh(): readonly Remark[] {
    if (this.judged !== this.form.filing) this.judge()
    return this.all
  }

  /** About one answer or cell. The same array until one of them changes. */
  of(path: Path): readonly Remark[] {
    this.settled()
    return this.at.get(path) ?? none
  }

  /** About a table and all its cells. */
  ofTable(table: string): readonly Remark[] {
    this.settled()
    return this.tables.get(table) ?? none
  }

  private judge(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    const { form } = this
    const seen = new Set<string>()
    const all = [
      ...form.remarks().map((remark) => this.readable(remark)),
      ...runChecks({
        questionnaire: form.questionnaire,
        filing: form.filing,
        read: form,
        ...this.about,
      }).filter(({ at }) => !this.isHidden(at)),
      ...classifiedMarks(form.filing),
    ].filter((remark) => {
      const key = `${remarkKey(remark)} ${remark.says}`
      return !seen.has(key) && seen.add(key)
    })
    this.judged = form.filing
    this.all = sameRemarks(this.all, all) ? this.all : all
    this.at = regroup(this.at, all, ({ at }) => at)
    this.tables = regroup(this.tables, all, ({ at }) => cellPlace(at)?.table ?? at)
    for (const listener of [...this.listeners]) listener()
  }

  /** What cannot be read as a number or day is better explained by whoever tried to read it. */
  private readable(remark: Remark): Remark {
    if (remark.code !== 'answer.wrong-type') return remark
    const place = cellPlace(remark.at)
    const field = place
      ? tableOf(this.form, place.table)?.columns.find(({ id }) => id === place.column)
      : questionOf(this.form, remark.at)
    const why = field && unreadable(this.form, field, this.form.value(remark.at))
    return why ? { ...remark, says: `“${field.label}”：${why}` } : remark
  }

  /** A check does not know which questions are asked. */
  private isHidden(at: Path): boolean {
    const place = cellPlace(at)
    if (place && !this.form.row(place.table, place.row)) return false
    return sectionOf(this.form.questionnaire, at) !== undefined && !this.form.visible(at)
  }
}

/** Those that stand between a section and its being finished, in the form's order. */
export const openIn = (form: Form, section: string, remarks: readonly Remark[]): Remark[] =>
  remarks.filter(
    (remark) => sectionOf(form.questionnaire, remark.at)?.id === section && isOpen(remark, form.filing),
  )

/** What is open in an inventory's rows as one line, with where it begins; a thousand lines help nobody. */
export function gatherRows(form: Form, remarks: readonly Remark[]): Remark[] {
  const counts = new Map<string, number>()
  for (const { at } of remarks) {
    const table = cellPlace(at)?.table
    if (table) counts.set(table, (counts.get(table) ?? 0) + 1)
  }
  const told = new Set<string>()
  return remarks.flatMap((remark) => {
    const table = cellPlace(remark.at)?.table
    const count = counts.get(table ?? '') ?? 0
    if (!table || count < 2) return [remark]
    if (told.has(table)) return []
    told.add(table)
    return [{ ...remark, says: `“${labelOf(form, table)}”清单中有 ${count} 处待处理` }]
  })
}

/** Said by the engine of one answer by itself; not to be said before the filler wants to go on. */
export const waitsForStep = ({ severity, code }: Remark): boolean =>
  severity === 'error' && /^(answer|cell|table|computed)\./.test(code)

function regroup(
  before: Map<string, readonly Remark[]>,
  all: readonly Remark[],
  key: (remark: Remark) => string,
): Map<string, readonly Remark[]> {
  const groups = new Map<string, Remark[]>()
  for (const remark of all) {
    const group = groups.get(key(remark))
    if (group) group.push(remark)
    else groups.set(key(remark), [remark])
  }
  const after = new Map<string, readonly Remark[]>()
  for (const [path, group] of groups) {
    const old = before.get(path)
    after.set(path, old && sameRemarks(old, group) ? old : group)
  }
  return after
}

const sameRemarks = (one: readonly Remark[], other: readonly Remark[]): boolean =>
  one.length === other.length &&
  one.every((remark, index) => {
    const twin = other[index]
    return (
      remark === twin ||
      (remark.code === twin?.code &&
        remark.at === twin.at &&
        remark.says === twin.says &&
        remark.severity === twin.severity)
    )
  })
