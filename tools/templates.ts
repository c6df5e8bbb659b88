// Builds the Word templates from `tools/word/` and, for programs that have no file system, the same bytes as text:
// `node tools/templates.ts`. The same sources give the same bytes, and a test holds what is committed to them.
import { mkdirSync, writeFileSync } from 'node:fs'
import { questionnaire } from '../src/catalog/all.ts'
import { selfInspectionPaper } from '../src/documents/paper/self-inspection.ts'
import { draw } from './word/draw.ts'
import { letterBody, letterTitle } from './word/letter.ts'
import { buildTemplate } from './word/parcel.ts'

const folder = new URL('../src/documents/templates/', import.meta.url)

const form = questionnaire('BJEDU2019')

export const templates: Readonly<Record<string, Uint8Array>> = {
  'self-inspection-2019': buildTemplate({
    title: form.title,
    body: draw(selfInspectionPaper(form)),
    foot: '{?form.code}校验码 {form.code}{/form.code}',
  }),
  'commitment-letter': buildTemplate({ title: letterTitle, body: letterBody, foot: '' }),
}

export const embedded = (name: string, bytes: Uint8Array): string =>
  `// Made by tools/templates.ts from ${name}.docx: a browser has no folder to read it from.\n` +
  `export default '${Buffer.from(bytes).toString('base64')}'\n`

if (import.meta.main) {
  mkdirSync(folder, { recursive: true })
  for (const [name, bytes] of Object.entries(templates)) {
    writeFileSync(new URL(`${name}.docx`, folder), bytes)
    writeFileSync(new URL(`${name}.ts`, folder), embedded(name, bytes))
    console.log(`${name}.docx ${bytes.length}`)
  }
}
