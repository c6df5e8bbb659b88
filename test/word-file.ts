// What Word is strict about and other readers forgive: it calls a file damaged for any of these.
import { openParts, textOf } from '../src/documents/word/parcel.ts'
import { attributeOf, descendants, type Element, isElement, parseXml } from '../src/documents/word/xml.ts'

/** Order of children by ISO/IEC 29500-1, as far as our files use them. */
const order: Record<string, readonly string[]> = {
  'w:pPr':
    'pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs kinsoku wordWrap snapToGrid spacing ind contextualSpacing jc textDirection textAlignment outlineLvl rPr sectPr'.split(
      ' ',
    ),
  'w:rPr':
    'rStyle rFonts b bCs i iCs strike color spacing w kern position sz szCs highlight u shd vertAlign lang'.split(
      ' ',
    ),
  'w:tblPr':
    'tblStyle tblpPr tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook'.split(' '),
  'w:tcPr':
    'cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark'.split(
      ' ',
    ),
  'w:tbl': 'tblPr tblGrid tr'.split(' '),
  'w:tr': 'tblPrEx trPr tc'.split(' '),
  'w:sectPr':
    'headerReference footerReference type pgSz pgMar pgNumType cols titlePg textDirection docGrid'.split(' '),
  'w:style':
    'name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr trPr tcPr'.split(' '),
  'w:settings':
    'zoom defaultTabStop evenAndOddHeaders characterSpacingControl noLineBreaksAfter noLineBreaksBefore compat themeFontLang'.split(
      ' ',
    ),
}

const mayHold: Record<string, readonly string[]> = {
  'w:body': ['w:p', 'w:tbl', 'w:sectPr'],
  'w:tc': ['w:tcPr', 'w:p', 'w:tbl'],
  'w:p': ['w:pPr', 'w:r'],
  'w:r': ['w:rPr', 'w:t', 'w:br', 'w:tab', 'w:fldChar', 'w:instrText'],
}

/** Everything Word would want to “repair” in a file of ours. */
export function wordFaults(docx: Uint8Array): string[] {
  const parts = openParts(docx)
  const faults: string[] = []
  const types = textOf(parts, '[Content_Types].xml') ?? ''
  for (const name of parts.keys()) {
    const source = textOf(parts, name)!
    if (name !== '[Content_Types].xml' && !name.endsWith('.rels') && !types.includes(`PartName="/${name}"`))
      faults.push(`${name}: no content type`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 forbids them.
    if (/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/.test(source))
      faults.push(`${name}: forbidden character`)
    if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/.test(source)) faults.push(`${name}: half a character`)
    if (/undefined|NaN|\[object/.test(source)) faults.push(`${name}: a program's word`)
    const root = parseXml(source, name)
    if (name.endsWith('.rels')) faults.push(...relationFaults(root, name, parts))
    for (const element of [root, ...descendants(root)])
      faults.push(...elementFaults(element).map((fault) => `${name}: ${fault}`))
  }
  for (const [, part] of types.matchAll(/PartName="\/([^"]+)"/g))
    if (!parts.has(part!)) faults.push(`${part}: declared but absent`)
  return [...new Set(faults)]
}

function elementFaults(element: Element): string[] {
  const faults: string[] = []
  const names = element.children.filter((child) => isElement(child)).map(({ name }) => name)
  const known = order[element.name]
  if (known) {
    const ranks = names.map((name) => known.indexOf(name.replace('w:', '')))
    if (ranks.includes(-1)) faults.push(`${element.name} holds ${names[ranks.indexOf(-1)]}`)
    if (ranks.some((rank, at) => at > 0 && rank < ranks[at - 1]!))
      faults.push(`${element.name} out of order: ${names.join(' ')}`)
    const once = names.filter(
      (name) => !['w:tr', 'w:tc', 'w:headerReference', 'w:footerReference'].includes(name),
    )
    if (new Set(once).size < once.length)
      faults.push(`${element.name} holds one thing twice: ${names.join(' ')}`)
  }
  const held = mayHold[element.name]
  for (const name of held ? names : [])
    if (!held!.includes(name)) faults.push(`${element.name} holds ${name}`)
  if (element.name === 'w:tc' && names[names.length - 1] !== 'w:p')
    faults.push('a cell does not end in a paragraph')
  if (element.name === 'w:tbl' && !names.includes('w:tr')) faults.push('a table without rows')
  if (element.name === 'w:tr' && !names.includes('w:tc')) faults.push('a row without cells')
  if (names.some((name, at) => name === 'w:tbl' && names[at + 1] === 'w:tbl')) faults.push('two tables touch')
  if (element.name === 'w:tbl') faults.push(...gridFaults(element))
  return faults
}

/** Every row must fill the grid exactly, and a merged cell must begin somewhere. */
function gridFaults(table: Element): string[] {
  const childrenOf = (parent: Element, name: string) =>
    parent.children.filter((child): child is Element => isElement(child, name))
  const columns = childrenOf(table, 'w:tblGrid').flatMap((grid) => childrenOf(grid, 'w:gridCol')).length
  const faults: string[] = []
  let open = new Set<number>()
  for (const row of childrenOf(table, 'w:tr')) {
    let at = 0
    const reaching = new Set<number>()
    for (const cell of childrenOf(row, 'w:tc')) {
      const properties = childrenOf(cell, 'w:tcPr').flatMap(({ children }) =>
        children.filter((child) => isElement(child)),
      )
      const merge = properties.find(({ name }) => name === 'w:vMerge')
      if (merge && !attributeOf(merge, 'w:val') && !open.has(at))
        faults.push('a merged cell continues nothing')
      if (merge) reaching.add(at)
      const span = properties.find(({ name }) => name === 'w:gridSpan')
      at += span ? Number(attributeOf(span, 'w:val')) : 1
    }
    if (at !== columns) faults.push(`a row of ${at} in a grid of ${columns}`)
    open = reaching
  }
  return faults
}

function relationFaults(root: Element, name: string, parts: ReadonlyMap<string, Uint8Array>): string[] {
  const folder = name === '_rels/.rels' ? '' : 'word/'
  const relations = [...descendants(root)].filter((element) => element.name === 'Relationship')
  const ids = relations.map((relation) => attributeOf(relation, 'Id'))
  const lost = relations
    .map((relation) => folder + attributeOf(relation, 'Target'))
    .filter((target) => !parts.has(target))
  return [
    ...(new Set(ids).size < ids.length ? [`${name}: an id twice`] : []),
    ...lost.map((target) => `${name}: ${target} is not there`),
  ]
}
