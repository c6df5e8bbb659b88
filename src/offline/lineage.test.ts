import { expect, test } from 'vitest'
import { emptyFiling } from '../domain/filing.ts'
import { type Candidate, foremost, joinLine, lineAfter } from './lineage.ts'

const draft = (where: Candidate['where'], savedAt: string, line: string[] = []): Candidate => ({
  where,
  savedAt,
  mark: savedAt,
  line,
  filing: { ...emptyFiling('2019', 'BJEDU2019', 'BJ-0101'), answers: { unitName: savedAt } },
  files: new Map(),
})

test('a draft that has grown from another takes its place, however old the other says it is', () => {
  const here = draft('browser', '2019-06-03T09')
  const file = draft('file', '2019-06-03T08', ['2019-06-03T09'])
  expect(foremost([here, file])).toEqual([file])
  expect(foremost([draft('browser', '2019-06-04', ['2019-06-03T08']), file])).toHaveLength(1)
})

test('drafts that have grown apart all stand, in the order found', () => {
  const here = draft('browser', '2019-06-03', ['2019-06-01'])
  const file = draft('file', '2019-06-02', ['2019-06-01'])
  const download = draft('download', '2019-06-01')
  expect(foremost([here, file, download])).toEqual([here, file])
})

test('a copy just made is the draft it was made from, and the one in the browser is opened', () => {
  const here = draft('browser', '2019-06-03', ['2019-06-03'])
  const file = draft('file', '2019-06-03', ['2019-06-03'])
  expect(foremost([here, file])).toEqual([here])
})

test('the same answers are the same draft, wherever they come from', () => {
  const here = draft('browser', '2019-06-03')
  const download = { ...draft('download', '2019-06-05'), filing: here.filing }
  expect(foremost([here, download])).toEqual([here])
})

test('what was set aside is known from then on, and is not asked about again', () => {
  const here = draft('browser', '2019-06-03', ['2019-06-01'])
  const file = draft('file', '2019-06-02')
  const line = lineAfter([here, file], '2019-05-20')
  expect(foremost([{ ...here, line }, file])).toHaveLength(1)
  expect(line).toEqual(['2019-06-01', '2019-06-03', '2019-06-02', 'issued 2019-05-20'])
})

test('a line forgets its oldest marks, not its newest', () => {
  const line = joinLine(Array.from({ length: 300 }, (_, at) => `${at}`))
  expect(line).toHaveLength(200)
  expect(line[199]).toBe('299')
})
