// The look of the paper, after GB/T 9704: page, fonts and styles of the Word templates.
import { xmlHead } from '../../src/documents/word/xml.ts'

const w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

/** Twentieths of a point. */
export const mm = (millimetres: number): number => Math.round((millimetres / 25.4) * 1440)

/** A4, with the margins 天头 37, 地脚 35, 订口 28, 切口 26 mm. */
export const page = {
  width: 11906,
  height: 16838,
  top: mm(37),
  bottom: mm(35),
  left: mm(28),
  right: mm(26),
}
export const textWidth = page.width - page.left - page.right

/** Chinese font, its stand-in where it is not installed, and what kind of letters it draws. */
const faces = [
  { name: '方正小标宋简体', other: '宋体', family: 'roman' },
  { name: '仿宋_GB2312', other: '仿宋', family: 'modern' },
  { name: '楷体_GB2312', other: '楷体', family: 'modern' },
  { name: '黑体', other: 'SimHei', family: 'modern' },
  { name: '宋体', other: 'SimSun', family: 'roman' },
] as const

const title = '方正小标宋简体'
const body = '仿宋_GB2312'
const kai = '楷体_GB2312'
const hei = '黑体'
const song = '宋体'

interface Style {
  readonly id: string
  readonly name: string
  readonly font: string
  /** Half points. */
  readonly size: number
  readonly bold?: true
  /** Children of w:pPr, in the schema's order. */
  readonly paragraph: string
  readonly outline?: number
}

const exactly = (points: number) => `w:line="${points * 20}" w:lineRule="exact"`

const styles: readonly Style[] = [
  {
    id: 'FormTitle',
    name: '文件标题',
    font: title,
    size: 44,
    paragraph: `<w:keepNext/><w:spacing w:before="0" w:after="560" ${exactly(33)}/><w:jc w:val="center"/>`,
  },
  {
    id: 'CoverTitle',
    name: '封面标题',
    font: title,
    size: 44,
    paragraph: `<w:spacing w:before="1200" w:after="900" ${exactly(36)}/><w:jc w:val="center"/>`,
  },
  {
    id: 'CoverNote',
    name: '填表说明',
    font: hei,
    size: 28,
    paragraph: `<w:keepNext/><w:spacing w:before="640" w:after="120" ${exactly(26)}/><w:jc w:val="center"/>`,
  },
  {
    id: 'Cover',
    name: '封面项',
    font: body,
    size: 32,
    paragraph: `<w:spacing w:before="120" w:after="120" ${exactly(32)}/><w:ind w:left="2560" w:hanging="1600"/>`,
  },
  {
    id: 'Sheet',
    name: '表名',
    font: hei,
    size: 32,
    outline: 0,
    paragraph: `<w:keepNext/><w:pageBreakBefore/><w:spacing w:before="0" w:after="160" ${exactly(28)}/><w:jc w:val="center"/>`,
  },
  {
    id: 'Part',
    name: '一级小标题',
    font: hei,
    size: 28,
    outline: 1,
    paragraph: `<w:keepNext/><w:spacing w:before="200" w:after="80" ${exactly(26)}/>`,
  },
  {
    id: 'Item',
    name: '二级小标题',
    font: kai,
    size: 28,
    bold: true,
    outline: 2,
    paragraph: `<w:keepNext/><w:spacing w:before="160" w:after="40" ${exactly(26)}/>`,
  },
  {
    id: 'Prose',
    name: '公文正文',
    font: body,
    size: 32,
    paragraph: `<w:spacing ${exactly(28)}/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>`,
  },
  {
    id: 'Answer',
    name: '填写正文',
    font: body,
    size: 28,
    paragraph: `<w:spacing w:after="60" ${exactly(26)}/><w:ind w:firstLineChars="200" w:firstLine="560"/><w:jc w:val="both"/>`,
  },
  {
    id: 'Note',
    name: '说明',
    font: kai,
    size: 21,
    paragraph: `<w:spacing w:before="40" w:after="60" ${exactly(16)}/><w:jc w:val="both"/>`,
  },
  {
    id: 'Points',
    name: '重点包括',
    font: kai,
    size: 21,
    paragraph: `<w:keepNext/><w:keepLines/><w:spacing w:before="40" w:after="60" ${exactly(16)}/><w:jc w:val="both"/>`,
  },
  {
    id: 'CellLabel',
    name: '表格栏目',
    font: hei,
    size: 21,
    paragraph: `<w:spacing w:before="10" w:after="10" ${exactly(14)}/><w:jc w:val="center"/>`,
  },
  {
    id: 'CellText',
    name: '表格内容',
    font: body,
    size: 21,
    paragraph: `<w:spacing w:before="10" w:after="10" ${exactly(14)}/>`,
  },
  {
    id: 'CellCenter',
    name: '表格内容居中',
    font: body,
    size: 21,
    paragraph: `<w:spacing w:before="10" w:after="10" ${exactly(14)}/><w:jc w:val="center"/>`,
  },
  {
    id: 'PageNumber',
    name: '页码',
    font: song,
    size: 28,
    paragraph: `<w:tabs><w:tab w:val="right" w:pos="${textWidth}"/></w:tabs>`,
  },
]

