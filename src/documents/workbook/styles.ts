// The few looks that our workbooks use. Places in `looks` are the style numbers of the cells.

const fonts = [
  '<font><sz val="11"/><name val="宋体"/><family val="3"/></font>',
  '<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="宋体"/><family val="3"/></font>',
  '<font><b/><sz val="11"/><color rgb="FF12396B"/><name val="宋体"/><family val="3"/></font>',
  '<font><b/><sz val="16"/><color rgb="FF12396B"/><name val="宋体"/><family val="3"/></font>',
]
const solid = (colour: string) =>
  `<fill><patternFill patternType="solid"><fgColor rgb="FF${colour}"/><bgColor indexed="64"/></patternFill></fill>`
const fills = [
  '<fill><patternFill patternType="none"/></fill>',
  '<fill><patternFill patternType="gray125"/></fill>',
  solid('12396B'),
  solid('E9EEF6'),
  '<fill><patternFill patternType="lightUp"><fgColor rgb="FFB4BFCE"/><bgColor rgb="FFF3F5F8"/></patternFill></fill>',
]
const edge = (side: string) => `<${side} style="thin"><color rgb="FFB4BFCE"/></${side}>`
const borders = [
  '<border><left/><right/><top/><bottom/><diagonal/></border>',
  `<border>${edge('left')}${edge('right')}${edge('top')}${edge('bottom')}<diagonal/></border>`,
]

const day = 164
const text = 49

interface Look {
  readonly font?: number
  readonly fill?: number
  readonly border?: number
  readonly format?: number
  readonly align?: string
}

const top = 'vertical="top" wrapText="1"'
const looks = {
  plain: {},
  heading: { font: 1, fill: 2, border: 1, align: 'horizontal="center" vertical="center" wrapText="1"' },
  group: { font: 2, fill: 3, border: 1, align: 'horizontal="left" vertical="center"' },
  text: { border: 1, format: text, align: top },
  number: { border: 1, align: 'vertical="top"' },
  day: { border: 1, format: day, align: 'horizontal="left" vertical="top"' },
  off: { border: 1, fill: 4, format: text, align: top },
  title: { font: 3, align: 'vertical="center"' },
  note: { format: text, align: top },
} satisfies Record<string, Look>

export type LookName = keyof typeof looks

const names = Object.keys(looks) as LookName[]
export const lookNumber = (name: LookName): number => names.indexOf(name)

const xf = ({ font = 0, fill = 0, border = 0, format = 0, align }: Look): string =>
  `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1"${align ? ` applyAlignment="1"><alignment ${align}/></xf>` : '/>'}`

const list = (name: string, items: readonly string[]): string =>
  `<${name} count="${items.length}">${items.join('')}</${name}>`

export const styleSheet = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="${day}" formatCode="yyyy\\-mm\\-dd"/></numFmts>${list('fonts', fonts)}${list('fills', fills)}${list('borders', borders)}<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>${list('cellXfs', Object.values(looks).map(xf))}<cellStyles count="1"><cellStyle name="常规" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
