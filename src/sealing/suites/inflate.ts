import { Inflate } from 'fflate'
import type { Bytes } from '../bytes.ts'

const SIP = 1024

/** Inflates in sips, so that no promise of a size can cost more memory than that size itself. */
export function inflateInSips(deflated: Bytes, size: number): Bytes | 'longer' | 'broken' {
  const plain = new Uint8Array(size)
  let at = 0
  let isLonger = false
  let ended = false
  const inflate = new Inflate((piece, final) => {
    isLonger ||= at + piece.length > size
    if (isLonger) return
    plain.set(piece, at)
    at += piece.length
    ended ||= final
  })
  try {
    for (let from = 0; from < deflated.length && !isLonger; from += SIP)
      inflate.push(deflated.subarray(from, from + SIP), from + SIP >= deflated.length)
  } catch {
    return 'broken'
  }
  if (isLonger) return 'longer'
  return ended ? plain.subarray(0, at) : 'broken'
}
