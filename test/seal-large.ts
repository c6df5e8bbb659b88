// Seals and opens one package with a large attachment, and prints the memory that was in use at the most.
// Run by sealing's tests with --expose-gc: what is only waiting to be collected does not count.
import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileSource, openFile, sealFile } from '../src/sealing/node.ts'
import { makeCast, sampleContents, scan, sealOptions } from './packages.ts'

const [folder = '.', megabytes = '300'] = process.argv.slice(2)
const [large, sealed] = [join(folder, 'large'), join(folder, 'large.sez')]
const file = await open(large, 'w')
const hash = createHash('sha256')
const piece = scan(1_000_000)
for (let at = 0; at < Number(megabytes); at += 1) {
  piece[0] = at
  hash.update(piece)
  await file.write(piece)
}
await file.close()
const sha256 = hash.digest('hex')
const size = Number(megabytes) * 1_000_000

const cast = await makeCast(1)
const contents = sampleContents()
const filing = {
  ...contents.filing,
  attachments: { a: { name: '机房录像.mp4', mediaType: 'video/mp4', size, sha256 } },
}
function megabytesInUse(): number {
  // Twice: the memory of buffers is given back while the next round begins.
  globalThis.gc!()
  globalThis.gc!()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return Math.round((heapUsed + arrayBuffers) / 1_000_000)
}
const startMb = megabytesInUse()
let peakMb = startMb
const looking = setInterval(() => {
  peakMb = Math.max(peakMb, megabytesInUse())
}, 100)
await sealFile(
  { ...contents, filing, attachments: new Map([[sha256, await fileSource(large)]]) },
  sealOptions(cast),
  sealed,
)
await openFile(
  sealed,
  { keys: [cast.commission], signers: [cast.unit.publicKey] },
  join(folder, 'large-opened'),
)
clearInterval(looking)
console.log(JSON.stringify({ sealedBytes: (await stat(sealed)).size, startMb, peakMb }))
