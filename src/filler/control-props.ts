import type { ReactNode } from 'react'
import type { Path } from '../domain/filing.ts'
import type { Field } from '../domain/questionnaire.ts'

/** What every control of a question is given. */
export interface ControlProps {
  path: Path
  field: Field
  hint: ReactNode
  error: string | undefined
  optional: boolean
}

/** The element that takes the focus when a path is jumped to. */
export const controlId = (path: Path): string => `q-${path}`
