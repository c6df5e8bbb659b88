import { BlockList, isIP, SocketAddress } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressSet, isPrivate, overlapping, overlaps, rangeOf, readIpRange } from './ip-range.ts'

const range = (text: string) => rangeOf(text)!

test('what Node takes for an address, we take, and write it as Node does', () => {
  fc.assert(
    fc.property(fc.oneof(fc.ipV4(), fc.ipV6()), (text) => {
      const reading = readIpRange(text)
      const version = isIP(text)
      expect('normal' in reading, text).toBe(true)
      if (!('normal' in reading)) return
      const one = new BlockList()
      one.addAddress(new SocketAddress({ address: text, family: version === 4 ? 'ipv4' : 'ipv6' }))
      expect(one.check(reading.normal, version === 4 ? 'ipv4' : 'ipv6')).toBe(true)
      if (version === 6) expect(`[${reading.normal}]`).toBe(new URL(`http://[${text}]`).host)
    }),
  )
})

test('ranges overlap when they share an address', () => {
  expect(overlaps(range('202.112.80.0/24'), range('202.112.80.255'))).toBe(true)
  expect(overlaps(range('202.112.80.0/24'), range('202.112.81.0/24'))).toBe(false)
  expect(overlaps(range('2001:da8::/32'), range('2001:da8:1::1-2001:da9::1'))).toBe(true)
  expect(overlaps(range('0.0.0.1'), range('::1'))).toBe(false)
})

test('ranges hold what lies wholly in them, be it across two that touch', () => {
  const own = addressSet(
    ['2001:da8::/48', '202.112.81.0/24', '202.112.80.0/25', '202.112.80.128/25', '202.112.80.7'].map(range),
  )
  for (const text of [
    '202.112.80.1-202.112.80.9',
    '202.112.80.250-202.112.81.1',
    '202.112.80.0/23',
    '2001:da8::1',
  ])
    expect(own(range(text)), text).toBe(true)
  for (const text of [
    '202.112.79.255',
    '202.112.80.0/22',
    '202.112.81.9-202.112.82.0',
    '2001:da9::1',
    '0.0.0.1',
    '::1',
  ])
    expect(own(range(text)), text).toBe(false)
  expect(addressSet([])(range('1.1.1.1'))).toBe(false)
})

test('a set of ranges holds an address exactly when one of them does', () => {
  const small = fc
    .tuple(fc.nat(60), fc.nat(8))
    .map(([from, more]) => range(`1.1.1.${from}-1.1.1.${from + more}`))
  fc.assert(
    fc.property(fc.array(small, { maxLength: 12 }), fc.nat(70), (ranges, at) => {
      const one = range(`1.1.1.${at}`)
      expect(addressSet(ranges)(one)).toBe(ranges.some((some) => overlaps(some, one)))
    }),
  )
})

test('overlapping ranges of a list are found, however they are ordered', () => {
  const texts = ['202.112.90.0/24', '202.112.80.0-202.112.95.255', '10.0.0.0/8', '202.112.80.7', '::1']
  expect(overlapping([...texts.map(rangeOf), undefined])).toEqual([
    [1, 3],
    [0, 1],
  ])
  expect(overlapping([])).toEqual([])
})

test('one is found overlapping exactly when there is another that it overlaps', () => {
  const small = fc
    .tuple(fc.nat(60), fc.nat(8))
    .map(([from, more]) => range(`1.1.1.${from}-1.1.1.${from + more}`))
  fc.assert(
    fc.property(fc.array(small, { maxLength: 12 }), (ranges) => {
      const any = ranges.some((a, i) => ranges.some((b, j) => i < j && overlaps(a, b)))
      const pairs = overlapping(ranges)
      expect(pairs.length > 0).toBe(any)
      for (const [a, b] of pairs) expect(overlaps(ranges[a]!, ranges[b]!)).toBe(true)
    }),
  )
})

test('addresses that the internet does not carry are private', () => {
  for (const text of [
    '10.1.2.3',
    '172.31.0.1',
    '192.168.0.0/24',
    '100.127.0.1',
    '127.0.0.1',
    '169.254.1.1',
    'fd12::1',
  ])
    expect(isPrivate(range(text)), text).toBe(true)
  for (const text of ['202.112.80.1', '172.32.0.1', '100.128.0.1', '2001:da8::1'])
    expect(isPrivate(range(text)), text).toBe(false)
})

test('what is no range is nothing', () => {
  expect(rangeOf('校园网')).toBeUndefined()
})
