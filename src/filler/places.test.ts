import { expect, test } from 'vitest'
import { questionnaire } from '../catalog/all.ts'
import { comesFromCheck, inventoryPath, pathTo, readVisit, sectionPath, startPath } from './places.ts'

const form = questionnaire('BJEDU2019')

test('a path leads to the place it was made for, with what the reader came for', () => {
  const path = sectionPath('unit', { at: 'sysTotal.l3', back: '/check' })
  expect(readVisit(path)).toEqual({
    place: { page: 'section', section: 'unit' },
    at: 'sysTotal.l3',
    back: '/check',
  })
  expect(readVisit(inventoryPath('systems', 'systems', { at: 'systems/a/securityLevel' }))).toEqual({
    place: { page: 'inventory', section: 'systems', table: 'systems' },
    at: 'systems/a/securityLevel',
  })
})

test('an address that means nothing shows the tasks', () => {
  expect(readVisit('/nowhere/at/all').place).toEqual({ page: 'tasks' })
})

test('an answer is changed on its section’s page, a cell in its inventory', () => {
  expect(readVisit(pathTo(form, 'unitName')).place).toEqual({ page: 'section', section: 'unit' })
  expect(readVisit(pathTo(form, 'ipRanges/r1/range')).place).toEqual({
    page: 'inventory',
    section: 'network',
    table: 'ipRanges',
  })
})

test('a section that is one inventory begins with it', () => {
  const begins = (id: string) =>
    readVisit(startPath(form.sections.find((section) => section.id === id)!)).place.page
  expect([begins('systems'), begins('network')]).toEqual(['inventory', 'section'])
})

test('only who comes from a check page comes from a check', () => {
  expect(
    ['/check', '/s/unit/check', '/', undefined].map((back) =>
      comesFromCheck({ place: { page: 'tasks' }, ...(back && { back }) }),
    ),
  ).toEqual([true, true, false, false])
})
