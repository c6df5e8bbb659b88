// What the authority decides, as data: forms, clauses, code lists, campaigns. `all.test.ts` proves it.
import { Problem } from '../domain/problem.ts'
import type { Certainty, Questionnaire } from '../domain/questionnaire.ts'
import educationGradesData from './code-lists/education-grades.json' with { type: 'json' }
import { bjedu2019 } from './questionnaires/bjedu2019.ts'
import regulationsData from './regulations.json' with { type: 'json' }

export const questionnaires: Readonly<Record<string, Questionnaire>> = { BJEDU2019: bjedu2019 }

export function questionnaire(id: string): Questionnaire {
  const found = Object.values(questionnaires).find((one) => one.id === id)
  if (!found) throw new Problem('missing', 'questionnaire.unknown', `没有编号为“${id}”的自查表`, { id })
  return found
}

export interface Clause {
  /** First day in force, where known. */
  readonly from?: string
  /** Last day in force. */
  readonly until?: string
  readonly law: string
  readonly article: string
  /** Word for word. */
  readonly text?: string
  /** In our words, where the text was not at hand. */
  readonly gist?: string
  readonly certainty: Certainty
}

export const regulations = regulationsData as unknown as Readonly<Record<string, readonly Clause[]>>

/** The clause as it stands on a day; nothing when it was not in force. */
export const clause = (key: string, day: string): Clause | undefined =>
  regulations[key]?.find(({ from, until }) => (from ?? '') <= day && day <= (until ?? '9999'))

/** A kind of system in the education grading guide, with the grade it suggests by class of school or level of department. */
export interface EducationGrade {
  readonly code: string
  readonly category: string
  readonly name: string
  readonly school?: Readonly<Record<'I' | 'II' | 'III', number>>
  /** The guide at hand lacks the ministry's grade for archives. */
  readonly department?: Readonly<{ ministry: number | null; province: number; city: number }>
}

export const educationGrades = educationGradesData as readonly EducationGrade[]
