import { expect, test } from 'vitest'
import { questionnaire } from '../../catalog/all.ts'
import { campaign2019 } from '../../catalog/campaigns.ts'
import { systemsOf, websitesOf } from '../../domain/inventory.ts'
import { isOpen } from '../../domain/remark.ts'
import { Form } from '../../form/form.ts'
import { prune } from '../../form/prune.ts'
import { almostDone } from './build.ts'
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

const read = (at: number, systems: number) => {
  const filing = file(at, systems)
  return { filing, form: new Form(questionnaire('BJEDU2019'), filing, { today: '2019-06-03' }) }
}

test.each([0, 7, 45, 60, 107])('unit %i could hand in what the demonstration says of it', (at) => {
  expect(() => file(at, 12)).not.toThrow()
})

test('a large university reports 62 systems, 25 websites and 12 data sets', () => {
  const { tables } = file(0, 62)
  expect([tables.systems?.length, tables.websites?.length, tables.dataSets?.length]).toEqual([62, 25, 12])
})

test('as in any real inventory, something is ungraded, not yet tested, not yet mended, not yet looked at', () => {
  const { filing, form } = read(0, 62)
  const left = [
    'sysTotal.ungraded',
    'sysAssessed.unassessed',
    'sysRectified.unrectified',
    'sysSelfChecked.unchecked',
  ]
  expect(left.map((figure) => Number(form.value(figure)) > 0)).toEqual([true, true, true, true])
  const early = systemsOf(filing).filter((system) => {
    const [since, assessed] = [system.day('goLiveDate'), system.day('assessDate')]
    return assessed !== undefined && (since === undefined || assessed < since)
  })
  expect(early).toEqual([])
})

test('all websites of a unit stand under its one ICP number', () => {
  const numbers = websitesOf(file(0, 12)).map((site) => site.text('icpNo').replace(/-\d+$/, ''))
  expect(new Set(numbers).size).toBe(1)
})

test('it holds nothing that a filler would not seal: a correction differs by what was corrected', () => {
  const filing = file(0, 62)
  expect(prune(questionnaire('BJEDU2019'), filing, '2019-06-09')).toEqual(filing)
})

test('the same seed tells the same story', () => {
  expect(file(3, 8)).toEqual(file(3, 8))
})

test('the newcomer finds a wrong number, a missing word and a warning to explain', () => {
  const left = almostDone(file(0, 12))
  const remarks = new Form(questionnaire('BJEDU2019'), left, { today: '2019-06-09' }).remarks()
  expect(remarks.filter((remark) => isOpen(remark, left)).map(({ code, at }) => `${code} ${at}`)).toEqual([
    'answer.missing w12_plan',
    'answer.format systems/s001/filingNo',
    'answer.missing systems/s002/ownerPhone',
    'natLog.no natLog',
  ])
})

test('a graded system tells its products apart, and an outside body assesses it', () => {
  const [portal] = file(0, 12).tables.systems!
  const shares = ['operatingSystem', 'database', 'server'].map(
    (kind) => portal!.cells[`keyProducts.${kind}.usage`],
  )
  expect(new Set(shares).size).toBeGreaterThan(1)
  expect(portal!.cells['services.assessment.provider']).toBe('2')
})
