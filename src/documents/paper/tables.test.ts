import { expect, test } from 'vitest'
import { questionnaire } from '../../catalog/all.ts'
import { drawInventory, isCard } from './tables.ts'

const form = questionnaire('BJEDU2019')
/** In twentieths of a point: a page between its margins, the margins of a cell, a digit and a character of its text. */
const [page, margins, digit, character] = [8845, 136, 105, 210]

test('in a list no date and no number of six digits is broken over two lines', () => {
  const day = 8 * digit + 3 * character + 5 * (character / 4)
  const needed: Readonly<Record<string, number>> = { date: day, integer: 6 * digit, decimal: 6 * digit }
  const narrow = form.tables
    .filter((table) => !isCard(table))
    .flatMap((table) => {
      const [list] = drawInventory(form, table)
      const widths = list?.kind === 'ruled' ? list.widths : []
      const sum = widths.reduce((all, width) => all + width, 0)
      return table.columns
        .filter(({ type }, at) => (page * widths[at + 1]!) / sum - margins < (needed[type] ?? 0))
        .map(({ id }) => `${table.id}.${id}`)
    })
  expect(narrow).toEqual([])
})
