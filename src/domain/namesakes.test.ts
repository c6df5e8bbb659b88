import { expect, test } from 'vitest'
import { namesakes } from './namesakes.ts'

const row = (id: string, name?: string) => ({ id, cells: name === undefined ? {} : { name } })

test('a line goes to the row of its name, each row once, then to rows that hold nothing yet', () => {
  const rowFor = namesakes([row('a', '教务系统'), row('e'), row('b', 'VPN'), row('c', '教务系统')], 'name')
  const found = ['ｖｐｎ', ' 教务 系统', '教务系统', '教务系统', '新'].map((name) => rowFor(name)?.id)
  expect(found).toEqual(['b', 'a', 'c', 'e', undefined])
})
