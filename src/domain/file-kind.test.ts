import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { fileKind } from './file-kind.ts'

const zip = (...names: string[]) =>
  zipSync(Object.fromEntries(names.map((name) => [name, new Uint8Array(5)])))

test.each([
  ['pdf', new TextEncoder().encode('%PDF-1.7')],
  ['jpg', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)],
  ['png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)],
  ['doc', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)],
  ['docx', zip('[Content_Types].xml', 'word/document.xml')],
  ['xlsx', zip('[Content_Types].xml', 'xl/workbook.xml')],
  ['zip', zip('readme.txt')],
  ['sez', new TextEncoder().encode('SEZ1')],
  [undefined, new TextEncoder().encode('MZ')],
  [undefined, new Uint8Array(0)],
])('%s is known by its bytes', (kind, bytes) => {
  expect(fileKind(bytes)).toBe(kind)
})
