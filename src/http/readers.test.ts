import { expect, test } from 'vitest'
import { Readers } from './readers.ts'

const li = { id: '1', name: '李审核' }
const wang = { id: '2', name: '王管理' }

test('two who read the same submission hear of each other, until one has been gone for a while', () => {
  const readers = new Readers()
  expect(readers.meet('2019 BNU', li, 0)).toEqual([])
  expect(readers.meet('2019 BTU', wang, 1000)).toEqual([])
  expect(readers.meet('2019 BNU', wang, 2000)).toEqual(['李审核'])
  expect(readers.meet('2019 BNU', li, 30_000)).toEqual(['王管理'])
  expect(readers.meet('2019 BNU', li, 90_000)).toEqual([])
})