const fonts = (eastAsia: string) =>
  `<w:rFonts w:hint="eastAsia" w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="${eastAsia}" w:cs="Times New Roman"/>`

/** Quotation marks, dashes and boxes are shared with Western fonts; the hint asks for the Chinese ones. */
export const chinese = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'

const style = ({ id, name, font, size, bold, paragraph, outline }: Style): string =>
  `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/><w:qFormat/>` +
  `<w:pPr>${paragraph}${outline === undefined ? '' : `<w:outlineLvl w:val="${outline}"/>`}</w:pPr>` +
  `<w:rPr>${fonts(font)}${bold ? '<w:b/><w:bCs/>' : ''}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`

const line = (size: number) => `w:val="single" w:sz="${size}" w:space="0" w:color="000000"`

const ruled =
  '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>' +
  '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>' +
  '<w:style w:type="table" w:customStyle="1" w:styleId="Ruled"><w:name w:val="自查表格线"/><w:basedOn w:val="TableNormal"/>' +
  `<w:tblPr><w:tblBorders><w:top ${line(8)}/><w:left ${line(8)}/><w:bottom ${line(8)}/><w:right ${line(8)}/><w:insideH ${line(4)}/><w:insideV ${line(4)}/></w:tblBorders>` +
  '<w:tblCellMar><w:left w:w="68" w:type="dxa"/><w:right w:w="68" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'

export const stylesXml =
  `${xmlHead}<w:styles ${w}><w:docDefaults><w:rPrDefault><w:rPr>${fonts(body)}<w:kern w:val="2"/><w:sz w:val="32"/><w:szCs w:val="32"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>` +
  '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:widowControl w:val="0"/></w:pPr></w:style>' +
  `${ruled}${styles.map(style).join('')}</w:styles>`

export const fontTableXml =
  `${xmlHead}<w:fonts ${w}>` +
  faces
    .map(
      ({ name, other, family }) =>
        `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/><w:family w:val="${family}"/><w:pitch w:val="variable"/></w:font>`,
    )
    .join('') +
  '<w:font w:name="Times New Roman"><w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'

export const settingsXml =
  `${xmlHead}<w:settings ${w}><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/><w:characterSpacingControl w:val="compressPunctuation"/>` +
  // As Word's own list, and a box stays with the words it belongs to.
  '<w:noLineBreaksAfter w:lang="zh-CN" w:val="$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥□☑"/>' +
  '<w:noLineBreaksBefore w:lang="zh-CN" w:val="!%),.:;&gt;?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"/>' +
  '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>' +
  '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
