// How far along each task is, as the task list shows it.
import { cellPlace, isBlank } from '../domain/filing.ts'
import type { Questionnaire, Section } from '../domain/questionnaire.ts'
import { isOpen, type Remark } from '../domain/remark.ts'
import { define, idsOf } from './definition.ts'
import type { Form } from './form.ts'

export type SectionStatus = 'notStarted' | 'started' | 'problems' | 'done'

export interface SectionProgress {
  readonly section: string
  readonly status: SectionStatus
  /** Of the questions and inventories that must be answered. */
  readonly answered: number
  readonly asked: number
  /** Errors, and warnings not yet explained. */
  readonly open: number
}

/** Only sections that are asked at all. `remarks` may hold the checks' as well as the engine's. */
export function sectionProgress(form: Form, remarks: readonly Remark[]): SectionProgress[] {
  const open = new Map<string, number>()
  for (const remark of remarks) {
    const section = isOpen(remark, form.filing) ? sectionOf(form.questionnaire, remark.at) : undefined
    if (section) open.set(section.id, (open.get(section.id) ?? 0) + 1)
  }
  return form.questionnaire.sections.flatMap((section) => {
    const ids = idsOf(section, form.questionnaire).filter((id) => form.visible(id))
    if (ids.length === 0) return []
    const own = ids.filter((id) => hasAnswer(form, id))
    const asked = ids.filter((id) => isOwed(form, id))
    const problems = open.get(section.id) ?? 0
    const finished = form.filing.finished[section.id]
    return [
      {
        section: section.id,
        status: statusOf(finished, own.length, problems),
        answered: asked.filter((id) => hasAnswer(form, id)).length,
        asked: asked.length,
        open: problems,
      },
    ]
  })
}

/** The filler says when a task is finished; a finished task with open remarks is shown as a problem. */
function statusOf(finished: boolean | undefined, answered: number, problems: number): SectionStatus {
  if (finished) return problems > 0 ? 'problems' : 'done'
  return answered > 0 || finished === false ? 'started' : 'notStarted'
}

function hasAnswer(form: Form, id: string): boolean {
  return !isBlank(form.filing.answers[id]) || form.rows(id).length > 0 || form.filing.nils[id] !== undefined
}

/** What must be answered. Computed numbers are nobody's work, and optional answers would keep a finished form at 65 %. */
function isOwed(form: Form, id: string): boolean {
  const { questions, tables } = define(form.questionnaire)
  const question = questions.get(id)
  if (question) return question.computed === undefined && form.required(id)
  return tables.get(id)?.table.nil === true
}

/** The task in which a path is answered. */
export const sectionOf = (questionnaire: Questionnaire, path: string): Section | undefined =>
  define(questionnaire).sections.get(cellPlace(path)?.table ?? path)
