import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blank, small, system } from '../../test/small-questionnaire.ts'
import { conflicts } from '../domain/conflicts.ts'
import type { Filing } from '../domain/filing.ts'
import { applyPatches, carriedDifference, difference, type Patch } from '../domain/patch.ts'
import { readFiling } from '../domain/read-filing.ts'
import { isOpen, remarkKey } from '../domain/remark.ts'
import { Form } from './form.ts'
import { sectionProgress } from './progress.ts'
import { prune } from './prune.ts'
import { validate } from './validate.ts'

const today = '2019-06-01'
const form = (filing: Filing = blank) => new Form(small, filing, { today })
const codesAt = (filing: Filing, at: string) =>
  validate(small, filing, today)
    .filter((remark) => remark.at === at)
    .map(({ code }) => code)

test('a question appears when what opens it is answered, and goes again', () => {
  const filled = form()
  expect(filled.visible('plannedOn')).toBe(false)
  filled.set('hasPlan', true)
  expect([filled.visible('plannedOn'), filled.required('plannedOn')]).toEqual([true, true])
  filled.set('hasPlan', false)
  expect(filled.visible('plannedOn')).toBe(false)
})

test('a hidden answer stays in the draft and does not leave it', () => {
  const filled = form()
  filled.set('hasPlan', true)
  filled.set('plannedOn', '2019-03-01')
  filled.set('hasPlan', false)
  expect(filled.filing.answers.plannedOn).toBe('2019-03-01')
  expect(prune(small, filled.filing, today).answers).toEqual({ hasPlan: false })
})

test('a hidden cell is pruned, an unknown column is kept', () => {
  const filled = form()
  filled.insertRows('systems', 0, [system('a', { state: 'offline', laterField: 'x' })])
  expect(prune(small, filled.filing, today).tables.systems?.[0]?.cells).toEqual({
    title: '系统a',
    state: 'offline',
    level: '2',
    laterField: 'x',
  })
})

test('numbers are counted from the rows, systems taken offline left out', () => {
  const filled = form()
  filled.insertRows('systems', 0, [
    system('a', { level: '3' }),
    system('b'),
    system('c', { level: '3', state: 'offline' }),
  ])
  expect(['total', 'grade3', 'rest'].map((id) => filled.value(id))).toEqual([2, 1, 1])
  expect(filled.visible('why3')).toBe(true)
})

test('a number changed by hand needs a reason, and then the reviewer is told', () => {
  const filled = form()
  filled.set('total', 7)
  expect(codesAt(filled.filing, 'total')).toEqual(['computed.override-unexplained'])
  filled.explain('override@total', '另有 7 个上级系统')
  expect(codesAt(filled.filing, 'total')).toEqual(['computed.overridden'])
  filled.set('total', null)
  expect([filled.value('total'), codesAt(filled.filing, 'total')]).toEqual([0, []])
})

test('an empty inventory must be declared, and a declared one must be empty', () => {
  expect(codesAt(blank, 'systems')).toEqual(['table.undeclared'])
  const filled = form()
  filled.declareNil('systems', { by: '张老师', on: today })
  expect(codesAt(filled.filing, 'systems')).toEqual([])
  filled.insertRows('systems', 0, [system('a')])
  expect(codesAt(filled.filing, 'systems')).toEqual(['table.nil-contradicted'])
})

test.each([
  ['name', null, 'answer.missing'],
  ['name', 'x'.repeat(21), 'answer.too-long'],
  ['name', 5, 'answer.wrong-type'],
  ['hasPlan', 'yes', 'answer.wrong-type'],
  ['personal', ['elsewhere'], 'answer.not-an-option'],
  ['personal', ['none', 'sensitive'], 'answer.not-alone'],
  ['proof', ['gone'], 'answer.attachment-lost'],
  ['proof', ['constructor', '__proto__'], 'answer.attachment-lost'],
])('%s = %j is refused as %s', (id, value, code) => {
  expect(codesAt({ ...blank, answers: { [id]: value } }, id)).toContain(code)
})

test('a row’s endless name is cut in what is said of it', () => {
  const filing = { ...blank, tables: { systems: [system('a', { title: '长'.repeat(5000), since: null })] } }
  const said = validate(small, filing, today).map(({ says }) => says.length)
  expect(said.length).toBeGreaterThan(0)
  expect(Math.max(...said)).toBeLessThan(200)
})

test('a character that takes two places in a string is one letter all the same', () => {
  const named = (name: string) => codesAt({ ...blank, answers: { name } }, 'name')
  expect(named('𠮷'.repeat(20))).toEqual([])
  expect(named('𠮷'.repeat(21))).toEqual(['answer.too-long'])
})

