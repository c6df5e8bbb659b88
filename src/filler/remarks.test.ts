import { afterEach, expect, test, vi } from 'vitest'
import { questionnaire } from '../catalog/all.ts'
import { campaign2019 } from '../catalog/campaigns.ts'
import { emptyFiling } from '../domain/filing.ts'
import { Form } from '../form/form.ts'
import { gatherRows, RemarkBook, waitsForStep } from './remarks.ts'

const unit = {
  code: 'BJ-0101',
  name: '示范大学',
  kind: '市属高校',
  schoolClass: 'II',
  creditCode: null,
} as const
const today = '2019-06-03'

function bookOf(answers: Record<string, string | number | boolean>) {
  const filing = { ...emptyFiling(campaign2019.id, 'BJEDU2019', unit.code), answers }
  const form = new Form(questionnaire('BJEDU2019'), filing, { today })
  return { form, book: new RemarkBook(form, { campaign: campaign2019, unit, today }) }
}

afterEach(() => vi.useRealTimers())

test('a mark of secrecy is doubted; 机密性 is an ordinary word', () => {
  const { book } = bookOf({
    w02_support: '绝密',
    w01_leadership: '保障数据机密性',
    w03_accountability: '秘密★3年',
  })
  const marked = book.fresh().filter(({ code }) => code === 'filling.classified')
  expect(marked.map(({ at, severity }) => [at, severity])).toEqual([
    ['w02_support', 'warning'],
    ['w03_accountability', 'warning'],
  ])
})

test('what cannot be read as a number says so, in the words of whoever tried', () => {
  const { book } = bookOf({ surfLogDays: '半年' })
  expect(book.of('surfLogDays').map(({ says }) => says)).toEqual([
    expect.stringMatching(/^“上网日志留存天数”：.*“半年”不是数字/),
  ])
})

test('the remarks on one answer are the same list until they change', () => {
  vi.useFakeTimers()
  const { form, book } = bookOf({ natLog: false })
  const stop = book.follow()
  const before = book.of('natLog')
  expect(before).toHaveLength(1)
  form.set('unitName', '示范大学')
  vi.runAllTimers()
  expect(book.of('natLog')).toBe(before)
  form.set('natLog', true)
  vi.runAllTimers()
  expect(book.of('natLog')).toEqual([])
  stop()
})

test('judging waits for a pause, but not for ever', () => {
  vi.useFakeTimers()
  const { form, book } = bookOf({})
  const stop = book.follow()
  book.settled()
  let judged = 0
  book.subscribe(() => judged++)
  for (let letters = 0; letters < 30; letters++) {
    form.set('unitName', '示'.repeat(letters + 1))
    vi.advanceTimersByTime(100)
  }
  expect(judged).toBe(1)
  vi.runAllTimers()
  expect(judged).toBe(2)
  stop()
})

test('what is missing waits for the step; a doubt about what is there does not', () => {
  const { book } = bookOf({ natLog: false })
  expect(book.of('unitName').every(waitsForStep)).toBe(true)
  expect(book.of('natLog').some(waitsForStep)).toBe(false)
})

test('a thousand open cells of one inventory are one line, with where they begin', () => {
  const { form, book } = bookOf({})
  form.insertRows('systems', 0, [{ id: 'a', cells: {} }])
  const inRows = book.fresh().filter(({ at }) => at.startsWith('systems/'))
  const [line, ...more] = gatherRows(form, inRows)
  expect(more).toEqual([])
  expect(line?.says).toBe(`“信息系统”清单中有 ${inRows.length} 处待处理`)
  expect(line?.at).toBe(inRows[0]?.at)
})
