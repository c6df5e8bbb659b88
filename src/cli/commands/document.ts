import { writeFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { questionnaire } from '../../catalog/all.ts'
import { campaign2019 } from '../../catalog/campaigns.ts'
import { commitmentLetter, letterTemplate, letterVocabulary } from '../../documents/commitment-letter.ts'
import { formVocabulary } from '../../documents/form-scope.ts'
import { blankTable, builtIn, selfInspectionTable } from '../../documents/self-inspection.ts'
import { checkTemplate } from '../../documents/word/template.ts'
import { dayOf } from '../../domain/calendar.ts'
import type { Filing } from '../../domain/filing.ts'
import { readFiling } from '../../domain/read-filing.ts'
import type { Unit } from '../../domain/unit.ts'
import { Form } from '../../form/form.ts'
import { contentDigest, shortCode } from '../../sealing/canonical.ts'
import { type Command, type Context, type Given, type Outcome, UsageError } from '../command.ts'
import { bytesOf, readJson } from '../files.ts'
import { chooseDeed, type Deed, neededOption, noWords, oneFile, textOption } from '../given.ts'

type Does = (given: Given, context: Context) => Promise<Outcome>

const deeds: Readonly<Record<string, Deed<Does>>> = {
  form: { takes: ['out', 'template', 'unit'], does: makeForm },
  blank: { takes: ['out', 'template'], does: makeBlank },
  letter: { takes: ['out', 'template', 'unit', 'fingerprint', 'signer'], does: makeLetter },
  template: { takes: ['out'], does: takeOut },
  check: { takes: ['letter'], does: findFaults },
}

async function makeForm(given: Given, context: Context): Promise<Outcome> {
  const filing = readFiling(await readJson(oneFile(given)))
  const form = questionnaire(filing.questionnaireId)
  const day = dayOf(new Date())
  const code = shortCode(contentDigest(filing))
  const docx = await selfInspectionTable({
    questionnaire: form,
    filing,
    read: new Form(form, filing, { today: day }),
    campaign: campaign2019,
    unit: unitOf(filing, textOption(given, 'unit')),
    shortCode: code,
    day,
    ...(await templateOf(given)),
  })
  return write(given, context, docx, { code }, `校验码：${code}`)
}

async function makeBlank(given: Given, context: Context): Promise<Outcome> {
  noWords(given)
  const form = questionnaire(campaign2019.questionnaireId)
  const docx = await blankTable({ questionnaire: form, campaign: campaign2019, ...(await templateOf(given)) })
  return write(given, context, docx)
}

async function makeLetter(given: Given, context: Context): Promise<Outcome> {
  noWords(given)
  const [keyFingerprint, signer] = [fingerprintOf(given), textOption(given, 'signer')]
  const docx = await commitmentLetter({
    campaign: campaign2019,
    unit: unitNamed('', neededOption(given, 'unit')),
    ...(keyFingerprint === undefined ? {} : { keyFingerprint }),
    ...(signer === undefined ? {} : { signer }),
    ...(await templateOf(given)),
  })
  return write(given, context, docx)
}

async function takeOut(given: Given, context: Context): Promise<Outcome> {
  return write(given, context, kindOf(given) === 'letter' ? letterTemplate() : builtIn())
}

async function findFaults(given: Given, { print }: Context): Promise<Outcome> {
  const form = questionnaire(campaign2019.questionnaireId)
  const vocabulary = given.options.letter === true ? letterVocabulary : formVocabulary(form)
  const faults = checkTemplate(await bytesOf(oneFile(given)), vocabulary)
  const lines = faults.map(({ place, says, fix }) => `${place}：${says}。${fix}`)
  print({ faults }, lines.length === 0 ? '模板中的标记全部正确' : lines.join('\n'))
  return faults.length === 0 ? 'done' : 'found'
}

export const document: Command = {
  name: 'document',
  summary: '生成 Word：自查表、空白表、承诺书；取出模板，检查改过的模板',
  usage: 'form <filing.json> | blank | letter | template [form|letter] | check <模板.docx>',
  options: {
    out: { type: 'string', doc: '写入的 .docx 文件，已有的会被替换' },
    template: { type: 'string', doc: '用这个 .docx 模板代替内置模板' },
    unit: { type: 'string', doc: '单位名称：承诺书必须给出，自查表默认取表中所填' },
    fingerprint: { type: 'string', doc: '承诺书：签名密钥指纹' },
    signer: { type: 'string', doc: '承诺书：签字人姓名，不给则留空待签' },
    letter: { type: 'boolean', doc: 'check：按承诺书模板检查' },
  },
  async run(typed, context) {
    const { does, given } = chooseDeed(deeds, typed)
    return does(given, context)
  },
}

async function write(
  given: Given,
  { print }: Context,
  docx: Uint8Array,
  data: object = {},
  more = '',
): Promise<Outcome> {
  const out = neededOption(given, 'out')
  if (!['', '.docx'].includes(extname(out).toLowerCase()))
    throw new UsageError(`写出的是 Word 文件，“${out}”请改以 .docx 结尾`)
  await writeFile(out, docx)
  print({ file: out, size: docx.length, ...data }, `已写入 ${out}${more && `，${more}`}`)
  return 'done'
}

async function templateOf(given: Given): Promise<{ template?: Uint8Array }> {
  const path = textOption(given, 'template')
  return path === undefined ? {} : { template: await bytesOf(path) }
}

/** As `package inspect` shows it; whoever signs a letter signs this. */
function fingerprintOf(given: Given): string | undefined {
  const typed = textOption(given, 'fingerprint')
  if (typed === undefined) return undefined
  const digits = typed.replace(/\s/g, '').toUpperCase()
  if (!/^[0-9A-F]{32}$/.test(digits))
    throw new UsageError('签名密钥指纹应为 8 组、每组 4 位的数字和字母 A–F，请从 zicha package inspect 照抄')
  return digits.replace(/.{4}(?=.)/g, '$& ')
}

const unitOf = (filing: Filing, name: string | undefined): Unit =>
  unitNamed(filing.unitCode, name ?? String(filing.answers.unitName ?? filing.unitCode))

const unitNamed = (code: string, name: string): Unit => ({
  code,
  name,
  kind: '',
  schoolClass: null,
  creditCode: null,
})

function kindOf({ words }: Given): 'form' | 'letter' {
  const [kind = 'form', ...more] = words
  if (more.length > 0 || (kind !== 'form' && kind !== 'letter'))
    throw new UsageError('模板只有两种：form 或 letter')
  return kind
}
