// Puts a Word template together from its parts.
import { closeParts, type Parts, setText } from '../../src/documents/word/parcel.ts'
import { escapeXml, xmlHead } from '../../src/documents/word/xml.ts'
import { chinese, fontTableXml, mm, page, settingsXml, stylesXml } from './styles.ts'

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const typeOf = (part: string) => `application/vnd.openxmlformats-officedocument.wordprocessingml.${part}+xml`

export interface Paper {
  readonly title: string
  /** Body XML without section properties. */
  readonly body: string
  /** Small words on the outer side of the footer; may hold tags. */
  readonly foot: string
}

export function buildTemplate({ title, body, foot }: Paper): Uint8Array {
  const parts: Parts = new Map()
  const files: [name: string, type: string, relation: string][] = [
    ['styles.xml', typeOf('styles'), `${office}/styles`],
    ['settings.xml', typeOf('settings'), `${office}/settings`],
    ['fontTable.xml', typeOf('fontTable'), `${office}/fontTable`],
    ['footer1.xml', typeOf('footer'), `${office}/footer`],
    ['footer2.xml', typeOf('footer'), `${office}/footer`],
  ]
  setText(
    parts,
    '[Content_Types].xml',
    `${xmlHead}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
      `<Override PartName="/word/document.xml" ContentType="${typeOf('document.main')}"/>` +
      files.map(([name, type]) => `<Override PartName="/word/${name}" ContentType="${type}"/>`).join('') +
      '<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>' +
      '<Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>',
  )
  setText(
    parts,
    '_rels/.rels',
    `${xmlHead}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/>` +
      `<Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
      `<Relationship Id="rId3" Type="${office}/extended-properties" Target="docProps/app.xml"/></Relationships>`,
  )
  setText(
    parts,
    'word/_rels/document.xml.rels',
    `${xmlHead}<Relationships xmlns="${packages}/relationships">${files
      .map(
        ([name, , relation], at) => `<Relationship Id="rId${at + 1}" Type="${relation}" Target="${name}"/>`,
      )
      .join('')}</Relationships>`,
  )
  setText(parts, 'word/styles.xml', stylesXml)
  setText(parts, 'word/settings.xml', settingsXml)
  setText(parts, 'word/fontTable.xml', fontTableXml)
  // On paper printed on both sides the number stands outside: odd pages right, even pages left.
  setText(parts, 'word/footer1.xml', footer(`${small(foot)}${tab}${pageNumber}`))
  setText(parts, 'word/footer2.xml', footer(`${pageNumber}${tab}${small(foot)}`))
  setText(
    parts,
    'word/document.xml',
    `${xmlHead}<w:document xmlns:w="${main}" xmlns:r="${office}"><w:body>${body}${section}</w:body></w:document>`,
  )
  setText(
    parts,
    'docProps/core.xml',
    `${xmlHead}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>`,
  )
  setText(
    parts,
    'docProps/app.xml',
    `${xmlHead}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Zicha</Application></Properties>`,
  )
  return closeParts(parts)
}

const section =
  '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>' +
  `<w:pgSz w:w="${page.width}" w:h="${page.height}"/>` +
  `<w:pgMar w:top="${page.top}" w:right="${page.right}" w:bottom="${page.bottom}" w:left="${page.left}" w:header="${mm(15)}" w:footer="${mm(22)}" w:gutter="0"/>` +
  '<w:cols w:space="425"/></w:sectPr>'

const footer = (content: string) =>
  `${xmlHead}<w:ftr xmlns:w="${main}" xmlns:r="${office}"><w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr>${content}</w:p></w:ftr>`

const tab = '<w:r><w:tab/></w:r>'
const plain = (words: string) => `<w:r>${chinese}<w:t xml:space="preserve">${words}</w:t></w:r>`
const small = (words: string) =>
  words === ''
    ? ''
    : `<w:r><w:rPr><w:rFonts w:hint="eastAsia"/><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr><w:t xml:space="preserve">${escapeXml(words)}</w:t></w:r>`

const field = (kind: string) => `<w:r><w:fldChar w:fldCharType="${kind}"/></w:r>`
const pageNumber =
  plain('— ') +
  field('begin') +
  '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>' +
  field('separate') +
  '<w:r><w:t>1</w:t></w:r>' +
  field('end') +
  plain(' —')
