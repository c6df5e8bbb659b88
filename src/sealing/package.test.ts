import { sha256 } from '@noble/hashes/sha2.js'
import { expect, test } from 'vitest'
import { emptyFiling, type Filing } from '../domain/filing.ts'
import { hex, utf8 } from './bytes.ts'
import { makeKeyPair } from './keys.ts'
import { open, readHeader, seal, verify } from './package.ts'

const letter = utf8('承诺书扫描件'.repeat(20_000))
const digest = hex(sha256(letter))
const filing: Filing = {
  ...emptyFiling('2019', 'BJEDU2019', 'BJ-01'),
  answers: { unitName: '示例大学', sysTotal: 3 },
  tables: { systems: [{ id: 'r1', cells: { systemName: '教务系统', level: '3' } }] },
  attachments: {
    a1: { name: '承诺书.pdf', mediaType: 'application/pdf', size: letter.length, sha256: digest },
  },
  fromTheFuture: { kept: ['as', 'it', 'came'] },
}
const header = { campaignId: '2019', unitCode: 'BJ-01', revision: 2, sealedAt: '2019-06-10T09:30:00Z' }

test('what is sealed for the commission is opened by the commission, and by the unit itself', async () => {
  const commission = await makeKeyPair(1, 'seal')
  const unit = await makeKeyPair(1, 'sign')
  const sealed = await seal(
    { filing, attachments: new Map([[digest, new Blob([letter])]]), previous: null, generator: 'test' },
    { recipients: [commission.publicKey], signer: unit, header, selfCheck: true },
  )
  expect(await readHeader(sealed.bytes)).toMatchObject(header)
  for (const key of [commission, unit]) {
    const opened = await open(sealed.bytes, { keys: [key], signers: [unit.publicKey] })
    expect(opened.filing).toEqual(filing)
    expect(opened.attachments.get(digest)).toEqual(letter)
    expect(opened.digest).toBe(hex(sha256(sealed.bytes)))
  }
  expect(await verify(sealed.bytes, { signers: [unit.publicKey] })).toMatchObject({ signer: unit.publicKey })
})
