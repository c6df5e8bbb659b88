// Bytes as text inside a page. Made for many megabytes: no callback a byte, no copy a character.
import type { Bytes } from '../sealing/bytes.ts'

export function fromBase64(text: string): Bytes {
  const plain = atob(text)
  const bytes = new Uint8Array(plain.length)
  for (let at = 0; at < plain.length; at++) bytes[at] = plain.charCodeAt(at)
  return bytes
}

/** Done by the browser, off the page's own thread. */
export function toBase64(bytes: Bytes): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(new Blob([bytes], { type: 'application/octet-stream' }))
  })
}
