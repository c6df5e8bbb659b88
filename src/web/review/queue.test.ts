import { expect, test } from 'vitest'
import { neighbours } from './queue.tsx'

const paper = (code: string, submittedAt: string | null) => ({
  submittedAt,
  unit: { code, name: code, kind: '市属高校', schoolClass: null, creditCode: null },
})
const first = paper('B', '2019-06-03T01:00:00Z')
const second = paper('A', '2019-06-04T01:00:00Z')
const third = paper('C', '2019-06-05T01:00:00Z')

const codes = ({ before, after, at }: ReturnType<typeof neighbours>) => [
  before?.unit.code,
  after?.unit.code,
  at,
]

test('a submission stands between the one handed in before it and the one after', () => {
  expect(codes(neighbours([first, second, third], second))).toEqual(['B', 'C', 2])
})

test('after the last one begins the pile again, and alone there is no other', () => {
  expect(codes(neighbours([first, second, third], third))).toEqual(['A', 'B', 3])
  expect(codes(neighbours([first], first))).toEqual([undefined, undefined, 1])
})

test('one that has been decided leads on from where it stood', () => {
  expect(codes(neighbours([first, third], second))).toEqual(['B', 'C', 2])
})
