import { domainToASCII } from 'node:url'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { domainSet, readDomain, registrableDomain, toAscii } from './domain.ts'
import { decodePunycode, encodePunycode } from './punycode.ts'
import { hostOf } from './url.ts'

test.each([
  ['他们为什么不说中文', 'ihqwcrb4cv8a8dqg056pqjye'],
  ['ひとつ屋根の下2', '2-u9tlzr9756bt3uc0v'],
  ['bücher', 'bcher-kva'],
  ['Pročprostěnemluvíčesky', 'Proprostnemluvesky-uyb24dma41a'],
])('%s is %s in Punycode, as RFC 3492 has it', (label, written) => {
  expect(encodePunycode(label)).toBe(written)
  expect(decodePunycode(written)).toBe(label)
})

test('every label survives Punycode and back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-composite', minLength: 1 }), (label) => {
      // A label of ASCII alone is never written so; alone it would end in a dash.
      fc.pre(/[^\0-\x7f]/.test(label))
      expect(decodePunycode(encodePunycode(label))).toBe(label)
    }),
  )
})

test('what is not Punycode is said to be nothing', () => {
  for (const written of ['99999999', 'a-!', '中文']) expect(decodePunycode(written), written).toBeUndefined()
})

test('Chinese domains become what every other program makes of them', () => {
  for (const domain of ['北京大学.中国', '教育部.政务', 'www.清华大学.公司', '北师大.edu.cn'])
    expect(toAscii(domain)).toBe(domainToASCII(domain))
})

test('a domain that is taken is one that other programs take too', () => {
  const label = fc
    .array(fc.constantFrom(...'ab9-京大é_.'), { minLength: 1, maxLength: 8 })
    .map((some) => some.join(''))
  fc.assert(
    fc.property(label, (text) => {
      const reading = readDomain(`${text}.cn`)
      if ('normal' in reading) expect(domainToASCII(reading.normal)).toBe(toAscii(reading.normal))
    }),
  )
})

test.each([
  ['jw.bnu.edu.cn', 'bnu.edu.cn'],
  ['bnu.edu.cn', 'bnu.edu.cn'],
  ['a.b.c.example.com', 'example.com'],
  ['www.jw.bj.cn', 'jw.bj.cn'],
  ['a.example.com.hk', 'example.com.hk'],
  ['www.北京大学.中国', 'xn--1lq90ic7fzpc.xn--fiqs8s'],
  ['*.bnu.edu.cn', 'bnu.edu.cn'],
])('%s was registered as %s', (domain, registered) => {
  expect(registrableDomain(domain)).toBe(registered)
})

test('a host belongs to a domain that is it or above it, however either is written', () => {
  const own = domainSet(['bnu.edu.cn', '*.pku.edu.cn', 'xn--1lq90ic7fzpc.xn--fiqs8s'])
  for (const host of [
    'bnu.edu.cn',
    'a.jw.bnu.edu.cn',
    '*.bnu.edu.cn',
    'pku.edu.cn',
    'www.pku.edu.cn',
    'www.北京大学.中国',
  ])
    expect(own(host), host).toBe(true)
  for (const host of ['notbnu.edu.cn', 'edu.cn', 'cn', '', '中国']) expect(own(host), host).toBe(false)
})

test('the host of a web address is found with and without a scheme', () => {
  expect(hostOf('https://jw.bnu.edu.cn:8080/a?b#c')).toBe('jw.bnu.edu.cn')
  expect(hostOf('www.bnu.edu.cn')).toBe('www.bnu.edu.cn')
  expect(hostOf('http://[2001:da8::1]/')).toBe('[2001:da8::1]')
})

test('a host longer than any there can be is nobody’s', () => {
  const isOurs = domainSet(['bnu.edu.cn', `${'a.'.repeat(10_000)}cn`])
  expect(isOurs(`${'a.'.repeat(100)}bnu.edu.cn`)).toBe(true)
  expect(isOurs(`${'a.'.repeat(10_000)}bnu.edu.cn`)).toBe(false)
  expect(isOurs(`${'a.'.repeat(10_000)}cn`)).toBe(false)
})