test('a row is judged cell by cell, and named in the words', () => {
  const filing = {
    ...blank,
    tables: {
      systems: [system('a', { since: null, users: -1, level: '9' }), system('b', { title: '系统 Ａ' })],
    },
  }
  const found = validate(small, filing, today).filter(({ at }) => at.startsWith('systems/'))
  expect(found.map(({ code, at }) => `${code} ${at}`)).toEqual([
    'cell.duplicate systems/b/title',
    'answer.missing systems/a/since',
    'answer.not-an-option systems/a/level',
    'answer.out-of-range systems/a/users',
  ])
  expect(found[1]?.says).toBe('系统“系统a”：请填写“投运日期”')
})

test('what is no day is not called later than today', () => {
  const said = (plannedOn: string) =>
    codesAt({ ...blank, answers: { hasPlan: true, plannedOn } }, 'plannedOn')
  expect(said('2019-13-45')).not.toContain('plan-in-the-future')
  expect(said('2019-12-31')).toContain('plan-in-the-future')
})

test('a warning is open until somebody explains it', () => {
  const filled = form()
  filled.set('hasPlan', true)
  filled.set('plannedOn', '2019-07-01')
  const warning = filled.remarks().find(({ code }) => code === 'plan-in-the-future')
  if (!warning) throw new Error('no warning')
  expect(isOpen(warning, filled.filing)).toBe(true)
  filled.explain(remarkKey(warning), '七月施行')
  expect(isOpen(warning, filled.filing)).toBe(false)
})

test('typing is one step to undo; a pause begins another', () => {
  const filled = form()
  for (const text of ['北', '北京', '北京某']) filled.set('name', text)
  filled.settle()
  filled.set('name', '北京某校')
  expect(filled.undo()).toBe('修改“单位名称”')
  expect(filled.value('name')).toBe('北京某')
  filled.undo()
  expect([filled.value('name'), filled.canUndo]).toEqual([null, false])
  filled.redo()
  filled.redo()
  expect(filled.value('name')).toBe('北京某校')
})

test('deleted rows come back where they stood', () => {
  const filled = form()
  filled.insertRows(
    'systems',
    0,
    ['a', 'b', 'c', 'd', 'e'].map((id) => system(id)),
  )
  const before = filled.filing
  filled.deleteRows('systems', ['b', 'c', 'e'])
  expect(filled.rows('systems').map(({ id }) => id)).toEqual(['a', 'd'])
  filled.undo()
  expect(filled.filing).toEqual(before)
})

test('only those concerned are told', () => {
  const filled = form()
  filled.insertRows('systems', 0, [system('a'), system('b')])
  const told: string[] = []
  for (const key of ['name', 'plannedOn', 'total', 'why3', 'systems', 'systems/a/level', 'systems/b/level'])
    filled.subscribe(key, () => told.push(key))
  filled.set('systems/a/level', '3')
  expect(told.toSorted()).toEqual(['systems', 'systems/a/level', 'total', 'why3'])
  told.length = 0
  filled.set('hasPlan', true)
  expect(told).toEqual(['plannedOn'])
})

test('two people at different cells do not conflict; at the same cell they do', () => {
  const base = applyPatches(blank, [{ insert: 'systems', at: 0, rows: [system('a')] }])
  const level: Patch = { set: 'cell', key: 'systems/a/level', was: '2', now: '3' }
  const users: Patch = { set: 'cell', key: 'systems/a/users', was: null, now: 10 }
  const after = applyPatches(base, [level])
  expect(conflicts(after, [users])).toEqual([])
  expect(conflicts(after, [level])).toEqual([])
  expect(conflicts(after, [{ ...level, now: '0' }])).toEqual([
    { path: 'systems/a/level', stands: '3', wanted: '0' },
  ])
})

test('progress: the filler says what is finished, and an open remark contradicts', () => {
  const filled = form()
  const status = () => sectionProgress(filled, filled.remarks()).map(({ status }) => status)
  expect(status()).toEqual(['notStarted', 'notStarted', 'notStarted'])
  filled.set('name', '某校')
  filled.finish('s1', true)
  expect(status()[0]).toBe('problems')
  filled.set('hasPlan', false)
  expect(status()[0]).toBe('done')
})

const anyCell = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.boolean(),
  fc.array(fc.string({ maxLength: 4 }), { maxLength: 3 }),
  fc.constant(null),
)
const anyRow = fc.record({
  id: fc.stringMatching(/^[a-h]$/),
  cells: fc.dictionary(fc.constantFrom('title', 'state', 'since', 'level', 'users', 'later'), anyCell),
})
const anyFiling = fc.record({
  answers: fc.dictionary(fc.constantFrom('name', 'hasPlan', 'plannedOn', 'total', 'proof', 'later'), anyCell),
  tables: fc.record({ systems: fc.uniqueArray(anyRow, { selector: ({ id }) => id, maxLength: 6 }) }),
})

test('whatever is filled in, validation answers and never throws', () => {
  fc.assert(
    fc.property(anyFiling, (parts) => {
      for (const remark of validate(small, { ...blank, ...parts }, today))
        expect(remark.says).not.toContain('undefined')
    }),
  )
})

