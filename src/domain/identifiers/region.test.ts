import { expect, test } from 'vitest'
import { provinceOf, regionOf } from './region.ts'

test('Beijing has sixteen districts today', () => {
  const codes = Array.from({ length: 300 }, (_, at) => String(110000 + at))
  const districts = codes.filter((code) => regionOf(code)?.name.endsWith('区') && !regionOf(code)?.until)
  expect(districts.filter((code) => code !== '110100')).toHaveLength(16)
})

test('every withdrawn code names a place that stands', () => {
  for (let code = 110000; code < 110300; code++) {
    const region = regionOf(String(code))
    if (region?.until) expect(regionOf(region.now!)?.until).toBeUndefined()
  }
})

test('a province is known by two digits', () => {
  expect(provinceOf('110108')?.name).toBe('北京市')
  expect(provinceOf('990000')).toBeUndefined()
})
