import { expect, test } from 'vitest'
import { questionnaire } from '../../catalog/all.ts'
import { campaign2019 } from '../../catalog/campaigns.ts'
import { demoFiling } from './filing.ts'
import { demoUnits } from './names.ts'

const attachment = { name: 'x.pdf', mediaType: 'application/pdf', size: 1, sha256: '0'.repeat(64) }
const file = (at: number, systems: number) => {
  const unit = demoUnits()[at]
  if (!unit) throw new Error('no such unit')
  return demoFiling({
    unit,
    size: { systems, websites: 25, dataSets: 12 },
    campaign: campaign2019,
    questionnaire: questionnaire('BJEDU2019'),
    seed: at + 1,
    attachments: { summary: attachment, letter: attachment },
    today: '2019-06-03',
  })
}

test.each([0, 7, 45, 60, 107])('unit %i could hand in what the demonstration says of it', (at) => {
  expect(() => file(at, 12)).not.toThrow()
})

test('a large university reports 62 systems, 25 websites and 12 data sets', () => {
  const { tables } = file(0, 62)
  expect([tables.systems?.length, tables.websites?.length, tables.dataSets?.length]).toEqual([62, 25, 12])
})

test('the same seed tells the same story', () => {
  expect(file(3, 8)).toEqual(file(3, 8))
})
