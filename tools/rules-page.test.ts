import { expect, test } from 'vitest'
import { validate } from '../src/form/validate.ts'
import { type Sketch, sketch } from '../test/checks.ts'
import { judgedByTheForm } from './rules-page.ts'

const faults: Record<(typeof judgedByTheForm)[number]['rule'], [filing: Sketch, at: string]> = {
  'L-03': [
    { rows: { systems: [{ securityLevel: '2', filingStatus: 'filed', filingNo: '11010813001-1' }] } },
    'systems/a/filingNo',
  ],
  'L-12': [{}, 'dutyHeadName'],
  'L-37': [{}, 'partyHeadName'],
  'X-13': [{ answers: { 'sysTotal.total': 3 } }, 'sysTotal.total'],
  'X-30': [{ rows: { dataSets: [{ systemIds: ['gone'] }] } }, 'dataSets/a/systemIds'],
  'X-32': [{ rows: { dataSets: [{ interactions: ['1', '4'] }] } }, 'dataSets/a/interactions'],
  'E-05': [{}, 'doubleNon'],
}

test.each(judgedByTheForm)('$rule is judged by the form itself: $title', ({ rule, code }) => {
  const [filing, at] = faults[rule]
  const { questionnaire, filing: filled, today } = sketch(filing)
  const remark = validate(questionnaire, filled, today).find((one) => one.at === at && one.code === code)
  expect(remark?.severity).toBe('error')
})
