import { expect, test } from 'vitest'
import { answered, conflicts } from './conflicts.ts'
import { emptyFiling, type Filing } from './filing.ts'
import { applyPatches, difference, type Patch } from './patch.ts'

const base: Filing = {
  ...emptyFiling('c', 'q', 'BNU'),
  answers: { leader: '张', phone: '1' },
  tables: {
    systems: [
      { id: 'a', cells: { name: '教务', grade: '3' } },
      { id: 'b', cells: { name: '门户' } },
    ],
  },
  nils: { vpns: { by: '张', on: '2019-06-01' } },
}
const mine = (patches: Patch[], theirs: Patch[]) => conflicts(applyPatches(base, theirs), patches)
const set = (key: string, was: string | null, now: string | null): Patch => ({
  set: 'answers',
  key,
  was,
  now,
})
const cell = (key: string, was: string | null, now: string | null): Patch => ({ set: 'cell', key, was, now })

test('changes in different places simply join', () => {
  expect(
    mine([set('leader', '张', '王')], [set('phone', '1', '2'), cell('systems/a/name', '教务', '新教务')]),
  ).toEqual([])
})

test('two people who wrote the same have nothing to settle', () => {
  expect(mine([set('leader', '张', '王')], [set('leader', '张', '王')])).toEqual([])
})

test('what was changed by both is shown side by side', () => {
  expect(mine([set('leader', '张', '王')], [set('leader', '张', '李')])).toEqual([
    { path: 'leader', stands: '李', wanted: '王' },
  ])
  expect(mine([cell('systems/a/grade', '3', '2')], [cell('systems/a/grade', '3', null)])).toEqual([
    { path: 'systems/a/grade', stands: null, wanted: '2' },
  ])
})

test('one change upon another in the same batch is no conflict', () => {
  const row = { id: 'n', cells: { name: '新' } }
  expect(
    mine(
      [
        set('leader', '张', '王'),
        set('leader', '王', '赵'),
        { insert: 'systems', at: 2, rows: [row] },
        cell('systems/n/name', '新', '更新'),
        cell('systems/b/name', '门户', '主站'),
        { delete: 'systems', at: 1, rows: [{ id: 'b', cells: { name: '主站' } }] },
      ],
      [],
    ),
  ).toEqual([])
})

test('a row is not deleted with words in it that the deleter never saw', () => {
  const deletion: Patch = { delete: 'systems', at: 0, rows: [base.tables.systems![0]!] }
  expect(mine([deletion], [cell('systems/b/name', '门户', '主站')])).toEqual([])
  expect(mine([deletion], [cell('systems/a/grade', '3', '4')])).toMatchObject([
    { path: 'systems/a', wanted: null },
  ])
})

test('a cell of a row that somebody deleted meanwhile is asked about', () => {
  const theirs: Patch[] = [{ delete: 'systems', at: 0, rows: [base.tables.systems![0]!] }]
  expect(mine([cell('systems/a/grade', '3', '2')], theirs)).toEqual([
    { path: 'systems/a/grade', stands: null, wanted: '2' },
  ])
  expect(mine(theirs, theirs)).toEqual([])
})

test('the order of keys is no difference', () => {
  const turned = { ...base, nils: { vpns: { on: '2019-06-01', by: '张' } } }
  expect(difference(base, turned)).toEqual([])
})

const settled = (patches: Patch[], theirs: Patch[], ours: string[]) => {
  const now = applyPatches(base, theirs)
  const kept = answered(patches, conflicts(now, patches), new Set(ours))
  return { now, kept, left: conflicts(now, kept), after: applyPatches(now, kept) }
}

test('keeping ours writes ours over what stands, and nothing is in dispute any more', () => {
  const { left, after } = settled(
    [set('leader', '张', '王'), set('leader', '王', '王伟'), set('phone', '1', '3')],
    [set('leader', '张', '李')],
    ['leader'],
  )
  expect([left, after.answers]).toEqual([[], { leader: '王伟', phone: '3' }])
})

test('taking theirs leaves what stands, and the rest of ours stays', () => {
  const { left, after } = settled(
    [set('leader', '张', '王'), set('leader', '王', '王伟'), set('phone', '1', '3')],
    [set('leader', '张', '李')],
    [],
  )
  expect([left, after.answers]).toEqual([[], { leader: '李', phone: '3' }])
})

test('a row that one deleted and another wrote in goes or stays as answered', () => {
  const deletion: Patch = { delete: 'systems', at: 0, rows: base.tables.systems ?? [] }
  const theirs = [cell('systems/a/grade', '3', '2')]
  const gone = settled([deletion], theirs, ['systems/a'])
  expect([gone.left, gone.after.tables.systems]).toEqual([[], []])
  const kept = settled([deletion], theirs, [])
  expect([kept.left, kept.after.tables.systems]).toEqual([
    [],
    [{ id: 'a', cells: { name: '教务', grade: '2' } }],
  ])
})
