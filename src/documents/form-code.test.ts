import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { Problem } from '../domain/problem.ts'
import { codeProperty, readFormCode } from './form-code.ts'
import { closeParts, type Parts, setProperties, setText } from './word/parcel.ts'

const footer = (...runs: string[]) =>
  `<w:ftr xmlns:w="x"><w:p>${runs.map((words) => `<w:r><w:t>${words}</w:t></w:r>`).join('')}</w:p></w:ftr>`

function word(parts: Record<string, string>, property?: string): Uint8Array {
  const all: Parts = new Map()
  setText(all, '[Content_Types].xml', '<Types></Types>')
  setText(all, '_rels/.rels', '<Relationships></Relationships>')
  for (const [name, text] of Object.entries(parts)) setText(all, name, text)
  if (property) setProperties(all, { [codeProperty]: property })
  return closeParts(all)
}

const refusal = (docx: Uint8Array): string | undefined => {
  try {
    readFormCode(docx)
  } catch (problem) {
    return (problem as Problem).code
  }
  return undefined
}

test('the code is read from the footer, though Word has cut it in pieces', () => {
  expect(readFormCode(word({ 'word/footer1.xml': footer('校验码 3F2A-91', 'BC-0D44-7E10', ' — 1 —') }))).toBe(
    '3F2A-91BC-0D44-7E10',
  )
})

test('the code is read from the file’s properties, should the footer have been taken out', () => {
  expect(readFormCode(word({}, '3F2A-91BC-0D44-7E10'))).toBe('3F2A-91BC-0D44-7E10')
})

test('a form whose footer and properties contradict each other proves nothing, nor does one without a code', () => {
  expect(
    readFormCode(word({ 'word/footer1.xml': footer('AAAA-91BC-0D44-7E10') }, '3F2A-91BC-0D44-7E10')),
  ).toBeUndefined()
  expect(readFormCode(word({ 'word/footer1.xml': footer('校验码') }))).toBeUndefined()
})

test('a file that is no Word file, is damaged, too deep or too large is refused by name', () => {
  expect(refusal(strToU8('%PDF-1.7'))).toBe('template.not-word')
  expect(refusal(word({ 'word/footer1.xml': '<w:ftr><w:p></w:ftr>' }))).toBe('template.not-xml')
  expect(refusal(word({ 'word/footer1.xml': '<a>'.repeat(100_000) + '</a>'.repeat(100_000) }))).toBe(
    'template.not-xml',
  )
  expect(refusal(zipSync({ 'word/footer1.xml': new Uint8Array(40_000_000) }))).toBe('template.too-large')
})
