import { educationGrades } from '../src/catalog/all.ts'
import { runChecks } from '../src/checks/run.ts'
import type { Filing } from '../src/domain/filing.ts'
import type { Questionnaire } from '../src/domain/questionnaire.ts'
import { Form } from '../src/form/form.ts'
import { filledFiling } from '../test/filled-filing.ts'
import type { Benchmark, Result, Setting } from './benchmark.ts'
import { race, result, worked } from './race.ts'
import { campaign, form, smallTable, today, unit, withSystems } from './samples.ts'

/** What every receiver of JSON does at least. */
const baseline = 'JSON.parse＋structuredClone'

async function judge(
  name: string,
  questionnaire: Questionnaire,
  filing: Filing,
  setting: Setting,
  budget?: number,
): Promise<Result[]> {
  const text = JSON.stringify(filing)
  // Each turn needs rows that nobody has judged; a second form over the same rows finds them judged.
  let rows: Filing = filing
  const judgeRows = () => new Form(questionnaire, rows, { today }).remarks()
  const took = await race(
    {
      parse: worked(() => structuredClone(JSON.parse(text))),
      fresh: () => {
        rows = JSON.parse(text)
        return worked(judgeRows)()
      },
      again: () => {
        rows = JSON.parse(text)
        judgeRows()
        return worked(judgeRows)()
      },
      checks: () => {
        rows = JSON.parse(text)
        const read = new Form(questionnaire, rows, { today })
        return worked(() =>
          runChecks({ questionnaire, filing: rows, campaign, unit: unit(1), today, read, educationGrades }),
        )()
      },
    },
    setting.rounds(25),
    setting.smoke ? 0 : 8,
  )
  const whole = took.fresh.map((fresh, round) => fresh + took.checks[round]!)
  const against = [baseline, took.parse] as const
  return [
    result(`${name}：复核（表单＋检查）`, 'ms', whole, { against, ...(budget && { budget }) }),
    result(`${name}：表单，新读入的行`, 'ms', took.fresh, { against }),
    result(`${name}：表单，未改动的行`, 'ms', took.again, { against }),
    result(`${name}：全部检查`, 'ms', took.checks, { against }),
  ]
}

export const revalidation: Benchmark = {
  id: 'revalidation',
  title: '服务器复核',
  async run(setting) {
    const rows = setting.many(500)
    const columns = form.tables.find(({ id }) => id === 'systems')!.columns.length
    const small = smallTable(rows)
    const faulty = filledFiling(form, (table) => (table.id === 'systems' ? rows : 3))
    return [
      ...(await judge(`${rows} 行 × 30 列`, small.questionnaire, small.filing, setting, 50)),
      ...(await judge(`${rows} 个系统 × ${columns} 列，填写无误`, form, withSystems(rows), setting)),
      ...(await judge(`${rows} 个系统 × ${columns} 列，错误很多`, form, faulty, setting)),
    ]
  },
}
