import type { Sink } from '../sealing/contents.ts'
import type { Blob, Putting } from '../store/blobs.ts'

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
      begin() {
        parts = []
      },
      write(bytes) {
        parts.push(bytes)
      },
      async end() {
        attachments.push(await files.put(Buffer.concat(parts)))
        parts = []
      },
    },
  }
}
