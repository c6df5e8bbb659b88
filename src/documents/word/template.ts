// A Word template: opened, its tags found, checked against what may be said, and filled.
import { Problem } from '../../domain/problem.ts'
import type { Scope, Vocabulary } from '../scope.ts'
import { compile, run } from './filling.ts'
import { type NestingFault, nestLoops } from './nesting.ts'
import { closeParts, openParts, type Parts, setProperties, setText, textOf } from './parcel.ts'
import { placesOf } from './places.ts'
import { isMark, markTags, type Tag } from './tags.ts'
import { brokenFault, faultsOf, nestingFault, type TemplateFault } from './template-faults.ts'
import { descendants, type Element, parseXml, xmlHead } from './xml.ts'

interface Page {
  readonly part: string
  readonly root: Element
  readonly tagged: boolean
}

/** Names everything in a template that could not be filled in, with its place. An empty list is a good template. */
export function checkTemplate(bytes: Uint8Array, vocabulary: Vocabulary): TemplateFault[] {
  return readPages(openParts(bytes), vocabulary).faults
}

/** Same template and same words, same bytes. Refuses a template with faults by naming the first. `finish` has the last word on each part. */
export function fillTemplate(
  template: Uint8Array,
  vocabulary: Vocabulary,
  scope: Scope,
  properties: Readonly<Record<string, string>>,
  finish: (xml: string) => string = (xml) => xml,
): Uint8Array {
  const { parts: blank, programs } = understood(template, vocabulary)
  const parts = new Map(blank)
  for (const { part, steps } of programs) setText(parts, part, xmlHead + finish(renumber(run(steps, scope))))
  setProperties(parts, properties)
  return closeParts(parts)
}

interface Understood {
  readonly vocabulary: Vocabulary
  readonly parts: Parts
  readonly programs: readonly { readonly part: string; readonly steps: ReturnType<typeof compile> }[]
}

const known = new WeakMap<Uint8Array, Understood>()

/** Reading a template takes longer than filling it; whoever fills the same bytes again does not read them again. */
function understood(template: Uint8Array, vocabulary: Vocabulary): Understood {
  const before = known.get(template)
  if (before?.vocabulary === vocabulary) return before
  const parts = openParts(template)
  const { pages, faults } = readPages(parts, vocabulary)
  if (faults.length > 0) throw faulty(faults)
  const programs = pages
    .filter(({ tagged }) => tagged)
    .map(({ part, root }) => ({ part, steps: compile(root) }))
  const now = { vocabulary, parts, programs }
  known.set(template, now)
  return now
}

function readPages(parts: Parts, vocabulary: Vocabulary): { pages: Page[]; faults: TemplateFault[] } {
  const names = [...parts.keys()]
    .filter((name) => /^word\/(document|header\d*|footer\d*)\.xml$/.test(name))
    .sort()
  if (!names.includes('word/document.xml')) throw notWord()
  const faults: TemplateFault[] = []
  const pages = names.map((part): Page => {
    const root = parseXml(textOf(parts, part) ?? '', part)
    const broken = markTags(root)
    const tagged = [...descendants(root)].some(isMark)
    if (tagged || broken.length > 0) {
      const placeOf = placesOf(root, part)
      faults.push(...broken.map((tag) => brokenFault(tag, placeOf(tag.paragraph))))
      const nesting: NestingFault[] = nestLoops(root)
      const unknown = faultsOf(root, vocabulary, placeOf, nesting)
      const torn = nesting.filter(({ mark }) => !isMisspelt(mark.tag, unknown))
      faults.push(...torn.map((fault) => nestingFault(fault, placeOf(fault.mark))), ...unknown)
    }
    return { part, root, tagged }
  })
  return { pages, faults }
}

/** A list whose first tag is misspelt lacks neither an end nor a beginning: one mistake, told once. */
const isMisspelt = ({ source, name }: Tag, unknown: readonly TemplateFault[]): boolean =>
  unknown.some(
    ({ tag, fix }) => tag === source || (/^\{[#?^]/.test(tag) && fix.includes(`${tag.slice(0, 2)}${name}}`)),
  )

// Word wants drawing and paragraph ids to be its own; whatever a list repeated is counted anew or left out.
function renumber(xml: string): string {
  let drawings = 0
  return xml
    .replace(/ w14:(?:paraId|textId)="[^"]*"/g, '')
    .replace(/(<wp:docPr\b[^>]*?\bid=")\d+"/g, (_, head: string) => `${head}${++drawings}"`)
}

const faulty = (faults: readonly TemplateFault[]) => {
  const more = faults.length > 1 ? `（共 ${faults.length} 处）` : ''
  return new Problem(
    'invalid',
    'template.faulty',
    `Word 模板有误${more}：${faults[0]!.place}，${faults[0]!.says}。${faults[0]!.fix}`,
    { faults },
  )
}

const notWord = () =>
  new Problem('invalid', 'template.not-word', '这不是 Word 文件（.docx），请选择用 Word 保存的 .docx 文件')
