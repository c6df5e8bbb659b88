// The published sample values of GB/T 32905 (SM3), GB/T 32907 (SM4) and GB/T 32918.5 (SM2).
import { expect, test } from 'vitest'
import { concat, hex, utf8 } from '../bytes.ts'
import { sm2Decrypt, sm2Encrypt, sm2PublicKey, sm2Sign, sm2Verify, sm2Z } from './sm2.ts'
import { sm3 } from './sm3.ts'
import { sm4Block, sm4RoundKeys } from './sm4.ts'

const bytes = (text: string) => Uint8Array.from(Buffer.from(text.replace(/\s/g, ''), 'hex'))
const privateKey = bytes('3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8')
const publicKey = bytes(`04
  09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020
  CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13`)
const drawn = () => 0x59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21n

test('SM3 of “abc” and of sixteen times “abcd” is what the standard prints', () => {
  expect(hex(sm3(utf8('abc')))).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  expect(hex(sm3(utf8('abcd'.repeat(16))))).toBe(
    'debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732',
  )
})

test('SM4 encrypts the sample block once, and a million times, as the standard prints', () => {
  const keys = sm4RoundKeys(bytes('0123456789abcdeffedcba9876543210'))
  const words = Int32Array.of(0x01234567, 0x89abcdef, 0xfedcba98, 0x76543210)
  const text = () => [...words].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
  sm4Block(keys, words)
  expect(text()).toBe('681edf34d206965e86b3e94f536e4246')
  for (let turn = 1; turn < 1_000_000; turn += 1) sm4Block(keys, words)
  expect(text()).toBe('595298c7c6fd271f0402f804c33d3f66')
})

test('SM2 signs the sample message with the sample number as the standard prints', () => {
  expect(hex(sm2PublicKey(privateKey))).toBe(hex(publicKey))
  expect(hex(sm2Z(publicKey))).toBe('b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3')
  const signature = sm2Sign(utf8('message digest'), privateKey, drawn)
  expect(hex(signature)).toBe(
    'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
      'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
  )
  expect(sm2Verify(signature, utf8('message digest'), publicKey)).toBe(true)
  expect(sm2Verify(signature, utf8('message digesT'), publicKey)).toBe(false)
  expect(sm2Verify(signature.subarray(0, 32), utf8('message digest'), publicKey)).toBe(false)
})

test('SM2 encrypts the sample text with the sample number as the standard prints', () => {
  const c1 = bytes(`04
    04EBFC718E8D1798620432268E77FEB6415E2EDE0E073C0F4F640ECD2E149A73
    E858F9D81E5430A57B36DAAB8F950A3C64E6EE6A63094D99283AFF767E124DF0`)
  const c3 = bytes('59983C18F809E262923C53AEC295D30383B54E39D609D160AFCB1908D0BD8766')
  const c2 = bytes('21886CA989CA9C7D58087307CA93092D651EFA')
  const sealed = sm2Encrypt(utf8('encryption standard'), publicKey, drawn)
  expect(hex(sealed)).toBe(hex(concat(c1, c3, c2)))
  expect(sm2Decrypt(sealed, privateKey)).toEqual(utf8('encryption standard'))
  sealed[70]! ^= 1
  expect(sm2Decrypt(sealed, privateKey)).toBeUndefined()
})
