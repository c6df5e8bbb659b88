// What a check is: one idea about what a filing must agree with, in itself or with the law.
// It sees one filing and reports; it never refuses, repairs or asks another check.
import type { Campaign } from '../domain/campaign.ts'
import type { Cell, Filing, Path } from '../domain/filing.ts'
import type { Questionnaire } from '../domain/questionnaire.ts'
import type { Severity } from '../domain/remark.ts'
import type { Unit } from '../domain/unit.ts'

export interface Subject {
  readonly questionnaire: Questionnaire
  readonly filing: Filing
  readonly campaign: Campaign
  readonly unit: Unit
  /** YYYY-MM-DD */
  readonly today: string
  /** Answers as the form shows them, computed numbers included. The Form is one. */
  readonly read: { value(path: Path): Cell }
  /** The education grading guide; the catalog has it. */
  readonly educationGrades?: readonly SuggestedGrade[]
}

export interface SuggestedGrade {
  /** As the system's `eduSysCode` has it. */
  readonly code: string
  readonly name: string
  readonly school?: Readonly<Record<'I' | 'II' | 'III', number>>
  readonly department?: { readonly province: number }
}

export interface Case extends Subject {
  /** The day from which periods count back: today, or the last day of a closed campaign. YYYY-MM-DD */
  readonly day: string
}

export interface Finding {
  readonly at: Path
  readonly says: string
  readonly fix?: string
}

export interface Check {
  /** The good state, and the file's name. */
  readonly id: string
  /** Number in the rule table. */
  readonly rule: string
  readonly title: string
  readonly severity: Severity
  /** Counts as a defect in the yearly assessment, though it does not block. */
  readonly serious?: true
  /** Clause keys in `catalog/regulations.json`. */
  readonly cites: readonly string[]
  /** First and last day on which it holds, YYYY-MM-DD. */
  readonly from?: string
  readonly until?: string
  run(subject: Case): Finding[]
}
