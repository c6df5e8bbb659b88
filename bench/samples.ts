// Filings as large as the largest universities hand in.
import { questionnaire } from '../src/catalog/all.ts'
import { campaign2019 } from '../src/catalog/campaigns.ts'
import { emptyFiling, type Filing, type Row } from '../src/domain/filing.ts'
import type { Questionnaire } from '../src/domain/questionnaire.ts'
import type { Unit } from '../src/domain/unit.ts'
import { canonical } from '../src/sealing/canonical.ts'
import { completeFiling } from '../test/complete-filing.ts'

export const campaign = campaign2019
export const form = questionnaire(campaign.questionnaireId)
/** Within the campaign, whatever day it is. */
export const today = '2019-06-05'

export const unit = (number: number): Unit => ({
  code: `BENCH-${number}`,
  name: `北京第${number}示范大学`,
  kind: '市属高校',
  schoolClass: 'I',
  creditCode: null,
})

/** A complete filing, its one system written down so often under other names. */
export function withSystems(count: number): Filing {
  const filing = completeFiling(form, campaign.id, unit(1), 1)
  const cells = filing.tables.systems?.[0]?.cells
  const systems = Array.from(
    { length: count },
    (_, at): Row => ({ id: `s${at}`, cells: { ...cells, systemName: `业务系统${at + 1}` } }),
  )
  return { ...filing, tables: { ...filing.tables, systems } }
}

/** A complete filing of at least so many bytes, as sealed. */
export function ofBytes(least: number, whose: Unit): Filing {
  for (let systems = 1; ; systems++) {
    const filing = completeFiling(form, campaign.id, whose, systems)
    if (Buffer.byteLength(canonical(filing)) >= least) return filing
  }
}

/** One table of the first 30 columns of the system inventory, and a filing of it. */
export function smallTable(rows: number): { questionnaire: Questionnaire; filing: Filing } {
  const systems = form.tables.find(({ id }) => id === 'systems')!
  const columns = systems.columns.slice(0, 30)
  const ids = new Set(columns.map(({ id }) => id))
  const filing = withSystems(rows)
  return {
    questionnaire: {
      ...form,
      id: 'SMALL',
      questions: [],
      matrices: [],
      tables: [{ ...systems, columns }],
      sections: [{ id: 's', title: systems.title, area: '1', reports: [], parts: [{ table: 'systems' }] }],
    },
    filing: {
      ...emptyFiling(campaign.id, 'SMALL', filing.unitCode),
      tables: {
        systems: filing.tables.systems!.map(({ id, cells }) => ({
          id,
          cells: Object.fromEntries(Object.entries(cells).filter(([column]) => ids.has(column))),
        })),
      },
    },
  }
}
