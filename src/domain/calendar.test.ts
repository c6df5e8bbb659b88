import { expect, test } from 'vitest'
import { addDays, addMonths, chineseDay, dayOf, daysBetween, isDay } from './calendar.ts'

test('a day is a date of the calendar', () => {
  expect(['2020-02-29', '2019-02-29', '2019-2-1', '', '2019-13-01'].map(isDay)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

test('months are counted by date, and end where the month ends', () => {
  expect(addMonths('2019-06-10', -12)).toBe('2018-06-10')
  expect(addMonths('2019-01-31', 1)).toBe('2019-02-28')
  expect(addMonths('2020-02-29', -12)).toBe('2019-02-28')
  expect(addMonths('2019-11-30', 3)).toBe('2020-02-29')
})

test('a day in Beijing begins eight hours before the day in Greenwich', () => {
  expect(dayOf(new Date('2019-06-09T15:59:59Z'))).toBe('2019-06-09')
  expect(dayOf(new Date('2019-06-09T16:00:00Z'))).toBe('2019-06-10')
})

test('days are counted across months and years', () => {
  expect(daysBetween('2018-12-31', '2019-03-01')).toBe(60)
  expect(daysBetween('2019-06-10', '2019-06-01')).toBe(-9)
  expect(addDays('2019-02-28', 1)).toBe('2019-03-01')
})

test('a day is written in Chinese without leading zeros', () => {
  expect(chineseDay('2019-06-01')).toBe('2019年6月1日')
})
