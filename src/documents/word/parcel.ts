// A Word file is a zip of parts. Same parts in, same bytes out: order and dates are fixed.
import { strFromU8, strToU8, type Unzipped, unzipSync, zipSync } from 'fflate'
import { Problem } from '../../domain/problem.ts'
import { attributeOf, descendants, escapeXml, parseXml, unescapeXml, xmlHead } from './xml.ts'

export type Parts = Map<string, Uint8Array>

const limits = { files: 500, packedBytes: 24_000_000, partBytes: 24_000_000, wholeBytes: 64_000_000 }

/** Opens a Word file within limits; `wanted` narrows it to the parts of interest, `most` the bytes they may hold packed. */
export function openParts(
  bytes: Uint8Array,
  wanted: (name: string) => boolean = () => true,
  most: number = limits.packedBytes,
): Parts {
  let files = 0
  let whole = 0
  let packed = 0
  let found: Unzipped
  try {
    found = unzipSync(bytes, {
      filter: ({ name, size, originalSize }) => {
        if (!wanted(name) || name.endsWith('/')) return false
        files += 1
        whole += originalSize
        // The stated sizes may lie; what is packed cannot unpack to more than a thousandfold.
        packed += size
        if (files > limits.files || originalSize > limits.partBytes || whole > limits.wholeBytes)
          throw tooLarge()
        if (packed > most) throw tooLarge()
        return true
      },
    })
  } catch (cause) {
    if (cause instanceof Problem) throw cause
    // fflate says only that it is no zip; for a clerk that means: not a .docx.
    throw new Problem(
      'invalid',
      'template.not-word',
      '这不是 Word 文件（.docx），请选择用 Word 保存的 .docx 文件',
    )
  }
  return new Map(Object.entries(found))
}

export const textOf = (parts: Parts, name: string): string | undefined => {
  const bytes = parts.get(name)
  return bytes && strFromU8(bytes)
}

export function setText(parts: Parts, name: string, text: string): void {
  parts.set(name, strToU8(text))
}

export function closeParts(parts: Parts): Uint8Array {
  const names = [...parts.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  // Zip dates are local wall-clock fields, so a local date gives the same bytes in every time zone.
  const mtime = new Date(2019, 4, 20)
  return zipSync(Object.fromEntries(names.map((name) => [name, parts.get(name)!])), { level: 6, mtime })
}

// Readers that stream expect the content types first.
const rank = (name: string) => (name === '[Content_Types].xml' ? 0 : name.startsWith('_rels/') ? 1 : 2)

const customPart = 'docProps/custom.xml'
const customType = 'application/vnd.openxmlformats-officedocument.custom-properties+xml'
const customRelation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties'

/** Writes document properties that Word shows under 文件 → 信息 → 高级属性 → 自定义, and keeps when saving. */
export function setProperties(parts: Parts, properties: Readonly<Record<string, string>>): void {
  const kept = { ...readProperties(parts), ...properties }
  const items = Object.entries(kept).map(
    ([name, value], at) =>
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${at + 2}" name="${escapeXml(name)}"><vt:lpwstr>${escapeXml(value)}</vt:lpwstr></property>`,
  )
  setText(
    parts,
    customPart,
    `${xmlHead}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${items.join('')}</Properties>`,
  )
  insertOnce(
    parts,
    '[Content_Types].xml',
    customPart,
    '</Types>',
    `<Override PartName="/${customPart}" ContentType="${customType}"/>`,
  )
  insertOnce(
    parts,
    '_rels/.rels',
    customRelation,
    '</Relationships>',
    `<Relationship Id="rIdCustomProperties" Type="${customRelation}" Target="${customPart}"/>`,
  )
}

export function readProperties(parts: Parts): Record<string, string> {
  const source = textOf(parts, customPart)
  if (!source) return {}
  const found: Record<string, string> = {}
  for (const element of descendants(parseXml(source, customPart))) {
    const name = element.name === 'property' ? attributeOf(element, 'name') : undefined
    const [value] = element.children
    if (name !== undefined && typeof value === 'object' && value.name.endsWith('lpwstr'))
      found[name] = unescapeXml(value.children.filter((child) => typeof child === 'string').join(''))
  }
  return found
}

function insertOnce(parts: Parts, part: string, mark: string, before: string, what: string): void {
  const source = textOf(parts, part) ?? ''
  if (!source.includes(mark))
    setText(
      parts,
      part,
      source.replace(before, () => what + before),
    )
}

const tooLarge = () =>
  new Problem('limited', 'template.too-large', 'Word 文件解压后过大，请删除其中的图片或多余内容后再试', {
    ...limits,
  })
