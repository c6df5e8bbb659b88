import { exec } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { type } from '../../test/command-line.ts'
import { filledFiling } from '../../test/filled-filing.ts'
import { buildTemplate } from '../../tools/word/parcel.ts'
import { questionnaire } from '../catalog/all.ts'
import { readFormCode } from '../documents/form-code.ts'
import { openParts, textOf } from '../documents/word/parcel.ts'
import { contentDigest, shortCode } from '../sealing/canonical.ts'

const folder = mkdtempSync(join(tmpdir(), 'document-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const file = (name: string) => join(folder, name)

test('a filing becomes the form, with the code of its package', async () => {
  const filing = filledFiling(questionnaire('BJEDU2019'), () => 1)
  writeFileSync(file('filing.json'), JSON.stringify(filing))
  const code = shortCode(contentDigest(filing))
  const { exit, out } = await type('document', 'form', file('filing.json'), '--out', file('form.docx'))
  expect([exit, out.includes(code)]).toEqual([0, true])
  expect(readFormCode(readFileSync(file('form.docx')))).toBe(code)
})

test('the built-in templates, once written out, pass their own check', async () => {
  for (const [kind, ...flags] of [['form'], ['letter', '--letter']]) {
    expect(await type('document', 'template', kind!, '--out', file('own.docx'))).toMatchObject({ exit: 0 })
    expect(await type('document', 'check', file('own.docx'), ...flags)).toMatchObject({ exit: 0 })
  }
})

test('a template with a wrong tag is found out, with the place and what to write', async () => {
  const body = '<w:p><w:r><w:t>单位名称：{unitNam}</w:t></w:r></w:p>'
  writeFileSync(file('wrong.docx'), buildTemplate({ title: '', body, foot: '' }))
  const { exit, out } = await type('document', 'check', file('wrong.docx'))
  expect(exit).toBe(1)
  expect(out).toContain('正文第 1 段')
  expect(out).toContain('{unitName}')
  expect(
    await type('document', 'blank', '--template', file('wrong.docx'), '--out', file('x.docx')),
  ).toMatchObject({
    exit: 1,
  })
})

test('blank form and letter are written without a filing', async () => {
  expect(await type('document', 'blank', '--out', file('blank.docx'))).toMatchObject({ exit: 0 })
  expect(
    await type('document', 'letter', '--unit', '北京示例大学', '--out', file('letter.docx')),
  ).toMatchObject({
    exit: 0,
  })
})

test('a letter bears the fingerprint of a key, and nothing that only looks like one', async () => {
  const letter = (fingerprint: string) =>
    type(
      'document',
      'letter',
      '--unit',
      '北京示例大学',
      '--fingerprint',
      fingerprint,
      '--out',
      file('l.docx'),
    )
  expect(await letter('bf5ce9a8dd64c8886a60eb974a345930')).toMatchObject({ exit: 0 })
  expect(textOf(openParts(readFileSync(file('l.docx'))), 'word/document.xml')).toContain(
    'BF5C E9A8 DD64 C888 6A60 EB97 4A34 5930',
  )
  for (const wrong of ['', 'BF5C E9A8', '市教委'])
    expect(await letter(wrong)).toMatchObject({ exit: 2, err: expect.stringContaining('指纹应为') })
})

test('a Word file is not written under the name of another kind', async () => {
  expect(await type('document', 'blank', '--out', file('blank.pdf'))).toMatchObject({
    exit: 2,
    err: expect.stringContaining('.docx'),
  })
})

test('a reader that has read enough is no mishap', async () => {
  const { stderr } = await promisify(exec)(`"${process.execPath}" src/cli.ts document --help | true`)
  expect(stderr).toBe('')
})

test('words that make no sense are a usage error', async () => {
  for (const words of [
    [],
    ['dance'],
    ['form'],
    ['blank'],
    ['letter', '--out', 'x'],
    ['template', 'both', '--out', 'x'],
  ])
    expect(await type('document', ...words)).toMatchObject({ exit: 2 })
})
