// What may be attached: by kind, by size, and by the first bytes, since names lie.
import type { Attachment } from '../domain/filing.ts'
import { limits } from '../domain/read-filing.ts'

const mib = 1024 * 1024
export const mostBytes = 20 * mib
export const mostBytesTogether = 100 * mib

const ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
const zip = [0x50, 0x4b, 0x03, 0x04]
const jpeg = [0xff, 0xd8, 0xff]
const ooxml = 'application/vnd.openxmlformats-officedocument'

interface Kind {
  readonly called: string
  readonly mediaType: string
  readonly magic: readonly number[]
}

const kinds: Readonly<Record<string, Kind>> = {
  pdf: { called: 'PDF', mediaType: 'application/pdf', magic: [0x25, 0x50, 0x44, 0x46] },
  doc: { called: 'Word', mediaType: 'application/msword', magic: ole },
  docx: { called: 'Word', mediaType: `${ooxml}.wordprocessingml.document`, magic: zip },
  xls: { called: 'Excel', mediaType: 'application/vnd.ms-excel', magic: ole },
  xlsx: { called: 'Excel', mediaType: `${ooxml}.spreadsheetml.sheet`, magic: zip },
  jpg: { called: 'JPG', mediaType: 'image/jpeg', magic: jpeg },
  jpeg: { called: 'JPG', mediaType: 'image/jpeg', magic: jpeg },
  png: { called: 'PNG', mediaType: 'image/png', magic: [0x89, 0x50, 0x4e, 0x47] },
  zip: { called: 'ZIP', mediaType: 'application/zip', magic: zip },
}

/** Endings: those a question takes, or all there are. */
export type Endings = readonly string[] | undefined

const endingsOf = (accept: Endings): readonly string[] => accept ?? Object.keys(kinds)
export const forChooser = (accept: Endings): string =>
  endingsOf(accept)
    .map((ending) => `.${ending}`)
    .join(',')
export const inWords = (accept: Endings): string =>
  [...new Set(endingsOf(accept).map((ending) => kinds[ending]?.called ?? ending))].join('、')

const endingOf = (name: string): string => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''

/** The media type to keep, or why the file is not taken. `head` is its first bytes. */
export function inspectFile(
  file: { readonly name: string; readonly size: number; readonly head: Uint8Array },
  kept: readonly Attachment[],
  accept?: Endings,
): { mediaType: string } | { why: string } {
  const ending = endingOf(file.name)
  const kind = endingsOf(accept).includes(ending) ? kinds[ending] : undefined
  if (!kind) return { why: `“${file.name}”的类型不能上传，请使用 ${inWords(accept)} 格式的文件` }
  if (file.size === 0) return { why: `“${file.name}”是空文件，请检查后重新选择` }
  if (file.size > mostBytes)
    return {
      why: `“${file.name}”有 ${showBytes(file.size)}，单个附件不能超过 ${showBytes(mostBytes)}，请压缩后再上传`,
    }
  if (kept.length >= limits.attachments)
    return { why: `附件已有 ${limits.attachments} 个，不能再加，请把“${file.name}”与其他文件合并或打包` }
  const together = kept.reduce((sum, { size }) => sum + size, 0)
  if (together + file.size > mostBytesTogether)
    return {
      why: `加上“${file.name}”后附件共 ${showBytes(together + file.size)}，不能超过 ${showBytes(mostBytesTogether)}，请压缩或移除其他附件`,
    }
  if (!kind.magic.every((byte, index) => file.head[index] === byte))
    return {
      why: `“${file.name}”的内容与扩展名 .${ending} 不符，请确认文件没有损坏、没有改过扩展名`,
    }
  return { mediaType: kind.mediaType }
}

/** As it is kept: nothing that names a place or turns the reading round, and no longer than a name may be. */
export function keptName(name: string): string {
  const clean = name.replace(/[\\/]/g, '_').replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '')
  const ending = endingOf(clean)
  const stem = clean.slice(0, clean.length - ending.length - 1)
  const most = limits.id - ending.length - 2
  return stem.length <= most ? clean : `${stem.slice(0, most).replace(/[\ud800-\udbff]$/, '')}….${ending}`
}

/** Two files of one answer never look alike: the second is `扫描件（2）.pdf`. */
export function unlike(name: string, taken: readonly string[]): string {
  const dot = name.lastIndexOf('.')
  const ending = name.slice(dot)
  let free = name
  for (let at = 2; taken.includes(free); at++) {
    const mark = `（${at}）`
    const stem = name.slice(0, Math.min(dot, limits.id - mark.length - ending.length))
    free = `${stem.replace(/[\ud800-\udbff]$/, '')}${mark}${ending}`
  }
  return free
}

export function showBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < mib) return `${Math.round(bytes / 1024)} KB`
  const size = bytes / mib
  return `${size < 10 && !Number.isInteger(size) ? size.toFixed(1) : Math.round(size)} MB`
}
