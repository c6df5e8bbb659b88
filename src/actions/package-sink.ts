import { Readable } from 'node:stream'
import { Problem } from '../domain/problem.ts'
import type { Sink } from '../sealing/contents.ts'
import type { Blob, Putting } from '../store/blobs.ts'

/** Of one attachment, since memory holds it whole. */
const mostBytes = 100 * 1024 * 1024

/**
 * Puts attachments away one by one as they are opened, so that memory holds one at a time. Should the package prove
 * unsound at its end, what was put away is named by nothing, read by nobody and taken back.
 */
export function gatherAttachments(files: Putting): { sink: Sink; attachments: Blob[] } {
  const attachments: Blob[] = []
  let parts: Uint8Array[] = []
  return {
    attachments,
    sink: {
      begin(_, size) {
        if (size > mostBytes) throw tooLarge()
        parts = []
      },
      write(bytes) {
        parts.push(bytes)
      },
      async end() {
        attachments.push(await files.put(Readable.from(parts)))
        parts = []
      },
    },
  }
}

const tooLarge = () =>
  new Problem(
    'limited',
    'attachment.too-large',
    `数据包中有超过 ${mostBytes / 1024 / 1024} MB 的附件，请压缩或拆分后重新导出`,
    { limit: mostBytes },
  )
