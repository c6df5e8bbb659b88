// Form and package prove each other by a code that stands in both.
import { openParts, readProperties, textOf } from './word/parcel.ts'
import { descendants, parseXml, unescapeXml } from './word/xml.ts'

export const codeProperty = '自查数据校验码'
/** Bytes. Uploaded files are strangers', and footers are small. */
const mostPacked = 500_000
const shape = /[0-9A-F]{4}(?:-[0-9A-F]{4}){3}/

/**
 * The code a form was printed with, from its footer and its file properties. Nothing when it bears none,
 * or when the two contradict each other: such a form proves nothing.
 */
export function readFormCode(docx: Uint8Array): string | undefined {
  const parts = openParts(
    docx,
    (name) => /^word\/footer\d*\.xml$/.test(name) || name === 'docProps/custom.xml',
    mostPacked,
  )
  const found = new Set<string>()
  const property = readProperties(parts)[codeProperty]
  if (property && shape.test(property)) found.add(property)
  for (const name of parts.keys()) {
    const words = name.startsWith('word/') ? wordsOf(textOf(parts, name) ?? '', name) : ''
    const code = shape.exec(words)?.[0]
    if (code) found.add(code)
  }
  return found.size === 1 ? [...found][0] : undefined
}

/** Word may cut the code over several runs. */
function wordsOf(source: string, part: string): string {
  let words = ''
  for (const element of descendants(parseXml(source, part)))
    if (element.name === 'w:t')
      words += element.children.filter((child) => typeof child === 'string').join('')
  return unescapeXml(words)
}
