// What a file is, by its first bytes: a name may say anything.

export type FileKind = 'pdf' | 'jpg' | 'png' | 'doc' | 'docx' | 'xlsx' | 'zip' | 'sez'

const starts: readonly (readonly [FileKind, readonly number[]])[] = [
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['jpg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['doc', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['sez', [0x53, 0x45, 0x5a]],
]

/** Of `bytes` the whole file, or for a zip at least its directory at the end. */
export function fileKind(bytes: Uint8Array): FileKind | undefined {
  const found = starts.find(([, magic]) => magic.every((byte, at) => bytes[at] === byte))
  if (found) return found[0]
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b || bytes[2] !== 3 || bytes[3] !== 4) return undefined
  const names = fileNames(bytes)
  if (names.has('word/document.xml')) return 'docx'
  return names.has('xl/workbook.xml') ? 'xlsx' : 'zip'
}

/** Names in the central directory of a zip. */
function fileNames(bytes: Uint8Array): Set<string> {
  const names = new Set<string>()
  for (let at = 0; at + 46 <= bytes.length; at++) {
    if (bytes[at] !== 0x50 || bytes[at + 1] !== 0x4b || bytes[at + 2] !== 1 || bytes[at + 3] !== 2) continue
    const length = (bytes[at + 28] ?? 0) | ((bytes[at + 29] ?? 0) << 8)
    names.add(String.fromCharCode(...bytes.subarray(at + 46, at + 46 + Math.min(length, 1000))))
    at += 45 + length
  }
  return names
}

export const mediaTypes: Readonly<Record<FileKind, string>> = {
  pdf: 'application/pdf',
  jpg: 'image/jpeg',
  png: 'image/png',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
  sez: 'application/octet-stream',
}

/** In what form each piece is taken. */
export const pieceKinds = {
  form: ['docx'],
  summary: ['doc', 'docx', 'pdf'],
  letter: ['pdf', 'jpg', 'png'],
} as const satisfies Record<string, readonly FileKind[]>

/** `3.2 MB`, as people read it. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
