import { expect, test } from 'vitest'
import { emptyFiling } from './filing.ts'
import { isEvasive, levelName, rowsOf, systemsOf, websitesOf } from './inventory.ts'

const filing = {
  ...emptyFiling('c', 'q', 'u'),
  tables: {
    systems: [
      {
        id: 'a',
        cells: {
          systemName: ' 教务 ',
          securityLevel: '3',
          runningStatus: 'offline',
          userCount: Number.NaN,
          goLiveDate: '2019-02-30',
        },
      },
      { id: 'b', cells: { securityLevel: '9', gradedBySuperior: true, domains: ['x.cn', 3 as never] } },
    ],
  },
}

test('cells are read by type, and what is no such thing is not there', () => {
  const [first, second] = systemsOf(filing)
  expect([
    first?.name,
    first?.level,
    first?.counts,
    first?.number('userCount'),
    first?.day('goLiveDate'),
  ]).toEqual(['系统“教务”', 3, false, undefined, undefined])
  expect([second?.name, second?.level, second?.counts, second?.list('domains')]).toEqual([
    '第 2 个系统',
    0,
    false,
    ['x.cn'],
  ])
  expect(first?.at('systemName')).toBe('systems/a/systemName')
})

test('a table that did not change is read once; one that is not there is empty', () => {
  expect(systemsOf(filing)).toBe(rowsOf({ ...filing, answers: { x: 1 } }, 'systems'))
  expect(websitesOf(filing)).toEqual([])
  expect(rowsOf(filing, 'constructor')).toEqual([])
})

test('words that only fill a field are told from words that say something', () => {
  for (const text of ['无', ' 待 定 ', '暂无。', '---', '/', 'N/A', '123', '同上', 'xxx'])
    expect(isEvasive(text), text).toBe(true)
  for (const text of ['', '无锡办事处', '李略', '信息化处', '待遇科', '2019年9月底前完成', 'X光中心'])
    expect(isEvasive(text), text).toBe(false)
})

test('what is no grade is read as none', () => {
  const graded = (securityLevel: string) =>
    systemsOf({ ...filing, tables: { systems: [{ id: 'a', cells: { securityLevel } }] } })[0]?.level
  expect(['3', ' 2 ', '0', '', 'none', '2.5', '6'].map(graded)).toEqual([3, 2, 0, 0, 0, 0, 0])
})

test('levels are called by their Chinese names', () => {
  expect([0, 1, 5].map(levelName)).toEqual(['未定级', '第一级', '第五级'])
})
