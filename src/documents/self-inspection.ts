// 《公安机关网络安全执法检查自查表》: filled in, blank for handwriting, and as a preview.
import type { Campaign } from '../domain/campaign.ts'
import type { Questionnaire, Table } from '../domain/questionnaire.ts'
import { codeProperty } from './form-code.ts'
import { type Block, expand } from './form-model.ts'
import { blankScope, type FilledForm, formScope, formVocabulary } from './form-scope.ts'
import { selfInspectionPaper } from './paper/self-inspection.ts'
import { isCard } from './paper/tables.ts'
import type { Vocabulary } from './scope.ts'
import template2019 from './templates/self-inspection-2019.ts'
import { bytesOf } from './word/embedded.ts'
import { checkTemplate, fillTemplate } from './word/template.ts'
import type { TemplateFault } from './word/template-faults.ts'

export interface SelfInspectionTable extends FilledForm {
  /** A `.docx` of the authority's own, instead of the built-in one. */
  readonly template?: Uint8Array
}

export async function selfInspectionTable({ template, ...form }: SelfInspectionTable): Promise<Uint8Array> {
  return fillTemplate(template ?? own(), vocabularyOf(form.questionnaire), formScope(form), {
    [codeProperty]: form.shortCode,
  })
}

/** The same form with nothing in it, to be printed and filled in by hand. */
export async function blankTable(form: {
  readonly questionnaire: Questionnaire
  readonly campaign: Campaign
  readonly template?: Uint8Array
}): Promise<Uint8Array> {
  const scope = blankScope(form.questionnaire, form.campaign, emptyRows)
  return fillTemplate(form.template ?? own(), vocabularyOf(form.questionnaire), scope, {}, withRoom)
}

/** Rows a pen can write in: 7.5 mm at least, where the template does not say more. */
const withRoom = (xml: string): string =>
  xml.replace(/<w:trPr>(.*?)<\/w:trPr>/gs, (whole, inside: string) => {
    const height = /<w:trHeight w:val="(\d+)"[^>]*>/.exec(inside)
    if (Number(height?.[1]) >= 425) return whole
    const rest = height ? inside.replace(height[0], '') : inside
    return `<w:trPr>${rest}<w:trHeight w:val="425" w:hRule="atLeast"/></w:trPr>`
  })

const emptyRows = (table: Table): number => (isCard(table) ? 1 : 6)

/** What the Word file will say, for the screen. */
export const selfInspectionBlocks = (form: FilledForm): Generator<Block> =>
  expand(selfInspectionPaper(form.questionnaire), formScope(form))

/** Names every wrong tag of a template for this form, with its place. */
export const checkFormTemplate = (bytes: Uint8Array, questionnaire: Questionnaire): TemplateFault[] =>
  checkTemplate(bytes, formVocabulary(questionnaire))

/** The built-in template: what a clerk starts from. */
export const builtIn = (): Uint8Array => bytesOf(template2019)

// One and the same each time, so that the template is read once.
let ownBytes: Uint8Array | undefined
const own = (): Uint8Array => {
  ownBytes ??= builtIn()
  return ownBytes
}

const vocabularies = new WeakMap<Questionnaire, Vocabulary>()
function vocabularyOf(questionnaire: Questionnaire): Vocabulary {
  const found = vocabularies.get(questionnaire) ?? formVocabulary(questionnaire)
  vocabularies.set(questionnaire, found)
  return found
}
