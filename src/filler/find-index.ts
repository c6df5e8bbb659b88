// Finding a question by any word of it.
import type { Path } from '../domain/filing.ts'
import type { Questionnaire } from '../domain/questionnaire.ts'
import { plain } from '../domain/spelling.ts'
import { idsOf } from '../form/definition.ts'

export interface Findable {
  readonly path: Path
  readonly label: string
  /** Section, and the table for a column. */
  readonly where: string
  /** `label` first, so that earlier means nearer. */
  readonly text: string
}

/** Everything that can be jumped to, in the form's order. */
export function findables(questionnaire: Questionnaire): Findable[] {
  const questions = new Map(questionnaire.questions.map((question) => [question.id, question]))
  const tables = new Map(questionnaire.tables.map((table) => [table.id, table]))
  return questionnaire.sections.flatMap((section) =>
    idsOf(section, questionnaire).flatMap((id): Findable[] => {
      const question = questions.get(id)
      if (question) {
        const { label, help = '', guidance = [] } = question
        const text = plain([label, section.title, help, ...guidance].join('\n'))
        return [{ path: id, label, where: section.title, text }]
      }
      const table = tables.get(id)
      if (!table) return []
      const columns = table.columns.map(({ label }) => label)
      return [
        {
          path: id,
          label: table.title,
          where: section.title,
          text: plain([table.title, section.title, table.help ?? '', ...columns].join('\n')),
        },
      ]
    }),
  )
}

/** Words apart must all occur; those whose label holds them come first. */
export function find(all: readonly Findable[], words: string, most = 12): Findable[] {
  const parts = words.split(/\s+/).map(plain).filter(Boolean)
  if (parts.length === 0) return []
  const place = (one: Findable) => Math.max(...parts.map((part) => one.text.indexOf(part)))
  return all
    .filter(({ text }) => parts.every((part) => text.includes(part)))
    .map((one, order) => ({ one, order, near: place(one) >= plain(one.label).length ? 1 : 0 }))
    .sort((left, right) => left.near - right.near || left.order - right.order)
    .slice(0, most)
    .map(({ one }) => one)
}
