import { expect, test } from 'vitest'
import { type Attachment, emptyFiling } from '../domain/filing.ts'
import { limits, readFiling } from '../domain/read-filing.ts'
import {
  forChooser,
  inspectFile,
  inWords,
  keptName,
  mostBytes,
  mostBytesTogether,
  showBytes,
  unlike,
} from './file-check.ts'

const pdf = new Uint8Array([0x25, 0x50, 0x44, 0x46, 0x2d])
const kept = (size: number): Attachment => ({ name: 'a', mediaType: 'a/b', size, sha256: 'a'.repeat(64) })

test('a PDF is taken as what it is, whatever the case of its ending', () => {
  expect(inspectFile({ name: '方案.PDF', size: 5, head: pdf }, [])).toEqual({ mediaType: 'application/pdf' })
})

test.each([
  ['a program', { name: 'a.exe', size: 5, head: pdf }, '的类型不能上传'],
  ['no ending', { name: '方案', size: 5, head: pdf }, '的类型不能上传'],
  ['nothing inside', { name: 'a.pdf', size: 0, head: new Uint8Array() }, '空文件'],
  ['too large', { name: 'a.pdf', size: mostBytes + 1, head: pdf }, '不能超过 20 MB'],
  ['another kind under a false name', { name: 'a.png', size: 5, head: pdf }, '内容与扩展名 .png 不符'],
])('refused with a reason: %s', (_name, file, why) => {
  expect(inspectFile(file, [])).toEqual({ why: expect.stringContaining(why) })
})

test('a question that takes only some kinds says which, and refuses the others', () => {
  const letter = ['pdf', 'jpg', 'jpeg', 'png']
  expect(inspectFile({ name: '承诺书.zip', size: 5, head: pdf }, [], letter)).toEqual({
    why: '“承诺书.zip”的类型不能上传，请使用 PDF、JPG、PNG 格式的文件',
  })
  expect(inspectFile({ name: '承诺书.pdf', size: 5, head: pdf }, [], letter)).toHaveProperty('mediaType')
  expect(forChooser(letter)).toBe('.pdf,.jpg,.jpeg,.png')
  expect(inWords(undefined)).toBe('PDF、Word、Excel、JPG、PNG、ZIP')
})

test('all attachments together have a limit, and the last that fits is taken', () => {
  const file = { name: 'a.pdf', size: 10, head: pdf }
  expect(inspectFile(file, [kept(mostBytesTogether - 10)])).toHaveProperty('mediaType')
  expect(inspectFile(file, [kept(mostBytesTogether - 9)])).toHaveProperty('why')
})

test('whatever a file is called, its draft can be opened again', () => {
  const filing = (name: string) => ({
    ...emptyFiling('c', 'q', 'u'),
    attachments: { a: { ...kept(1), name } },
  })
  const names = [
    '方案.pdf',
    `${'关于二〇一九年度网络安全检查工作'.repeat(12)}.docx`,
    `${'𠀀'.repeat(100)}.pdf`,
    'a\\b/c.pdf',
    '倒\u202e序.pdf',
    '..pdf',
  ]
  for (const name of names)
    expect(readFiling(filing(keptName(name))).attachments.a?.name).toBe(keptName(name))
  expect(keptName(names[0]!)).toBe(names[0])
  expect(keptName(names[1]!)).toMatch(/^关于二〇一九年度.*….docx$/)
})

test('a second file of the same name gets a number', () => {
  expect(unlike('扫描件.pdf', ['批复.pdf'])).toBe('扫描件.pdf')
  expect(unlike('扫描件.pdf', ['扫描件.pdf'])).toBe('扫描件（2）.pdf')
  expect(unlike('扫描件.pdf', ['扫描件.pdf', '扫描件（2）.pdf'])).toBe('扫描件（3）.pdf')
  const long = keptName(`${'长'.repeat(300)}.pdf`)
  expect(unlike(long, [long])).toMatch(/（2）.pdf$/)
  expect(unlike(long, [long]).length).toBeLessThanOrEqual(limits.id)
})

test('there is an end to attachments, since a draft with more could not be opened', () => {
  const many = Array.from({ length: 2000 }, () => kept(1))
  expect(inspectFile({ name: 'a.pdf', size: 5, head: pdf }, many)).toHaveProperty('why')
})

test('sizes are written as people read them', () => {
  expect([512, 2048, 3 * 1024 * 1024, 3.45 * 1024 * 1024].map(showBytes)).toEqual([
    '512 B',
    '2 KB',
    '3 MB',
    '3.5 MB',
  ])
})
