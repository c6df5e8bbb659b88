import { educationGrades } from '../catalog/all.ts'
import { runChecks } from '../checks/run.ts'
import type { Campaign } from '../domain/campaign.ts'
import { type Figure, figures } from '../domain/figures.ts'
import type { Filing } from '../domain/filing.ts'
import { Problem } from '../domain/problem.ts'
import type { Questionnaire } from '../domain/questionnaire.ts'
import { readFiling } from '../domain/read-filing.ts'
import type { Remark } from '../domain/remark.ts'
import type { Unit } from '../domain/unit.ts'
import { Form } from '../form/form.ts'

export type Remarks = readonly Remark[]

interface Circumstances {
  readonly campaign: Campaign
  readonly unit: Unit
  readonly questionnaire: Questionnaire
  readonly today: string
}

export interface Weighed {
  readonly filing: Filing
  readonly remarks: Remarks
  readonly warnings: number
  readonly hints: number
  readonly figures: Readonly<Partial<Record<Figure, number>>>
}

/** Everything that may be said of a filing, and its figures. Refuses it over a blocking remark. */
export function weigh(outside: unknown, { campaign, unit, questionnaire, today }: Circumstances): Weighed {
  const filing = readFiling(outside)
  if (filing.questionnaireId !== questionnaire.id) throw otherForm(questionnaire.id, filing.questionnaireId)
  const form = new Form(questionnaire, filing, { today })
  const remarks = [
    ...form.remarks(),
    ...runChecks({ questionnaire, filing, campaign, unit, today, read: form, educationGrades }),
  ]
  const errors = remarks.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw blocked(errors)
  const asked = new Set(questionnaire.questions.map(({ id }) => id))
  return {
    filing,
    remarks,
    warnings: remarks.filter(({ severity }) => severity === 'warning').length,
    hints: remarks.filter(({ severity }) => severity === 'hint').length,
    figures: Object.fromEntries(
      figures.filter((figure) => asked.has(figure)).map((figure) => [figure, count(form.value(figure))]),
    ),
  }
}

const count = (cell: unknown): number =>
  typeof cell === 'number' && Number.isInteger(cell) && Math.abs(cell) < 2 ** 31 ? cell : 0

const mostShown = 200

const otherForm = (expected: string, found: string) =>
  new Problem(
    'conflict',
    'package.other-form',
    '数据包填的不是本次活动的自查表，请下载本次活动的工具重新填报',
    {
      expected,
      found,
    },
  )
const blocked = (errors: Remarks) =>
  new Problem(
    'invalid',
    'package.blocked',
    `数据包中有 ${errors.length} 处必须改正的错误，未予接收；第一处：${errors[0]?.says}`,
    { remarks: errors.slice(0, mostShown), total: errors.length },
  )
