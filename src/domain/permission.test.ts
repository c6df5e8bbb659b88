import { expect, test } from 'vitest'
import { type Actor, type Role, roles } from './account.ts'
import { demand, may, permissions, type Verb } from './permission.ts'

const actor = (role: Role, unitCode: string | null = null): Actor => ({
  id: '1',
  username: 'x',
  name: '某人',
  role,
  unitCode,
})
const verbs = Object.keys(permissions) as Verb[]
const unitRoles: Role[] = ['unit-administrator', 'filler', 'approver']

test('no one in a unit may do anything to another unit', () => {
  const open: Verb[] = ['campaign.see']
  for (const role of unitRoles)
    for (const verb of verbs.filter((verb) => !open.includes(verb)))
      expect([verb, role, may(actor(role, 'BNU'), verb, { unitCode: 'BTU', role: 'filler' })]).toEqual([
        verb,
        role,
        false,
      ])
})

test('what is nobody’s unit is not theirs either', () => {
  for (const role of unitRoles)
    for (const verb of ['account.list', 'account.manage', 'draft.edit'] as const)
      for (const subject of [{}, { unitCode: null }])
        expect(may(actor(role, 'BNU'), verb, { ...subject, role: 'filler' })).toBe(false)
})

test('the observer changes nothing', () => {
  const changing = verbs.filter((verb) => !/\.(see|list)$/.test(verb))
  expect(changing.filter((verb) => may(actor('observer'), verb))).toEqual([])
})

test('the commission neither fills in nor hands in for a unit', () => {
  for (const role of ['administrator', 'reviewer', 'observer'] as const)
    for (const verb of [
      'draft.see',
      'draft.edit',
      'package.upload',
      'piece.upload',
      'submission.submit',
    ] as const)
      expect(may(actor(role), verb, { unitCode: 'BNU' })).toBe(false)
})

test('a filler fills in, an approver hands in, a unit administrator does both', () => {
  const can = (role: Role, verb: Verb) => may(actor(role, 'BNU'), verb, { unitCode: 'BNU' })
  expect([can('filler', 'draft.edit'), can('filler', 'submission.submit')]).toEqual([true, false])
  expect([can('approver', 'draft.edit'), can('approver', 'submission.submit')]).toEqual([false, true])
  expect([can('unit-administrator', 'draft.edit'), can('unit-administrator', 'submission.submit')]).toEqual([
    true,
    true,
  ])
})

test('a unit administrator makes fillers and approvers, not its own equals', () => {
  const made = roles.filter((role) =>
    may(actor('unit-administrator', 'BNU'), 'account.manage', { unitCode: 'BNU', role }),
  )
  expect(made).toEqual(['filler', 'approver'])
})

test('a refusal says who may not do what', () => {
  expect(() => demand(actor('observer'), 'submission.review')).toThrow(
    expect.objectContaining({ code: 'permission.denied', details: { verb: 'submission.review' } }),
  )
})