test('the difference of two filings turns the one into the other', () => {
  fc.assert(
    fc.property(anyFiling, anyFiling, (one, other) => {
      const before: Filing = { ...blank, ...one }
      const after: Filing = { ...blank, ...other }
      const turned = applyPatches(before, difference(before, after))
      expect(difference(turned, after)).toEqual([])
      expect(turned.tables.systems?.map(({ id }) => id)).toEqual(after.tables.systems?.map(({ id }) => id))
    }),
  )
})

test('undoing everything leads back to the beginning', () => {
  const deed = fc.oneof(
    fc.record({
      do: fc.constant('set' as const),
      path: fc.constantFrom('name', 'total', 'systems/a/title'),
      value: anyCell,
    }),
    fc.record({ do: fc.constant('insert' as const), row: anyRow, at: fc.nat(4) }),
    fc.record({ do: fc.constant('delete' as const), ids: fc.subarray(['a', 'b', 'c', 'd', 'e']) }),
  )
  fc.assert(
    fc.property(anyFiling, fc.array(deed, { maxLength: 12 }), (parts, deeds) => {
      const start: Filing = { ...blank, ...parts }
      const filled = form(start)
      for (const one of deeds) {
        if (one.do === 'set') filled.set(one.path, one.value)
        else if (one.do === 'insert' && !filled.row('systems', one.row.id))
          filled.insertRows('systems', one.at, [one.row])
        else if (one.do === 'delete') filled.deleteRows('systems', one.ids)
      }
      while (filled.canUndo) filled.undo()
      expect(difference(filled.filing, start)).toEqual([])
    }),
  )
})

test.each([
  ['nothing', null],
  ['a list', []],
  ['another version', { ...blank, version: 0 }],
  ['a row without id', { ...blank, tables: { systems: [{ cells: {} }] } }],
  ['two rows of one id', { ...blank, tables: { systems: [system('a'), system('a')] } }],
  ['an object for a cell', { ...blank, answers: { name: { toString: 1 } } }],
  [
    'an attachment that names a place',
    { ...blank, attachments: { a: { name: '../x', mediaType: 'x', size: 1, sha256: 'a'.repeat(64) } } },
  ],
  ['a day that there is not', { ...blank, nils: { systems: { by: '张老师', on: '2019-02-30' } } }],
  ['endless depth', { ...blank, later: JSON.parse('['.repeat(100) + ']'.repeat(100)) }],
])('outside data is refused: %s', (_name, outside) => {
  expect(() => readFiling(outside)).toThrow(expect.objectContaining({ code: 'filing.malformed' }))
})

test('a field of a later version is kept', () => {
  expect(readFiling({ ...blank, responsibilityTree: { a: [1] } }).responsibilityTree).toEqual({ a: [1] })
})

test('whatever is put into a draft, it can be read again', () => {
  const filled = form({ ...blank, tables: { systems: [system('s1', { name: '教务' })] } })
  filled.set('hasPlan', '长'.repeat(25_000))
  filled.set('systems/s1/name', `${'长'.repeat(19_999)}𠀀`)
  filled.set('staff', Number.POSITIVE_INFINITY)
  filled.set(
    'domains',
    Array.from({ length: 1200 }, (_, at) => `d${at}.cn`),
  )
  filled.explain('k@hasPlan', '长'.repeat(25_000))
  filled.mark('hasPlan', '长'.repeat(25_000))
  const again = readFiling(JSON.parse(JSON.stringify(filled.filing)))
  expect(again).toEqual(filled.filing)
  expect(again.tables.systems?.[0]?.cells.name).toHaveLength(19_999)
})

test('what only a later version knows is carried over, and nothing that this one knows', () => {
  const later = { ...blank, campaignId: 'other', answers: { hasPlan: true }, later: { colour: '绿' } }
  const patches = carriedDifference({ ...blank, odd: 1 }, later)
  expect(applyPatches({ ...blank, odd: 1 }, patches)).toEqual({ ...blank, later: { colour: '绿' } })
  expect(applyPatches(blank, [{ carry: 'unitCode', was: null, now: 'BJ-0102' }])).toEqual(blank)
  expect(Object.hasOwn(applyPatches(blank, [{ carry: '__proto__', was: null, now: {} }]), '__proto__')).toBe(
    false,
  )
})

test('progress counts what must be answered, neither the optional nor the computed', () => {
  const filled = form()
  const counts = () => sectionProgress(filled, []).map(({ answered, asked }) => `${answered}/${asked}`)
  expect(counts()).toEqual(['0/2', '0/1', '0/0'])
  filled.set('personal', ['none'])
  filled.set('hasPlan', true)
  expect(counts()[0]).toBe('1/3')
  filled.declareNil('systems', { by: '张老师', on: today })
  expect(counts()[1]).toBe('1/1')
})
