// Filings in few words, for proving checks from either side.
import { describe, expect, test } from 'vitest'
import { educationGrades, questionnaires } from '../src/catalog/all.ts'
import { campaign2019 } from '../src/catalog/campaigns.ts'
import type { Subject } from '../src/checks/check.ts'
import { runChecks } from '../src/checks/run.ts'
import { allChecks } from '../src/checks/within/all.ts'
import { type Cell, emptyFiling, type Filing, type NilDeclaration, type Row } from '../src/domain/filing.ts'
import type { Unit } from '../src/domain/unit.ts'
import { Form } from '../src/form/form.ts'

export const bjedu2019 = questionnaires.BJEDU2019!

export const college: Unit = {
  code: 'BJ001',
  name: '北京示范学院',
  kind: '市属高校',
  schoolClass: 'II',
  creditCode: '12110000400685002Q',
}

type Cells = Readonly<Record<string, Cell>>

export interface Sketch {
  readonly answers?: Cells
  /** Table id → rows; the first row's id is `a`, the second's `b`. */
  readonly rows?: Readonly<Record<string, readonly Cells[]>>
  readonly nils?: Readonly<Record<string, NilDeclaration>>
  readonly explanations?: Readonly<Record<string, string>>
  readonly unit?: Partial<Unit>
  readonly today?: string
  /** Moves the campaign, for rules that begin or end. */
  readonly year?: number
}

const rowsFrom = (rows: readonly Cells[]): Row[] =>
  rows.map((cells, at) => ({ id: String.fromCharCode(97 + at), cells }))

export function sketch({ answers = {}, rows = {}, nils = {}, explanations = {}, ...more }: Sketch): Subject {
  const { unit = {}, today = '2019-06-05', year = 2019 } = more
  const filing: Filing = {
    ...emptyFiling(campaign2019.id, bjedu2019.id, college.code),
    answers,
    tables: Object.fromEntries(Object.entries(rows).map(([table, some]) => [table, rowsFrom(some)])),
    nils,
    explanations,
  }
  const campaign = {
    ...campaign2019,
    year,
    opensOn: `${year}-05-20`,
    dueOn: `${year}-06-10`,
    closesOn: `${year}-06-20`,
  }
  const read = new Form(bjedu2019, filing, { today })
  return {
    questionnaire: bjedu2019,
    filing,
    campaign,
    unit: { ...college, ...unit },
    today,
    read,
    educationGrades,
  }
}

/** What each check lets pass, and what it finds where. */
export type Cases = Readonly<
  Record<
    string,
    { readonly fine: readonly Sketch[]; readonly found: readonly (readonly [Sketch, ...string[]])[] }
  >
>

const findingsOf = (check: string, subject: Subject) =>
  runChecks(subject).filter(({ code }) => code === check)

/** Proves each check on either side, and that what it says stands where the form shows it. */
export function prove(cases: Cases): void {
  describe.each(Object.entries(cases))('%s', (id, { fine, found }) => {
    const check = allChecks.find((one) => one.id === id)

    test.each(fine)('is content with %j', (filing) => {
      expect(findingsOf(id, sketch(filing))).toEqual([])
    })

    test.each(found.map(([filing, ...places]) => ({ filing, places })))(
      'finds $places in $filing',
      ({ filing, places }) => {
        const subject = sketch(filing)
        const remarks = findingsOf(id, subject)
        expect(remarks.map(({ at }) => at)).toEqual(places)
        const form = new Form(bjedu2019, subject.filing, { today: subject.today })
        for (const { at, says, severity, fix } of remarks) {
          expect(form.visible(at), `${at} is shown`).toBe(true)
          expect(says).not.toMatch(/undefined|null|NaN|[。；，]$/)
          expect(severity).toBe(check?.severity)
          expect(fix).toBeTruthy()
        }
      },
    )
  })
}
