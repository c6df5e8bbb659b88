import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { wordFaults } from '../../test/word-file.ts'
import { embedded, templates } from '../../tools/templates.ts'
import type { Campaign } from '../domain/campaign.ts'
import { commitmentLetter, letterVocabulary } from './commitment-letter.ts'
import { openParts, textOf } from './word/parcel.ts'
import { checkTemplate } from './word/template.ts'

const campaign: Campaign = {
  id: '2019',
  title: '2019 年网络安全自查',
  year: 2019,
  authority: '北京市教育委员会',
  questionnaireId: 'BJEDU2019',
  notice: '',
  opensOn: '2019-05-20',
  dueOn: '2019-06-10',
  closesOn: '2019-06-20',
  majorEvent: '国庆 70 周年',
  contacts: [],
}
const unit = { code: 'BJU01', name: '北京示例大学', kind: '市属高校', schoolClass: null, creditCode: null }

const printed = (docx: Uint8Array) =>
  textOf(openParts(docx), 'word/document.xml')!
    .replace(/<\/w:p>/g, '\n')
    .replace(/<[^>]+>/g, '')

test('the letter carries the seven promises of the notice, the unit, and the fingerprint of its key', async () => {
  const docx = await commitmentLetter({ campaign, unit, keyFingerprint: '3f2a 91bc' })
  expect(wordFaults(docx)).toEqual([])
  const words = printed(docx)
  expect(words.match(/^[一二三四五六七]、/gm)).toHaveLength(7)
  expect(words).toContain('承诺单位（盖章）：北京示例大学')
  expect(words).toContain('法人或负责人（签字）：')
  expect(words).toContain('签名密钥指纹：3f2a 91bc')
})

test('a letter without a key says nothing of one', async () => {
  expect(printed(await commitmentLetter({ campaign, unit }))).not.toContain('密钥')
})

test('the same letter twice is the same file', async () => {
  const [once, again] = [
    await commitmentLetter({ campaign, unit }),
    await commitmentLetter({ campaign, unit }),
  ]
  expect(Buffer.compare(once!, again!)).toBe(0)
})

// When a questionnaire or the letter changes: `node tools/templates.ts`.
test.each(Object.keys(templates))(
  'the committed template “%s” is what its sources make, in both its forms',
  (name) => {
    const folder = new URL('./templates/', import.meta.url)
    expect(Buffer.compare(readFileSync(new URL(`${name}.docx`, folder)), templates[name]!)).toBe(0)
    expect(readFileSync(new URL(`${name}.ts`, folder), 'utf8')).toBe(embedded(name, templates[name]!))
  },
)

test('the built-in letter has no wrong tag', () => {
  expect(checkTemplate(templates['commitment-letter']!, letterVocabulary)).toEqual([])
})
